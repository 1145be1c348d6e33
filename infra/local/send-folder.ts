/** Sends a folder of import files to a running system, in the order in which one needs the other, and says what came of each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'

/** The contract's order: schools are named before they are awarded, contacts before clusters meet. */
const kinds = ['gias', 'schools', 'awards', 'contacts', 'clusters', 'meetings'] as const

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
 * file was taken; one with refused rows was.
 */
export async function sendFolder(folder: string, target: Target, say: (line: string) => void): Promise<boolean> {
  let allTaken = true
  for (const kind of kinds) {
    const file = await readFile(join(folder, `${kind}.csv`)).catch(() => undefined)
    if (file) allTaken = (await sendFile(kind, file, target, say)) && allTaken
    else say(`${kind}: no such file`)
  }
  return allTaken
}

async function sendFile(kind: string, file: Uint8Array, target: Target, say: (line: string) => void): Promise<boolean> {
  const url = `${target.url}/api/imports/${kind}${target.dryRun ? '?dryRun=1' : ''}`
  const headers = { authorization: `Bearer ${target.token}`, 'content-type': 'text/csv' }
  const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(file) })
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status === 501) {
    say(`${kind}: skipped, not built yet`)
    return true
  }
  const told = report.safeParse(body).data
  const id = answer.status === 413 ? await upload(body, file) : told?.import
  if (id === undefined) {
    say(`${kind}: refused: ${sentenceOf(answer.status, body)}`)
    return false
  }
  tell(kind, told?.state === 'done' ? told : await whenDone(id, target), say)
  return true
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
