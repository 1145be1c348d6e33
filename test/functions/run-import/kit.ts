/** A body that imports, in memory: files go in as they come from outside, and the report comes out. */
import { readFileSync } from 'node:fs'
import { contactDecider } from '../../../events/contact/decide.ts'
import type { Contact } from '../../../events/contact/state.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import type { ImportKind } from '../../../events/import/events.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import type { School } from '../../../events/school/state.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import type { RunTools } from '../../../functions/run-import/tools.ts'
import { type ImportReport, reportOf, startImport } from '../../../shared/deeds/imports.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { listOf } from '../../kit/contract.ts'
import { type ClockStandIn, standInClock } from '../../kit/stand-ins/clock.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import { type QueueStandIn, standInQueue } from '../../kit/stand-ins/queue.ts'
import { type Step, smooth } from '../../kit/stand-ins/step.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

export interface Body {
  readonly tools: RunTools & { readonly imports: QueueStandIn }
  readonly clock: ClockStandIn
}

/** The morning of 1 September 2026, a Tuesday. */
export const start = '2026-09-01T06:30:00.000Z'

/** A body with nothing in it. Ids are counted, so that a test that fails does so again. */
export function aBody(step: Step = smooth): Body {
  const clock = standInClock(start)
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const tools = {
    log: standInLog(step),
    vault: standInVault(step),
    files: standInFiles(step, clock.now),
    imports: standInQueue(step),
    world: () => worldAt(clock.now(), firstCalendar, defaultSettings),
    newId,
    waitToRetry: async () => {},
  }
  return { tools, clock }
}

export const sender = { by: 'staff#s-1', trace: 'trace-1' }

export interface Options {
  readonly dryRun?: boolean
  readonly register?: 'named' | 'all'
}

/** Sends a file in and runs it to its end; what the sender would see. */
export async function importFile(
  { tools }: Pick<Body, 'tools'>,
  kind: ImportKind,
  file: string | Uint8Array,
  { dryRun = false, register = 'named' }: Options = {},
): Promise<ImportReport> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const started = await startImport(tools, { kind, dryRun, register }, bytes, sender)
  if ('refused' in started) throw new Error(`refused: ${started.refused}: ${started.detail}`)
  await drain(tools)
  return await theReport(tools, started.import)
}

/** Runs what is on the queue until nothing is. */
export async function drain(tools: Body['tools']): Promise<void> {
  for (let message = tools.imports.waiting.shift(); message; message = tools.imports.waiting.shift()) {
    const [, id] = /"import":"([^"]+)"/.exec(message.body) ?? []
    if (id) await runImport(tools, id, () => true)
  }
}

export async function theReport(tools: RunTools, id: string): Promise<ImportReport> {
  const report = await reportOf(tools, id)
  if (!report) throw new Error('there is no report')
  return report
}

/** `rows accepted changed unchanged refused`, as one line that a test can state. */
export function counts({ rows, accepted, changed, unchanged, refused }: ImportReport): string {
  return `${rows} rows: ${accepted} taken (${changed} changed, ${unchanged} unchanged), ${refused.length} refused`
}

/** The report with what differs between two runs of the same file left out. */
export function withoutId({ import: _, ...report }: ImportReport): Omit<ImportReport, 'import'> {
  return report
}

export async function school(tools: RunTools, ref: string): Promise<School> {
  const found = await findSchool(tools.log, ref)
  if (!found) throw new Error(`${ref} is not registered`)
  return found.school
}

export async function contact(tools: RunTools, email: string): Promise<Contact & { readonly id: string }> {
  const id = await tools.vault.holderOf('contact', email, tools.world().now)
  if (id === undefined) throw new Error('nobody holds this address')
  return { ...(await loadStream(tools.log, contactDecider, id)).state, id }
}

export async function commits(tools: RunTools): Promise<CommitBody[]> {
  return (await listOf(tools.log.all())).map(({ body }) => body)
}

/** The commits that are not about the import itself. */
export async function deeds(tools: RunTools): Promise<CommitBody[]> {
  return (await commits(tools)).filter(({ stream }) => !stream.startsWith('import#'))
}

/** What follows a contact's facts in the running system: their words are kept for good. */
export async function keepWords({ tools }: Body): Promise<void> {
  for (const { stream } of await deeds(tools)) if (stream.startsWith('contact#')) await tools.vault.keep(stream)
}

export function sample(name: string): Uint8Array {
  return readFileSync(new URL(`../../sample/${name}`, import.meta.url))
}

/** A file of contacts.csv from rows of `school,role,name,email,phone,service,service_on,news,news_on,wording,how`. */
export function contactsFile(...rows: readonly string[]): string {
  return ['school,role,name,email,phone,service,service_on,news,news_on,wording,how', ...rows, ''].join('\r\n')
}

export function schoolsFile(...rows: readonly string[]): string {
  return ['ref,name,nation,pupils,town,phone,website', ...rows, ''].join('\r\n')
}

export function awardsFile(...rows: readonly string[]): string {
  return ['school,award,action,on', ...rows, ''].join('\r\n')
}

/** A register of few columns, heads' names among them. */
export function registerFile(...rows: readonly string[]): string {
  const header =
    'URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),NumberOfPupils,Town,Postcode,TelephoneNum,SchoolWebsite,HeadFirstName,HeadLastName'
  return [header, ...rows, ''].join('\r\n')
}
