/** Correcting an entry of the log: what it should have said, or that it should not be there; and why. */
import { sentenceOf } from '../../../events/catalogue.ts'
import { addMinutes } from '../../../events/kernel/day.ts'
import { awards } from '../../../events/kernel/words.ts'
import { fieldsToCorrect } from '../../../events/school/corrections.ts'
import { decisions } from '../../../events/school/events.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { correctedEvent, readCorrections } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { correctEvent } from '../../../shared/deeds/correct.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import type { Done } from '../../../shared/log/act.ts'
import { readDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { saySentence } from '../../../shared/pages/sentence.tsx'
import type { Caller } from '../caller.ts'
import { changedMeanwhile, openedAnew, throwIfMoved, unlessChanged, versionField } from '../do/two-people.ts'
import { entryPath } from '../entries.tsx'
import type { Answer, Asked, Sent } from '../page.ts'
import { readEntry } from '../read-entry.ts'
import type { ConsoleTools } from '../tools.ts'
import { mayNot, notFound } from './stop.tsx'

type Said = NonNullable<ReturnType<typeof fieldsOfEntry>>[number]

/** The fields a correction of this entry may say; undefined where it is not to be corrected. */
function fieldsOfEntry({ type }: Pick<TrailEntry, 'type'>) {
  return type === 'ConsentGiven' ? [] : fieldsToCorrect(type)
}

/** Where an entry is corrected, for those who may; undefined for the others. */
export function correctPath(caller: Caller, entry: Pick<TrailEntry, 'id' | 'type'>): string | undefined {
  return isOffice(caller) && fieldsOfEntry(entry) ? `${entryPath(entry.id)}/correct` : undefined
}

/** The page with the form. */
export async function correctPage(asked: Asked, id: string): Promise<Answer> {
  const entry = await readEntry(asked.tools, id)
  if (!entry) return notFound('entry')
  if (!isOffice(asked.caller)) return mayNot(officeOnly)
  const fields = fieldsOfEntry(entry)
  if (!fields) return notFound('form')
  return drawn(asked, entry, fields, {
    values: { ...(await standing(asked, entry)), how: fields.length > 0 ? 'anew' : 'back' },
  })
}

/** What the entry says, with what was last said of it. */
async function standing({ tools }: Asked, entry: TrailEntry): Promise<Sent> {
  const [last] = await readCorrections(tools, entry)
  const said = last && correctedEvent(last) === entry.id ? last.data : {}
  const all = Object.entries({ ...entry.data, ...said })
  return Object.fromEntries(
    all.flatMap(([name, value]) => (typeof value === 'string' && name !== 'reason' ? [[name, value]] : [])),
  )
}

interface Filled {
  readonly values: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: 400 | 409 | 422
}

async function drawn(
  { token, tools }: Asked,
  entry: TrailEntry,
  names: readonly Said[],
  { values, problems = {}, sentence, status }: Filled,
): Promise<Answer> {
  const fields = [...formFields(names, values, problems), ...versionField(await versionNow(tools, entry), values)]
  const said = saySentence(sentenceOf(entry.type, entry.data))
  return {
    title: `Correct an entry: ${said}`,
    part: '/log',
    ...(status && { status }),
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Log', href: '/log' },
            { name: 'The entry', href: entryPath(entry.id) },
          ]}
        />
        <Problems fields={fields} sentence={sentence} meanwhile={status === 409} />
        <Heading above={said}>Correct this entry</Heading>
        <Paragraph>
          The entry itself stays; a further one says what it should have said, and what follows from it is planned anew.
          Nobody is written to about days that have passed.
        </Paragraph>
        <Form
          action={`${entryPath(entry.id)}/correct`}
          token={token}
          fields={fields}
          button="Correct the entry"
          back={entryPath(entry.id)}
        />
      </>
    ),
  }
}

const labels: Readonly<Record<Said, string>> = {
  award: 'Award',
  on: 'Day',
  to: 'New due day',
  decision: 'Decision',
}

const options: Partial<Record<Said, { value: string; label: string }[]>> = {
  award: awards.map((award) => ({ value: award, label: titleOf(award) })),
  decision: decisions.map((one) => ({
    value: one,
    label: `${one[0]?.toUpperCase()}${one.slice(1).replace(/(?<!^re)-/g, ' ')}`,
  })),
}

