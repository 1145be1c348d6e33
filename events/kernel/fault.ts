/**
 * A fault: something outside did not do what was asked of it. It is thrown, never answered; a queue tries again, then
 * an alarm rings. It names the operation and the kind of failure and nothing else: messages of providers may quote an
 * address or a whole item, so they are never carried along.
 */
export class Fault extends Error {
  /** Room and operation: `log.append`. */
  readonly operation: string
  /** The name of the failure (`ResourceNotFoundException`, `ECONNRESET`), never its message. */
  readonly why: string

  constructor(operation: string, why: string) {
    super(`${operation}: ${why}`)
    this.name = 'Fault'
    this.operation = operation
    this.why = why
  }
}

/** Any thrown thing as a fault of an operation: its name is kept, its message and cause are left behind. */
export function faultOf(operation: string, thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault(operation, nameOf(thrown))
}

/** The name of a thrown thing: a code of the system (`ECONNREFUSED`) where it has one, else the error's name. */
function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'Unknown'
  if (thrown.name === 'Error' && 'code' in thrown && typeof thrown.code === 'string') return thrown.code
  return thrown.name
}
