/** The deployed API, as whoever holds a token sees it. */
import * as z from 'zod'

export type Answer = { readonly status: number; readonly body: unknown }

export type Api = {
  /** Any request; a text is sent as CSV, all else as JSON. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>
  /** Like call, and throws unless the answer is 200 or 202. */
  readonly must: (method: string, path: string, body?: unknown) => Promise<unknown>
  /** A command; throws unless it is done. */
  readonly does: (command: string, body: object) => Promise<unknown>
  /** All items of a list, page after page. */
  readonly list: <T>(path: string, item: z.ZodType<T>) => Promise<T[]>
}

const mostItems = 200

/** Opens the API at an address for the bearer of a token; without one, as a stranger. */
export function openApi(base: string, token?: string): Api {
  const signed = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const { type, ...sent } = bodyOf(body)
    const answer = await fetch(`${base}${path}`, { method, headers: { ...signed, ...type }, ...sent })
    return { status: answer.status, body: readOr(await answer.text()) }
  }
  const must = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const { status, body: answered } = await call(method, path, body)
    if (status === 200 || status === 202) return answered
    throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answered).slice(0, 500)}`)
  }
  return {
    call,
    must,
    does: (command, body) => must('POST', `/api/do/${command}`, body),
    async list(path, item) {
      const page = z.object({ items: z.array(item), next: z.string().nullish() })
      const items: z.infer<typeof item>[] = []
      let next: string | null | undefined
      do {
        const cursor = next ? `&cursor=${encodeURIComponent(next)}` : ''
        const read = page.parse(
          await must('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${mostItems}${cursor}`),
        )
        items.push(...read.items)
        next = read.next
      } while (next)
      return items
    },
  }
}

function bodyOf(body: unknown) {
  if (body === undefined) return {}
  return typeof body === 'string'
    ? { type: { 'content-type': 'text/csv' }, body }
    : { type: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function readOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
