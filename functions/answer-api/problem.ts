/** Answers, and those that say no: problem details (RFC 9457). No problem ever repeats a value it was given. */
import type { Refusal } from '../../events/kernel/decider.ts'

export interface Answer {
  readonly status: number
  /** The JSON as it goes out: kept as it is where the same answer must be given again. */
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** One thing that does not fit; `path` is where, its parts joined by dots. */
export interface Issue {
  readonly path: string
  readonly message: string
}

export function isProblem({ status }: Answer): boolean {
  return status >= 400
}

export function jsonAnswer(body: object, status = 200, headers?: Answer['headers']): Answer {
  return { status, body: JSON.stringify(body), ...(headers && { headers }) }
}

function problem(status: number, kind: string, title: string, more: object = {}, headers?: Answer['headers']): Answer {
  return jsonAnswer({ type: `urn:iqm:problem:${kind}`, title, status, ...more }, status, headers)
}

export function doesNotFit(issues: readonly Issue[]): Answer {
  return problem(400, 'does-not-fit', 'The request does not fit', { issues })
}

export function notSignedIn(): Answer {
  const headers = { 'www-authenticate': 'Bearer' }
  return problem(
    401,
    'not-signed-in',
    'Sign in first',
    { detail: 'Send a valid access token as Authorization: Bearer.' },
    headers,
  )
}

export function mayNot(detail: string): Answer {
  return problem(403, 'may-not', 'Your role may not do this', { detail })
}

/** `what` names the kind of thing: `school`, `contact`; never what it was looked for by. */
export function notFound(what: string): Answer {
  return problem(404, 'not-found', `There is no such ${what}`, { what })
}

export function lostRace(): Answer {
  const detail = 'It changed meanwhile, or does not stand at the version asked for. Read it again and try again.'
  return problem(409, 'changed-meanwhile', 'Somebody else was first', { detail }, { 'retry-after': '1' })
}

export function tooLarge(limit: string, more: object = {}): Answer {
  return problem(413, 'too-large', `The body is larger than ${limit}`, more)
}

export function wrongForm(wanted: string): Answer {
  return problem(415, 'wrong-form', `Send it as ${wanted}`)
}

export function refused(refusal: Refusal): Answer {
  return problem(422, refusal.refused, 'A rule says no', { ...refusal })
}

export function broken(trace: string): Answer {
  const detail = 'Nothing acknowledged is lost. Try again; if it stays so, tell whoever runs the system this number.'
  return problem(500, 'broken', 'Something went wrong here', { detail, trace })
}

export function outOfReach(trace: string): Answer {
  const detail = 'Something this needs does not answer at the moment. Try again in a moment.'
  return problem(503, 'out-of-reach', 'Not to be had at the moment', { detail, trace }, { 'retry-after': '2' })
}
