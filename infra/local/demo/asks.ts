/** How the people of the demo speak to it: through the API, each signed in as themselves. */
import * as z from 'zod'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { addressOf } from './schools.ts'

/** Calls of the API as one member of staff. Each throws with the answer when it was not well. */
export interface Asks {
  do(command: string, body: object): Promise<void>
  get(path: string): Promise<unknown>
  post(path: string, body: string | object, type?: string): Promise<unknown>
}

/** Everybody who works in the demo's office. */
export interface Office {
  readonly robin: Asks
  readonly priya: Asks
  readonly tom: Asks
  /** As an Ambassador: what they record is theirs. */
  ambassador(name: string): Promise<Asks>
}

/** Signs the office in. */
export async function openOffice(url: string): Promise<Office> {
  const known = new Map<string, Promise<Asks>>()
  const as = (role: StaffRole, name: string): Promise<Asks> => {
    const asks = known.get(name) ?? signIn(url, role, name)
    known.set(name, asks)
    return asks
  }
  return {
    robin: await as('admin', 'Robin Ashdown'),
    priya: await as('coordinator', 'Priya Nair'),
    tom: await as('assessor', 'Tom Ellery'),
    ambassador: (name) => as('ambassador', name),
  }
}

async function signIn(url: string, role: StaffRole, name: string): Promise<Asks> {
  const answer = await call(url, undefined, '/local/sign-in', { role, name, email: addressOf(name) })
  const { token } = z.object({ token: z.string() }).parse(answer)
  const post: Asks['post'] = (path, body, type) => call(url, token, path, body, type)
  return {
    do: async (command, body) => void (await post(`/api/do/${command}`, body)),
    get: async (path) => (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).json(),
    post,
  }
}

async function call(url: string, token: string | undefined, path: string, body: string | object, type = 'text/csv') {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? type : 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}
