/** Reads a JSON body and says everything that does not fit in it, at once and without repeating what was sent. */
import type * as z from 'zod'
import type { Issue } from './problem.ts'

export type Checked<T> = { readonly value: T } | { readonly issues: readonly Issue[] }

/** Bytes as JSON: UTF-8 and nothing else. */
export function readJson(bytes: ArrayBuffer): Checked<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.trim() === '' ? whole('the body is empty: send a JSON object') : { value: JSON.parse(text) }
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) return whole('the body is not UTF-8')
    // The message quotes what was sent; the place alone does not.
    const [, place] = /at position (\d+)/.exec(thrown.message) ?? []
    return whole(`the body is not JSON${place === undefined ? '' : `: look at character ${place}`}`)
  }
}

function whole(message: string): Checked<never> {
  return { issues: [{ path: '', message }] }
}

/** Checks a value against a schema; every problem at once. */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value, { error: (issue) => (issue.input === undefined ? 'is needed' : undefined) })
  return parsed.success ? { value: parsed.data } : { issues: issuesOf(parsed.error) }
}

function issuesOf({ issues }: z.ZodError): Issue[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }]
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'there is no such field' }))
  })
}
