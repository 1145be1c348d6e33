/**
 * Imports from outside: a file of rows comes in, the work is done from a queue, and whoever sent it is told what came of
 * it: at once when it is done within 20 seconds, else under its own address.
 */

import * as z from 'zod'
import { type ImportKind, isImportKind } from '../../events/import/events.ts'
import type { Caller } from '../../shared/deeds/callers.ts'
import {
  awaitUpload,
  type ImportAsked,
  importState,
  reportOf,
  startImport,
  takeUp,
} from '../../shared/deeds/imports.ts'
import { check } from './body.ts'
import { type Answer, doesNotFit, jsonAnswer, mayNot, notFound, refused, tooLarge, wrongForm } from './problem.ts'
import type { ApiTools } from './tools.ts'

/** The contract's limit for a file in one request, in bytes. */
export const importLimit = 5 * 1024 * 1024

export interface ImportRequest {
  readonly caller: Caller
  readonly kind: string
  readonly query: Readonly<Record<string, string>>
  readonly contentType: string | undefined
  readonly trace: string
}

const yes = z.enum(['1', 'true', '0', 'false'], 'give 1 or 0').transform((said) => said === '1' || said === 'true')

/** What may be said of an import. */
export const importQuery = z.strictObject({
  dryRun: yes.default(false).describe('1: decide and report everything, change nothing.'),
  register: z.enum(['named', 'all']).default('named').describe('`gias` only: `all` registers every open school.'),
  upload: yes.default(false).describe('1: send no file, be given an address to `PUT` one of any size to.'),
})

interface Asked {
  readonly import: ImportAsked
  readonly upload: boolean
}

/** Who may import what; the answer when not. */
function readImport({ caller, kind, query, contentType }: ImportRequest): Asked | { readonly answer: Answer } {
  if (caller.role !== 'admin' && caller.role !== 'coordinator')
    return { answer: mayNot('Only admin and coordinator may import.') }
  if (kind === 'calendar' && caller.role !== 'admin') return { answer: mayNot('Only an admin may import calendars.') }
  if (!isImportKind(kind)) return { answer: notFound('kind of import') }
  const asked = check(importQuery, query)
  if ('issues' in asked) return { answer: doesNotFit(asked.issues) }
  if (!asked.value.upload && !isTable(contentType)) return { answer: wrongForm('text/csv') }
  return asIssue(kind, asked.value)
}

function asIssue(
  kind: ImportKind,
  { dryRun, register, upload }: z.infer<typeof importQuery>,
): Asked | { readonly answer: Answer } {
  const only = [{ path: 'register', message: 'only an import of gias registers schools by itself' }]
  return register === 'all' && kind !== 'gias'
    ? { answer: doesNotFit(only) }
    : { import: { kind, dryRun, register }, upload }
}

/** Some machines know no better than that it is text, or bytes. */
function isTable(contentType: string | undefined): boolean {
  const [type] = (contentType ?? 'text/csv').split(';')
  return ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'].includes(
    type?.trim().toLowerCase() ?? '',
  )
}

/** Takes a file in; `bytes` is asked for only when it will be read. */
export async function takeImport(
  tools: ApiTools,
  request: ImportRequest,
  bytes: () => Promise<Uint8Array>,
): Promise<Answer> {
  const asked = readImport(request)
  if ('answer' in asked) return asked.answer
  const sender = { by: request.caller.id, trace: request.trace }
  if (asked.upload) return jsonAnswer(await awaitUpload(tools, asked.import, sender), 202)
  const started = await startImport(tools, asked.import, await bytes(), sender)
  return 'refused' in started ? refused(started) : reportWhenDone(tools, started.import)
}

/** The answer to a file above the limit: an address of its own, where the same checks allow the import. */
export async function offerUpload(tools: ApiTools, request: ImportRequest): Promise<Answer> {
  const asked = readImport(request)
  if ('answer' in asked) return asked.answer
  const { import: id, upload } = await awaitUpload(tools, asked.import, { by: request.caller.id, trace: request.trace })
  const detail = `Put the file to the address in upload; what comes of it is then told at /api/imports/${id}.`
  return tooLarge('5 MB', { detail, upload, import: id })
}

/** For how long an answer may be kept waiting, and how often it is looked whether it is there, in milliseconds. */
const waitFor = 20_000
const lookEvery = 100

async function reportWhenDone(tools: ApiTools, id: string): Promise<Answer> {
  const until = tools.clock.monotonic() + waitFor
  while ((await importState(tools.log, id)) !== 'done' && tools.clock.monotonic() < until) await tools.wait(lookEvery)
  return reportAnswer(tools, id)
}

async function reportAnswer(tools: ApiTools, id: string): Promise<Answer> {
  const report = await reportOf(tools, id)
  if (!report) return notFound('import')
  return jsonAnswer(report, report.state === 'done' ? 200 : 202, { location: `/api/imports/${id}` })
}

/** What became of an import so far. Whoever looks at one that waits for its file has it taken up when it is there. */
export async function tellImport(tools: ApiTools, id: string): Promise<Answer> {
  const report = await reportOf(tools, id)
  if (report?.waitsFor === 'upload') await takeUp(tools, id)
  return report ? jsonAnswer(report) : notFound('import')
}
