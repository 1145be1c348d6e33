/** A sample body as files: what to import, what happens through the year, and what must come of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'

const line = z.object({ on: z.string(), do: z.string(), with: z.record(z.string(), z.unknown()) })
export type Line = z.infer<typeof line>

/** A fact as the expected files and the log are compared: `2026-09-02 urn:103914 annual-review before-90 2026-12-01 to@…`. */
export interface Expected {
  readonly reminders: ReadonlySet<string>
  readonly events: ReadonlySet<string>
  /** Flagships at risk and cleared, and terms without a meeting: `2027-01-08 england-10 ClusterTermWithoutMeeting 2026/27 autumn`. */
  readonly risk: ReadonlySet<string>
}

export interface Sample {
  readonly file: (name: string) => Uint8Array
  readonly year: readonly Line[]
  readonly expected: Expected
}

const reminder = z.object({
  on: z.string(),
  school: z.string(),
  kind: z.string(),
  stage: z.string(),
  due: z.string(),
  to: z.string(),
})
const risk = z.object({ on: z.string(), school: z.string(), event: z.string(), because: z.string() })
const event = z.object({ on: z.string(), school: z.string(), event: z.string(), about: z.string() })

export function readSample(folder: string): Sample {
  const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
  const rows = (name: string): unknown[] => parse(Buffer.from(file(name)), { columns: true, bom: true })
  return {
    file,
    year: Buffer.from(file('year.jsonl'))
      .toString()
      .trim()
      .split('\n')
      .map((text) => line.parse(JSON.parse(text))),
    expected: {
      reminders: new Set(rows('expected-reminders.csv').map((row) => reminderKey(reminder.parse(row)))),
      events: new Set(
        rows('expected-events.csv')
          .map((row) => event.parse(row))
          .map((row) => `${row.on} ${row.school} ${row.event} ${row.about}`),
      ),
      risk: new Set(
        rows('expected-risk.csv')
          .map((row) => risk.parse(row))
          .map((row) => `${row.on} ${row.school} ${row.event} ${row.because}`),
      ),
    },
  }
}

export function reminderKey({ on, school, kind, stage, due, to }: z.infer<typeof reminder>): string {
  const recipients = to.split(' ').filter(Boolean).toSorted().join(' ')
  return `${on} ${school} ${kind} ${stage} ${due} ${recipients}`
}

/** What one side has and the other lacks. */
export function difference(
  mine: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
): { missing: string[]; extra: string[] } {
  return { missing: [...theirs].filter((key) => !mine.has(key)), extra: [...mine].filter((key) => !theirs.has(key)) }
}
