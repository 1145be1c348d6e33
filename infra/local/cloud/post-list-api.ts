// The door of the post's own list of addresses: SES v2's Put, Get and DeleteSuppressedDestination. Sending does not look at
// it, as in a configuration set that switches the list off.
import * as z from 'zod'
import { type Answer, answerJson, type Call, jsonError, readJson } from './http.ts'
import type { Store } from './store.ts'

const prefix = 'listed!'
const path = '/v2/email/suppression/addresses'

const putSchema = z.object({ EmailAddress: z.string().min(1), Reason: z.enum(['BOUNCE', 'COMPLAINT']) })
const listed = z.object({ EmailAddress: z.string(), Reason: z.string(), LastUpdateTime: z.number() })

export const isOfList = (call: Call) => call.path === path || call.path.startsWith(`${path}/`)

export type PostListApi = (call: Call) => Promise<Answer>

/** Keeps the list beside the letters. */
export function createPostListApi(store: Store, clock: () => Date): PostListApi {
  const nameOf = (email: string) => prefix + email.toLowerCase()

  async function put(body: Buffer): Promise<Answer> {
    const parsed = readJson(body, putSchema)
    if (!parsed.success) return jsonError(400, 'BadRequestException', parsed.message)
    const value = { ...parsed.data, LastUpdateTime: clock().getTime() / 1000 }
    await store.write([{ key: nameOf(value.EmailAddress), value }])
    return nothing
  }

  async function ofOne(method: string, email: string): Promise<Answer> {
    const found = await store.read(nameOf(email))
    if (found === undefined) return jsonError(404, 'NotFoundException', 'The address is not on the list.')
    if (method === 'GET') return answerJson({ SuppressedDestination: listed.parse(found) }, 'application/json')
    await store.write([{ key: nameOf(email) }])
    return nothing
  }

  return async ({ method, path: asked, body }) => {
    const email = asked.slice(path.length + 1)
    if (method === 'PUT' && email === '') return put(body)
    if (email !== '' && (method === 'GET' || method === 'DELETE')) return ofOne(method, email)
    return jsonError(400, 'BadRequestException', `The local list has no ${method}.`)
  }
}

const nothing = answerJson({}, 'application/json')
