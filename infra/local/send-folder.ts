/** Sends a folder of import files to a running system, in the order in which one needs the other, and says what came of each. */
import { isUtf8 } from 'node:buffer'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'

/** The contract's order: schools are named before they are awarded, contacts before clusters meet. */
const kinds = ['gias', 'schools', 'links', 'awards', 'contacts', 'clusters', 'meetings'] as const
/** Not each folder has one, and none is missed. */
const ifThere: ReadonlySet<string> = new Set(['links'])

export interface Target {
  /** `http://localhost:3000` */
  readonly url: string
  readonly token: string
  readonly dryRun?: boolean
  /** Milliseconds between two looks at an import that takes longer. */
  readonly lookEvery?: number
}

const rowsTold = z.array(z.object({ row: z.number(), column: z.string(), reason: z.string() }))
const report = z.object({
  import: z.string(),
  state: z.enum(['running', 'done']),
  rows: z.number(),
  accepted: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: rowsTold,
  warnings: rowsTold,
})
type Report = z.infer<typeof report>

const offer = z.object({ upload: z.string(), import: z.string() })
const problem = z.object({ title: z.string(), detail: z.string().optional() })

/** A machine that was killed and comes back is waited for, this many looks. */
const patience = 60

/**
 * Sends what there is of the files. Says one line for each, then each refused row and warning. Answers whether every
 * file was taken, and there was one; one with refused rows was taken.
 */
export async function sendFolder(folder: string, target: Target, say: (line: string) => void): Promise<boolean> {
  let allTaken = true
  let found = 0
  for (const kind of kinds) {
    const file = await readFile(await pathOf(folder, kind)).catch(() => undefined)
    if (file) found++
    if (file) allTaken = (await sendFile(kind, file, target, say)) && allTaken
    else if (!ifThere.has(kind)) say(`${kind}: no such file`)
  }
  if (found === 0) say(`${folder} has none of these files: is it the right folder?`)
  return allTaken && found > 0
}

/** `<kind>.csv`; the register's links also under the name they are given out with (`links_edubasealldata20260901.csv`). */
async function pathOf(folder: string, kind: string): Promise<string> {
  const names = kind === 'links' ? await readdir(folder).catch(() => []) : []
  const [asGiven] = names
    .filter((name) => /^links_edubasealldata.*\.csv$/.test(name))
    .sort()
    .reverse()
  return join(folder, names.includes('links.csv') ? 'links.csv' : (asGiven ?? `${kind}.csv`))
}

/** What a function behind AWS's gateway takes at most is 6 MB, which base64 makes of 4.5. */
const largestPosted = 4 * 1024 * 1024

async function sendFile(kind: string, file: Uint8Array, target: Target, say: (line: string) => void): Promise<boolean> {
  const answer = await post(kind, file, target)
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status === 501) {
    say(`${kind}: skipped, not built yet`)
    return true
  }
  const told = report.safeParse(body).data
  const id = told?.import ?? (await upload(body, file))
  if (id === undefined) {
    say(`${kind}: refused: ${sentenceOf(answer.status, body)}`)
    return false
  }
  tell(kind, told?.state === 'done' ? told : await whenDone(id, target), say)
  return true
}

/** Sends a file, or asks for an address of its own for a large one. */
function post(kind: string, file: Uint8Array, { url, token, dryRun = false }: Target): Promise<Response> {
  const isLarge = file.length > largestPosted
  const query = new URLSearchParams({ ...(dryRun && { dryRun: '1' }), ...(isLarge && { upload: '1' }) })
  // The gateway takes what is called text for UTF-8, and loses the letters of another encoding.
  const type = isUtf8(file) ? 'text/csv' : 'application/octet-stream'
  const headers = { authorization: `Bearer ${token}`, 'content-type': type }
  const address = `${url}/api/imports/${kind}${query.size > 0 ? `?${query}` : ''}`
  return fetch(address, { method: 'POST', headers, body: isLarge ? '' : Buffer.from(file) })
}

/** Puts a file above the limit to the address offered; its import's id, or undefined when none was offered. */
async function upload(body: unknown, file: Uint8Array): Promise<string | undefined> {
  const offered = offer.safeParse(body).data
  if (!offered) return undefined
  const headers = { 'content-type': 'text/csv' }
  const put = await fetch(offered.upload, { method: 'PUT', headers, body: Buffer.from(file) })
  return put.ok ? offered.import : undefined
}

async function whenDone(id: string, target: Target): Promise<Report> {
  let missed = 0
  for (;;) {
    const found = await look(id, target)
    if (found?.state === 'done') return found
    missed = found ? 0 : missed + 1
    if (missed > patience) throw new Error('the system does not answer any more; run this again when it does')
    await wait(target.lookEvery ?? 500)
  }
}

async function look(id: string, { url, token }: Target): Promise<Report | undefined> {
  try {
    const answer = await fetch(`${url}/api/imports/${id}`, { headers: { authorization: `Bearer ${token}` } })
    return report.safeParse(await answer.json()).data
  } catch {
    return undefined
  }
}

function tell(
  kind: string,
  { rows, accepted, changed, unchanged, refused, warnings }: Report,
  say: (line: string) => void,
) {
  say(
    `${kind}: ${rows} rows, ${accepted} accepted (${changed} changed, ${unchanged} unchanged), ${refused.length} refused`,
  )
  for (const { row, column, reason } of refused) say(`  refused  row ${row}, ${column}: ${reason}`)
  for (const { row, column, reason } of warnings) say(`  warning  row ${row}, ${column}: ${reason}`)
}

function sentenceOf(status: number, body: unknown): string {
  const said = problem.safeParse(body).data
  return said ? `${status} ${said.title}${said.detail === undefined ? '' : `: ${said.detail}`}` : String(status)
}

/** Signs in as an admin of a system on this machine; undefined where that is not possible. */
export async function signInHere(url: string): Promise<string | undefined> {
  const body = JSON.stringify({ role: 'admin', name: 'Import by command' })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/local/sign-in`, { method: 'POST', headers, body })
  if (!answer.ok) return undefined
  return z.object({ token: z.string() }).safeParse(await answer.json()).data?.token
}