function formFields(names: readonly Said[], values: Sent, problems: Readonly<Record<string, string>>): Field[] {
  const how: Field =
    names.length === 0
      ? { is: 'hidden', name: 'how', label: '', value: 'back' }
      : {
          is: 'radios',
          name: 'how',
          label: 'What is wrong with it',
          value: values.how,
          problem: problems.how,
          options: [
            { value: 'anew', label: 'It should have said what stands below' },
            { value: 'back', label: 'It should not be there: take it back as a whole' },
          ],
        }
  const said = names.map((name): Field => {
    const common = { name, label: labels[name], value: values[name], problem: problems[name] }
    const choices = options[name]
    return choices ? { ...common, is: 'radios', options: choices } : { ...common, is: 'day' }
  })
  const hint = 'Kept with this entry; admins and coordinators see it'
  return [
    how,
    ...said,
    { is: 'long-text', name: 'reason', label: 'Reason', hint, value: values.reason, problem: problems.reason },
  ]
}

/** Answers the form. Throws Fault; all else is an answer. */
export async function sendCorrection(asked: Asked, id: string, sent: Sent): Promise<Answer> {
  const entry = await readEntry(asked.tools, id)
  const names = entry && fieldsOfEntry(entry)
  if (!entry || !names) return notFound('entry')
  if (!isOffice(asked.caller)) return mayNot(officeOnly)
  const { data, problems } = readSent(names, sent)
  if (sent.reason === undefined || Object.keys(problems).length > 0)
    return drawn(asked, entry, names, { values: sent, problems, status: 400 })
  const came = await unlessChanged(perform(asked, entry, sent, sent.reason, data))
  if (came === 'changed')
    return drawn(asked, entry, names, { values: openedAnew(sent), sentence: changedMeanwhile, status: 409 })
  return typeof came === 'string'
    ? drawn(asked, entry, names, { values: sent, sentence: came, status: 422 })
    : { to: addressOf(entryPath(entry.id), whatCame(came)) }
}

const officeOnly = 'Entries of the log are corrected by admins and coordinators.'

function whatCame({ stream, version, events }: Done<object>): Record<string, string> {
  return events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` }
}

/** How far what the entry is about has got: what was said of it since may be a correction already. */
async function versionNow({ log }: Pick<ConsoleTools, 'log'>, { stream }: TrailEntry): Promise<number> {
  return (await log.head(stream))?.body.version ?? 0
}

/** What was done, or why not as a sentence. Throws Conflict where it is not as it was opened. */
async function perform(
  { tools, caller, trace }: Asked,
  entry: TrailEntry,
  sent: Sent,
  reason: string,
  data: Sent,
): Promise<Done<object> | string> {
  throwIfMoved(sent, await versionNow(tools, entry))
  const until = addMinutes(tools.world().now, vaultWaits)
  const note = await tools.vault.putNote(reason, entry.stream, until)
  const doing = { by: caller.id, because: 'console', trace }
  const done = await correctEvent(tools, { event: entry.id, reason: note, data }, doing)
  if (done === 'not-found') return 'This entry is not there.'
  return 'refused' in done ? done.detail : done
}

interface ReadSent {
  readonly data: Sent
  readonly problems: Readonly<Record<string, string>>
}

function readSent(names: readonly Said[], sent: Sent): ReadSent {
  const noReason: Readonly<Record<string, string>> = sent.reason === undefined ? { reason: 'Is needed' } : {}
  if (sent.how === 'back') return { data: {}, problems: noReason }
  if (sent.how !== 'anew') return { data: {}, problems: { how: choose, ...noReason } }
  const read = names.map((name) => [name, readField(name, sent[name])] as const)
  return {
    data: Object.fromEntries(read.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    problems: {
      ...Object.fromEntries(read.flatMap(([name, value]) => (value === undefined ? [[name, lacking(name)]] : []))),
      ...noReason,
    },
  }
}

const choose = 'Choose one of these'

function readField(name: Said, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  return options[name] ? value : readDay(value)
}

function lacking(name: Said): string {
  return options[name] ? choose : 'Give a day, such as 27 Mar 2027'
}
