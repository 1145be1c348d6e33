/**
 * What occurred how often. Over many runs nothing that can occur may never have: what cannot, stands here with the
 * reason.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allEvents } from '../../events/catalogue.ts'
import { heldBys, letterKinds, whyNots } from '../../events/letter/events.ts'
import { deliveryFaults } from './delivery.ts'
import { simulatedFaults } from './faults.ts'
import { providerDoings } from './provider.ts'

export const kinds = ['events', 'refusals', 'letters', 'steps', 'deliveries', 'answers'] as const
export type Kind = (typeof kinds)[number]
export type Counts = Readonly<Record<Kind, Map<string, number>>>

export function emptyCounts(): Counts {
  return {
    events: new Map(),
    refusals: new Map(),
    letters: new Map(),
    steps: new Map(),
    deliveries: new Map(),
    answers: new Map(),
  }
}

/** Adds one run's counts to a sum. */
export function addCounts(sum: Counts, counts: Counts): void {
  for (const kind of kinds)
    for (const [what, times] of counts[kind]) sum[kind].set(what, (sum[kind].get(what) ?? 0) + times)
}

const project = join(import.meta.dirname, '../..')

/** Every match of a pattern's first group in the files of a glob. */
function named(glob: string, pattern: RegExp): string[] {
  const files = globSync(glob, { cwd: project })
  return files.flatMap((path) =>
    [...readFileSync(join(project, path), 'utf8').matchAll(pattern)].map(([, name = '']) => name),
  )
}

/** Every refusal that is written down anywhere, and the two whose names are put together. */
function allRefusals(): string[] {
  const written = named('{events,shared/deeds}/**/*.ts', /\brefuse\(\s*'([^']+)'/g)
  return [...new Set([...written, 'flagship-needs-centre-of-excellence', 'centre-needs-inclusive-school'])].sort()
}

