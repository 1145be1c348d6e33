/**
 * A form that came too late, after its session had ended: kept in the vault for an hour for the person whose session it
 * was, and given back to nobody else. What was typed stands in no address and no log line.
 */
import * as z from 'zod'
import { addMinutes } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { callerNamed } from '../../shared/deeds/callers.ts'
import { tokenField } from '../../shared/pages/form.tsx'
import { isFormToken } from './form-token.ts'
import { fieldsOf } from './page.ts'
import type { ConsoleTools } from './tools.ts'

const kept = once(() =>
  z.strictObject({
    /** `staff#…`: whose session it was. */
    by: z.string(),
    /** Where it was sent to. */
    action: z.string(),
    /** The page it stood on, where the browser said so. */
    from: z.string().optional(),
    values: z.record(z.string(), z.string()),
  }),
)
export type KeptForm = z.infer<ReturnType<typeof kept>>

/** In minutes: a password, a second factor, a cup of tea. */
const keptFor = 60

/** A session that ended at most so long ago still says whose form it was, in seconds: as long as the cookie stays. */
export const formerSession = 12 * 60 * 60

/** A form of this size is the largest that any page sends, in characters. */
const longest = 256 * 1024

/** Who sent a form, and what stood in it. */
interface Sending {
  readonly by: string
  readonly fields: ReadonlyMap<string, string>
}

/** Where forms are given back. */
const givenBackAt = '/again/'

export function againPath(id: string): string {
  return `${givenBackAt}${id}`
}

/** A form of this person; undefined when it is another's, was never kept, or not any more. */
export async function readKept({ vault, world }: ConsoleTools, id: string, by: string): Promise<KeptForm | undefined> {
  const text = /^note-[0-9a-f-]{36}$/.test(id) ? await vault.note(id, world().now) : undefined
  const form = text === undefined ? undefined : kept().safeParse(readJson(text))
  return form?.success && form.data.by === by ? form.data : undefined
}

/** Another note of the vault is no form. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Keeps a form that came from a page of a session that has ended: the session's own signature says whose it was, and the
 * form's token that it came from a page of theirs. Answers its id; undefined for all else, which nobody keeps. Throws Fault.
 */
export async function keepOfFormer(
  tools: ConsoleTools,
  request: Request,
  session: string | undefined,
): Promise<string | undefined> {
  if (session === undefined || !isPlainForm(request)) return undefined
  const username = await tools.tokens.bearerOf(session, formerSession)
  const caller = await callerNamed({ ...tools, clustersOf: async () => [] }, username)
  if (caller === 'nobody' || caller === 'no-role') return undefined
  const text = await request.text()
  const fields = new Map(text.length > longest ? [] : fieldsOf([...new URLSearchParams(text)]))
  return isFormToken(fields.get(tokenField), session) ? keepForm(tools, request, { by: caller.id, fields }) : undefined
}

/**
 * Keeps a form of this browser's own pages that was opened in an earlier session. The browser says that no other site
 * sent it, which no other site can make it say.
 */
export async function keepOfEarlier(
  tools: ConsoleTools,
  request: Request,
  sending: Sending,
): Promise<string | undefined> {
  const isOwn = request.headers.get('sec-fetch-site') === 'same-origin' && sending.fields.has(tokenField)
  return isOwn && isPlainForm(request) ? keepForm(tools, request, sending) : undefined
}

/** A form of fields alone, about something: what comes with a file is chosen anew. */
function isPlainForm({ method, url, headers }: Request): boolean {
  const { pathname } = new URL(url)
  const isAbout = pathname !== '/sign-out' && !pathname.startsWith(givenBackAt)
  return method === 'POST' && isAbout && !headers.get('content-type')?.startsWith('multipart/form-data')
}

function keepForm({ vault, world }: ConsoleTools, request: Request, { by, fields }: Sending): Promise<string> {
  const { origin, pathname, search } = new URL(request.url)
  const referer = request.headers.get('referer') ?? ''
  const { [tokenField]: _, ...values } = Object.fromEntries(fields)
  const form: KeptForm = {
    by,
    action: pathname + search,
    ...(referer.startsWith(`${origin}/`) && { from: referer.slice(origin.length) }),
    values,
  }
  return vault.putNote(JSON.stringify(form), by, addMinutes(world().now, keptFor))
}
