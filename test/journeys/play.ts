/** Plays a sample year against the running system, through its API alone, and reads back what came of it. */
import * as z from 'zod'
import type { RunningSystem } from '../kit/running-system.ts'
import { type Line, reminderKey, type Sample } from './sample.ts'

export const firstDay = '2026-09-01'
export const lastDay = '2027-08-31'

const files = ['gias', 'schools', 'awards', 'contacts', 'clusters'] as const

const report = z.object({
  import: z.string(),
  state: z.enum(['running', 'done']),
  rows: z.number(),
  accepted: z.number(),
  changed: z.number(),
  refused: z.array(z.unknown()),
})
export type Report = z.infer<typeof report>

/** As much of a running system as it takes to ask it for something. */
export type Asked = Pick<RunningSystem, 'call' | 'must'>

/** Imports the sample's files in order; answers each report. */
export async function importSample(system: Asked, sample: Sample): Promise<Report[]> {
  const reports: Report[] = []
  for (const kind of files) reports.push(await importFile(system, kind, sample.file(`${kind}.csv`)))
  await system.must('POST', '/local/settle')
  return reports
}

/** Imports one file; answers its report when it is done. */
export async function importFile(system: Asked, kind: (typeof files)[number], file: Uint8Array): Promise<Report> {
  let got = report.parse(await system.must('POST', `/api/imports/${kind}`, file))
  while (got.state === 'running')
    got = report.parse(await system.must('GET', `/api/imports/${encodeURIComponent(got.import)}`))
  return got
}

export async function playLine(system: Asked, line: Line, key: string): Promise<void> {
  const { status, body } = await system.call('POST', `/api/do/${line.do}`, line.with, { 'idempotency-key': key })
  if (status !== 200)
    throw new Error(`${line.on} ${line.do} ${JSON.stringify(line.with)}: ${status} ${JSON.stringify(body)}`)
}

const page = z.object({ items: z.array(z.unknown()), next: z.string().nullish() })

/** All items of a paged read. */
export async function readAll<T>(system: Asked, path: string, item: z.ZodType<T>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null | undefined
  do {
    const joined = `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
    const got = page.parse(await system.must('GET', joined))
    items.push(...got.items.map((one) => item.parse(one)))
    cursor = got.next
  } while (cursor)
  return items
}

const logItem = z.object({
  id: z.string(),
  type: z.string(),
  day: z.string(),
  school: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
})
const reminderData = z.object({ kind: z.string(), stage: z.string(), due: z.string() })
const mailItem = z.object({
  id: z.string(),
  day: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  letter: z.string(),
})
const letterItem = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  school: z.string().optional(),
  matter: z.string(),
})

export interface Outcome {
  readonly reminders: ReadonlySet<string>
  readonly events: ReadonlySet<string>
  readonly risk: ReadonlySet<string>
  readonly letters: number
  readonly tasks: number
  /** Addresses by the matter of the reminder that left for them. */
  readonly twice: readonly string[]
}

/** Reads reminders with the addresses their letters left for, due days and ends of grace. */
export async function readOutcome(system: RunningSystem): Promise<Outcome> {
  const reminders = await readAll(system, '/api/log?type=ReviewReminderDue', logItem)
  const ofType = (type: string) => readAll(system, `/api/log?type=${type}`, logItem)
  const due = [...(await ofType('ReviewDue')), ...(await ofType('ReviewGraceEnded'))]
  const missed = await ofType('ClusterMeetingMissed')
  const risk = [
    ...(await ofType('FlagshipAtRisk')),
    ...(await ofType('FlagshipRiskCleared')),
    ...(await ofType('ClusterTermWithoutMeeting')),
  ]
  const mails = z.array(mailItem).parse(await system.must('GET', '/local/mail'))
  const letters = new Map((await readAll(system, '/api/letters', letterItem)).map((letter) => [letter.id, letter]))
  const toByMatter = new Map<string, string[]>()
  for (const mail of mails) {
    const letter = letters.get(mail.letter)
    if (letter?.kind !== 'review-reminder') continue
    toByMatter.set(letter.matter, [...(toByMatter.get(letter.matter) ?? []), ...mail.to])
  }
  const tasks = await readAll(system, '/api/tasks', z.object({ id: z.string() }))
  return {
    reminders: new Set(
      reminders.map((event) => {
        const { kind, stage, due: on } = reminderData.parse(event.data)
        return reminderKey({
          on: event.day,
          school: event.school ?? '',
          kind,
          stage,
          due: on,
          to: recipients(toByMatter, event.id, stage, on),
        })
      }),
    ),
    events: new Set([...due, ...missed].map((event) => `${event.day} ${event.school} ${event.type} ${aboutOf(event)}`)),
    risk: new Set(risk.map((event) => `${event.day} ${whose(event)} ${event.type} ${aboutOf(event)}`)),
    letters: mails.length,
    tasks: tasks.length,
    twice: [...toByMatter].filter(([, to]) => new Set(to).size !== to.length).map(([matter]) => matter),
  }
}

type LogItem = z.infer<typeof logItem>

const about = z.object({
  due: z.string().optional(),
  meeting: z.string().optional(),
  because: z.string().optional(),
  term: z.string().optional(),
})

function aboutOf({ data }: LogItem): string {
  const { due, meeting, because, term } = about.parse(data)
  return due ?? meeting ?? because ?? term ?? ''
}

/** The school, or the cluster of an event of one: `cluster#england-10@7.0`. */
function whose({ id, school }: LogItem): string {
  return school ?? id.slice(id.indexOf('#') + 1, id.lastIndexOf('@'))
}

/** A reminder's matter is `review|school|own day|due day|stage`. */
function recipients(toByMatter: ReadonlyMap<string, string[]>, event: string, stage: string, due: string): string {
  const school = event.slice(0, event.indexOf('@'))
  for (const [matter, to] of toByMatter)
    if (matter.startsWith(`review|${school}|`) && matter.endsWith(`|${due}|${stage}`)) return to.join(' ')
  return ''
}