/** Every I/O step of every stand-in. */
function allSteps(): string[] {
  return [...new Set(named('test/kit/stand-ins/*.ts', /\bstep(?:, |\()'([a-z]+\.[A-Za-z]+)'/g))].sort()
}

/** What can become of a letter. */
const allLetters = [
  ...whyNots.map((why) => `withheld: ${why}`),
  ...heldBys.map((by) => `held: ${by}`),
  ...letterKinds.map((kind) => `left: ${kind}`),
  ...['named', 'office', 'nobody'].map((via) => `chosen: ${via}`),
]

/** What does not occur in these runs, by a pattern of its name, each with its reason. */
const exempt: Readonly<Record<Kind, readonly (readonly [pattern: RegExp, reason: string])[]>> = {
  events: [
    [/^CalendarExtensionNeeded$/, 'the calendar the system ships with reaches beyond these weeks'],
    [/^ClusterPlannedAnew$/, 'no term of a calendar moves in these runs; plan-anew is tried with terms that do'],
    [/^InvoiceDue$/, 'no contract year begins in these weeks'],
    [/^Import|^EntryCorrected$|^SchoolWithdrawn$|^MeetingTakenBack$|^ClusterWithdrawn$/, 'imports come in with files; the sample body tries them'],
    [/(Corrected|Replanned)$/, 'a correction has laws of its own, over lives found by chance'],
    [/^School(Closed|Succeeded|sMerged)$/, 'no school closes or is merged in these runs; each is tried broken off anywhere'],
    [/^(MailRefiled|RequestNotAsked|RequestAskedAgain)$/, 'staff file no mail anew here, and hardly anybody asks the same twice on a day'],
    [/^Mail(Not)?Forwarded$/, 'sent on to the office by a function that does nothing here'],
    [/^DeadLetter/, 'a run that has a dead letter is found wanting before one could be filed'],
    [/^(Request(Proved|Extended)|WasThisYouAnswered|WithdrawalUndone|AccessCopyOpened)$/, 'links are followed, and requests extended, by people, who have tests of their own'],
    [/^Feed/, 'nobody opens a calendar feed in these runs; it is one commit and nothing follows from it'],
    [/^AddressBouncedOften$/, 'takes three letters to a full mailbox within a month, which 200 seeds of few reminders need not meet'],
  ],
  refusals: [
    [/^(event-not-known|entry-.+|correction-does-not-fit)$/, 'a correction has laws of its own, over lives found by chance'],
    [/^(school-(already-closed|closed|merged)|schools-of-two-nations|same-school|successor-.+|kept-entry-is-closed)$/, 'no school closes or is merged in these runs'],
    [/^(cluster-built-on|meeting-said-since)$/, 'said when an import is taken back; the sample body tries them'],
    [/^(csv|file|import)-/, 'imports come in with files; the sample body tries them'],
    [/^(school-not-registered|task-not-known|staff-not-known)$/, 'the API finds nobody and answers 404 before the rule is asked'],
    [/^bulletin-not-written$/, 'the API finds no such bulletin and answers 404 before the rule is asked'],
    [/^cluster-not-formed$/, 'the API finds no such cluster and answers 404 before the rule is asked'],
    [/^(request-|identity-not-proved|no-proof-asked|first-month-is-over|refusal-needs-a-reason|nothing-to-undo|question-is-closed|no-copy-to-open|copy-opened)/, 'links are followed, and requests refused or extended, by people, who have tests of their own'],
    [/^feed-/, 'nobody opens a calendar feed in these runs'],
    [/^mail-/, 'staff file no mail anew here, nor send any on'],
    [/^dead-letter-/, 'a run that has a dead letter is found wanting before one could be filed'],
    [/^contact-forgotten$/, 'an address finds nobody who was forgotten, and nobody asks by id so late'],
    [/^contact-merged$/, 'an address finds the entry that was kept, and few ask by id of the other one'],
    [/^successor-is-the-same-contact$/, 'nobody hands over to an address that was merged into their own'],
    [/^(letter-not-asked|letter-not-known|day-not-over)$/, 'a guard: the function that asks has looked before'],
    [/^no-address-of-yours$/, 'an admin asks, who mostly has an address'],
  ],
  steps: [
    [/^(board\.(all|clear)|log\.all) /, 'whole tables are read and emptied by hand alone'],
    [/^vault\.suppressed /, 'a page shows the list, and nobody looks at any'],
    [/^(vault\.people|views\.\w+) /, 'pages show people, and nobody looks at any'],
    [/^vault\.rewriteNote /, 'few write a name into a note here; erasure is killed at each step in a test of its own'],
    [/^vault\.note /, 'read once for each version of the words, and then remembered'],
    [/^log\.history /, 'read only where a task may have lost its reason, which few runs meet together with a fault'],
    [/^dead\./, 'a run that has a dead letter is found wanting before one could be filed'],
    [/^files\.(upload|remove) /, 'imports come in with files; the sample body tries them'],
    [/^vault\.(suppressMark|holderOfMark) /, 'asked when a link in a letter is followed, which nobody does here'],
  ],
  letters: [
    [/^left: request-extended$/, 'requests are extended by people, who have tests of their own'],
    [/^withheld: no-consent$/, 'who never consented is not chosen, and a consent that ended says so'],
    [/^withheld: no-consent$/, 'found when recipients are chosen; at the gate only if a role is lost in between, which 200 seeds need not meet'],
    [/^withheld: too-late$/, 'no function is away for a month'],
    [/: more-tasks$/, 'takes eleven tasks in a day, and the bodies here have six schools'],
  ],
  deliveries: [],
  answers: [],
} // biome-ignore format: a table

/** All that can occur in these runs. */
export function whatCanOccur(): Readonly<Record<Kind, readonly string[]>> {
  const all: Readonly<Record<Kind, readonly string[]>> = {
    events: allEvents.map(({ type }) => type),
    refusals: allRefusals(),
    steps: allSteps().flatMap((step) => simulatedFaults.map((fault) => `${step} ${fault}`)),
    letters: allLetters,
    deliveries: [...deliveryFaults, ...providerDoings],
    answers: [],
  }
  const left = (kind: Kind) => all[kind].filter((what) => !exempt[kind].some(([pattern]) => pattern.test(what)))
  return {
    events: left('events'),
    refusals: left('refusals'),
    letters: left('letters'),
    steps: left('steps'),
    deliveries: left('deliveries'),
    answers: left('answers'),
  }
}

/** What can occur and never did. */
export function neverOccurred(counts: Counts): string[] {
  const can = whatCanOccur()
  return kinds.flatMap((kind) => can[kind].filter((what) => !counts[kind].get(what)).map((what) => `${kind}: ${what}`))
}

/** The counts as tables to be read. */
export function sayCounts(counts: Counts): string {
  const lists = (['events', 'refusals', 'letters', 'deliveries'] as const).map(
    (kind) => `${kind}\n${sayList(counts[kind])}`,
  )
  return [...lists, `steps\n${sayTable(counts.steps)}`].join('\n\n')
}

function sayList(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([what, times]) => `  ${String(times).padStart(8)}  ${what}`).join('\n')
}

/** A row for each step, a column for each fault. */
function sayTable(counts: ReadonlyMap<string, number>): string {
  const columns = ['well', ...simulatedFaults]
  const steps = [...new Set([...counts.keys()].map((what) => what.split(' ')[0] ?? ''))].sort()
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(22)}${cells.map((cell) => String(cell).padStart(13)).join('')}`
  return [
    row('', columns),
    ...steps.map((step) =>
      row(
        step,
        columns.map((fault) => counts.get(`${step} ${fault}`) ?? 0),
      ),
    ),
  ].join('\n')
}
