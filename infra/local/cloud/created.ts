// Tells that an object was kept, as S3 notifies: at least once, tried again with pauses, given up as a dead letter.
// Not durable: what a kill cuts off is found by whoever lists the files.
import type { DeadLetters } from './dead-letters.ts'
import type { FaultBook } from './faults.ts'
import type { Flight } from './flight.ts'
import { sayError } from './handlers.ts'
import type { StoredFile } from './types.ts'

const maxTries = 5
const firstPauseMs = 200

export interface CreatedTools {
  readonly flight: Flight
  readonly faults: FaultBook
  readonly dead: DeadLetters
}

export function createNotifier(
  handler: ((file: StoredFile) => unknown) | undefined,
  { flight, faults, dead }: CreatedTools,
): (file: StoredFile) => void {
  if (!handler) return () => {}
  const attempt = async (file: StoredFile, tries: number): Promise<void> => {
    try {
      await handler(file)
    } catch (error) {
      if (tries < maxTries) return again(file, tries + 1, firstPauseMs * 2 ** (tries - 1))
      const body = JSON.stringify(file)
      await dead.add({ from: 'files', kind: 'file', body, receives: tries, error: sayError(error) }, [])
    }
  }
  const start = (file: StoredFile, tries: number) => {
    const end = flight.begin()
    flight.watch(attempt(file, tries).finally(end))
  }
  const again = (file: StoredFile, tries: number, ms: number) => {
    flight.sleep(ms, 'soon', () => start(file, tries))
  }
  return (file) => {
    const doubled = faults.take('files', 'double')
    if (doubled) again(file, 1, doubled.between(0, 200))
    const slow = faults.take('files', 'lag') ?? faults.take('files', 'shuffle')
    if (slow) again(file, 1, slow.between(0, 500))
    else start(file, 1)
  }
}
