/**
 * Everything the body can be asked to do from outside, once: API, OpenAPI, forms and the role matrix come from here.
 * What happens by itself (wake, choose recipients, send a letter) has no door and does not stand here.
 */
import * as z from 'zod'
import {
  award,
  consentWays,
  contactRoles,
  emailAddress,
  idAsGiven,
  nation,
  publicText,
  purposes,
  ref,
  requestKinds,
  roles,
  type StaffRole,
  termKey,
  wording,
} from './kernel/words.ts'
import { letterKinds } from './letter/events.ts'
import { decisions } from './school/events.ts'

/** Free text a person types: kept in the vault, the event holds a note's id. */
const freeText = (max = 4000) => z.string().trim().min(1).max(max).meta({ freeText: true })
/** A school by its reference or id. */
const school = () => z.string().trim().min(1).max(80).meta({ names: 'school' })
const contact = () => z.string().trim().min(1).max(120).meta({ names: 'contact' })
const email = () => emailAddress().meta({ personal: true })
const personName = () => z.string().trim().min(1).max(120).meta({ personal: true })
const phone = () => z.string().trim().min(1).max(40).meta({ personal: true })
/** What is said of a day that is none. */
export const dayWanted = 'a day is written YYYY-MM-DD'
const day = () => z.iso.date(dayWanted)
const letterheadLine = (max = 120) => z.string().trim().max(max).meta({ personal: true })
const code = (max = 80) =>
  z
    .string()
    .trim()
    .regex(/^[\w.:-]+$/, 'letters, digits, dots, colons and dashes only')
    .max(max)
const cluster = () => idAsGiven()
const meeting = () => idAsGiven()
const pupils = () => z.int().min(0).max(100_000)

const registerEntry = {
  name: publicText(),
  nation: nation(),
  pupils: pupils().optional(),
  town: publicText().optional(),
  postcode: publicText(12).optional(),
  phone: publicText(40).optional(),
  website: publicText().optional(),
  group: publicText().optional(),
}

/** What is changed of an entry; `null` takes away what it can do without (as RFC 7396 does). */
const registerChange = {
  name: publicText().optional(),
  nation: nation().optional(),
  pupils: pupils().nullable().optional(),
  town: publicText().nullable().optional(),
  postcode: publicText(12).nullable().optional(),
  phone: publicText(40).nullable().optional(),
  website: publicText().nullable().optional(),
  group: publicText().nullable().optional(),
}

/** Either a contact's id or an address it is found by. */
const contactOrEmail = { contact: contact().optional(), email: email().optional() }
const oneOf = (value: { contact?: string | undefined; email?: string | undefined }) =>
  (value.contact === undefined) !== (value.email === undefined)
/** Asked even where another field does not fit: every problem is told at once. */
const when = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOfMessage = { error: 'give either contact or email, not both', path: ['contact'], when }

export interface CommandDefinition<B extends z.ZodType = z.ZodType> {
  /** The kind of stream it is decided on. */
  readonly stream: string
  readonly roles: readonly StaffRole[]
  /** What it does, as a sentence for the API's page and the forms. */
  readonly sentence: string
  readonly body: B
}

const office: readonly StaffRole[] = ['admin', 'coordinator']
const adminOnly: readonly StaffRole[] = ['admin']
const withAmbassador: readonly StaffRole[] = ['admin', 'coordinator', 'ambassador']
const withAssessor: readonly StaffRole[] = ['admin', 'coordinator', 'assessor']

function command<B extends z.ZodType>(
  stream: string,
  whoMay: readonly StaffRole[],
  sentence: string,
  body: B,
): CommandDefinition<B> {
  return { stream, roles: whoMay, sentence, body }
}

const ofAward = z.strictObject({ school: school(), award: award(), reason: freeText() })
const attendance = z.record(z.string(), z.enum(['attended', 'apologies', 'absent']))
const scope = z.strictObject({
  scope: z.enum(['all', 'school', 'contact']),
  id: z.string().min(1).max(120).optional(),
  reason: freeText(),
})
const scopeOk = (value: { scope: string; id?: string | undefined }) =>
  (value.scope === 'all') === (value.id === undefined)
const scopeMessage = {
  error: 'id is needed for a school or a contact, and has no place with scope all',
  path: ['id'],
  when,
}

const closure = z.strictObject({ from: day(), to: day(), name: publicText(80).optional() })
const term = z.strictObject({ key: termKey(), from: day(), to: day() })

/** What a person may read in a mail; `withdrawal` is of both consents. */
export const refiledAsks = [
  'withdrawal',
  'withdraw-service',
  'withdraw-news',
  'access',
  'erasure',
  'rectification',
  'complaint',
] as const

export const commands = {
  'register-school': command(
    'school',
    office,
    'Registers a school under its reference.',
    z.strictObject({ ref: ref(), ...registerEntry }),
  ),
  'change-school': command(
    'school',
    office,
    "Changes a school's entry; a new reference keeps the old one findable. What is emptied is taken away.",
    z.strictObject({
      school: school(),
      ref: ref().optional(),
      ...registerChange,
    }),
  ),
  'close-school': command(
    'school',
    office,
    'Notes that a school closed: its reminders stop, its awards stand as history.',
    z.strictObject({ school: school(), on: day(), successor: school().optional(), reason: freeText() }),
  ),
  'merge-schools': command(
    'school',
    adminOnly,
    'Makes one of two entries of the same school: the kept one takes over references, awards and contacts.',
    z.strictObject({ keep: school(), drop: school(), reason: freeText() }),
  ),

  'grant-award': command(
    'school',
    office,
    'Grants an award to a school.',
    z.strictObject({ school: school(), award: award(), on: day(), reason: freeText().optional() }),
  ),
  'lapse-award': command('school', office, 'Lets an award lapse, with a reason.', ofAward),
  'suspend-award': command('school', office, 'Suspends an award, with a reason.', ofAward),
  'reinstate-award': command('school', office, 'Reinstates a suspended award, with a reason.', ofAward),
  'book-visit': command(
    'school',
    withAssessor,
    'Books the visit of the open review; reminders stop.',
    z.strictObject({
      school: school(),
      on: day(),
      assessor: z.string().max(120).optional(),
      reason: freeText().optional(),
    }),
  ),
  'cancel-visit': command(
    'school',
    withAssessor,
    'Cancels the booked visit; reminders go on.',
    z.strictObject({ school: school(), reason: freeText().optional() }),
  ),
  recommend: command(
    'school',
    withAssessor,
    "Notes the assessor's recommendation.",
    z.strictObject({ school: school(), recommendation: z.enum(decisions), report: freeText(20_000).optional() }),
  ),
  'decide-review': command(
    'school',
    office,
    'Decides the open review.',
    z.strictObject({
      school: school(),
      decision: z.enum(decisions),
      on: day().optional(),
      reason: freeText().optional(),
    }),
  ),
  'extend-review': command(
    'school',
    office,
    'Moves the due day of the open review, with a reason.',
    z.strictObject({ school: school(), to: day(), reason: freeText() }),
  ),
  correct: command(
    'school',
    office,
    'Corrects an event of the log by a further one; reminders are planned anew.',
    z.strictObject({
      event: z.string().min(1).max(400),
      reason: freeText(),
      data: z
        .record(z.string(), z.unknown())
        .describe('What the entry should have said, by field; {} takes the entry back as a whole.'),
    }),
  ),

  'add-contact': command(
    'contact',
    office,
    'Adds a contact to a school in a role.',
    z.strictObject({
      school: school(),
      role: z.enum(contactRoles),
      name: personName(),
      email: email(),
      phone: phone().optional(),
    }),
  ),
  'change-contact': command(
    'contact',
    office,
    "Changes a contact's name, address or telephone; an emptied telephone is taken away.",
    z.strictObject({
      contact: contact(),
      name: personName().optional(),
      email: email().optional(),
      phone: phone().nullable().optional(),
    }),
  ),
  'remove-contact': command(
    'contact',
    office,
    'Takes a contact off a school or off one role there.',
    z.strictObject({ contact: contact(), school: school(), role: z.enum(contactRoles).optional() }),
  ),
  'hand-over-contact': command(
    'contact',
    office,
    'Hands a role at a school over to a successor. At the same address the mailbox passes on: consents of the person before end.',
    z.strictObject({
      contact: contact(),
      school: school(),
      role: z.enum(contactRoles),
      name: personName(),
      email: email(),
      phone: phone().optional(),
    }),
  ),
  'merge-contacts': command(
    'contact',
    adminOnly,
    'Makes one of two entries of the same person.',
    z.strictObject({ keep: contact(), drop: contact(), reason: freeText() }),
  ),
  'give-consent': command(
    'contact',
    office,
    'Notes the consent a contact gave, with its evidence.',
    z
      .strictObject({
        ...contactOrEmail,
        purpose: z.enum(purposes),
        wording: wording(),
        how: z.enum(consentWays),
        on: day().optional(),
      })
      .refine(oneOf, oneOfMessage),
  ),
  'withdraw-consent': command(
    'contact',
    office,
    'Withdraws a consent; it acts at once and stays.',
    z.strictObject({ ...contactOrEmail, purpose: z.enum(purposes) }).refine(oneOf, oneOfMessage),
  ),

  'form-cluster': command(
    'cluster',
    office,
    'Forms a cluster with its Ambassador.',
    z.strictObject({ cluster: cluster(), nation: nation(), ambassador: z.string(), name: publicText().optional() }),
  ),
  'assign-ambassador': command(
    'cluster',
    office,
    'Gives a cluster another Ambassador.',
    z.strictObject({ cluster: cluster(), ambassador: z.string() }),
  ),
  'join-cluster': command(
    'cluster',
    office,
    'A school joins a cluster.',
    z.strictObject({ cluster: cluster(), school: school(), on: day(), reason: freeText().optional() }),
  ),
  'leave-cluster': command(
    'cluster',
    office,
    'A school leaves a cluster.',
    z.strictObject({ cluster: cluster(), school: school(), on: day(), reason: freeText().optional() }),
  ),
  'schedule-meeting': command(
    'meeting',
    withAmbassador,
    'Plans a meeting of a cluster.',
    z.strictObject({
      cluster: cluster(),
      meeting: meeting(),
      on: day(),
      from: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written HH:MM')
        .optional(),
      kind: z.enum(['required', 'extra']),
      place: publicText(),
      topics: publicText(500),
      host: school().optional(),
    }),
  ),
  'cancel-meeting': command(
    'meeting',
    withAmbassador,
    'Cancels a meeting.',
    z.strictObject({ cluster: cluster(), meeting: meeting(), on: day().optional(), reason: freeText().optional() }),
  ),
  'record-meeting': command(
    'meeting',
    withAmbassador,
    'Records a meeting with the attendance of all members; again corrects it.',
    z.strictObject({
      cluster: cluster(),
      meeting: meeting(),
      on: day(),
      kind: z.enum(['required', 'extra']),
      place: publicText(),
      topics: publicText(500),
      attendance,
      impact: z.record(z.string(), freeText()).optional(),
    }),
  ),
  'excuse-absence': command(
    'school',
    withAmbassador,
    'Excuses a miss, with a reason.',
    z.strictObject({ school: school(), meeting: meeting(), reason: freeText() }),
  ),
  'include-absence': command(
    'school',
    withAmbassador,
    'Undoes an excuse.',
    z.strictObject({ school: school(), meeting: meeting(), reason: freeText() }),
  ),

  'open-request': command(
    'request',
    office,
    "Opens a person's request about their own data, with its statutory day.",
    z
      .strictObject({
        kind: z.enum(requestKinds),
        ...contactOrEmail,
        received: day(),
      })
      .refine(oneOf, oneOfMessage),
  ),
  'decide-request': command(
    'request',
    office,
    "Decides a person's request: answered or, with a reason, refused.",
    z.strictObject({
      request: z.string().max(120),
      outcome: z.enum(['answered', 'refused']),
      reason: freeText().optional(),
    }),
  ),
  'extend-request': command(
    'request',
    office,
    'Extends the time of a request by two months, within its first month; a contact is told at once, with the reason.',
    z.strictObject({ request: z.string().max(120), reason: freeText() }),
  ),

  'pause-letters': command(
    'settings',
    office,
    'Pauses letters to all, to a school, or to a contact.',
    scope.refine(scopeOk, scopeMessage),
  ),
  'resume-letters': command('settings', office, 'Lets paused letters go on.', scope.refine(scopeOk, scopeMessage)),
  'set-sending': command(
    'settings',
    adminOnly,
    'Sets whether letters leave: off, to staff only, or on.',
    z.strictObject({ position: z.enum(['off', 'staff', 'on']), reason: freeText() }),
  ),
  'change-setting': command(
    'settings',
    adminOnly,
    'Changes a setting; what falls due is planned anew.',
    z.strictObject({
      name: z.string().trim().min(1).max(80),
      value: z.union(
        [z.number(), z.boolean(), z.array(z.number()).max(50)],
        'give a number, true or false, or a list of numbers',
      ),
      reason: freeText(),
    }),
  ),
  'change-calendar': command(
    'calendar',
    adminOnly,
    "Changes a nation's calendar: each part that is given replaces what stood, whole.",
    z
      .strictObject({
        nation: nation(),
        closures: z.array(closure).max(300).optional(),
        bankHolidays: z.array(day()).max(300).optional(),
        terms: z.array(term).max(90).optional(),
        reason: freeText(),
      })
      .refine(({ closures, bankHolidays, terms }) => Boolean(closures ?? bankHolidays ?? terms), {
        error: 'give bankHolidays, closures or terms',
        path: ['bankHolidays'],
        when,
      }),
  ),

  'add-staff': command(
    'staff',
    adminOnly,
    'Adds a member of staff.',
    z.strictObject({
      role: z.enum(roles),
      name: personName(),
      email: email(),
      clusters: z.array(cluster()).optional(),
      alerts: z.enum(['none', 'tasks', 'all']),
    }),
  ),
  'change-staff': command(
    'staff',
    adminOnly,
    'Changes role, clusters or alerts of a member of staff.',
    z.strictObject({
      staff: z.string().max(120),
      role: z.enum(roles).optional(),
      clusters: z.array(cluster()).optional(),
      alerts: z.enum(['none', 'tasks', 'all']).optional(),
    }),
  ),
  'invite-staff': command(
    'staff',
    adminOnly,
    'Sends a member of staff the invitation to sign in: once more, or for the first time to one whom an import brought.',
    z.strictObject({ staff: z.string().max(120) }),
  ),
  'remove-staff': command(
    'staff',
    adminOnly,
    'Removes a member of staff.',
    z.strictObject({ staff: z.string().max(120) }),
  ),

  'assign-task': command(
    'task',
    office,
    'Gives a task an owner.',
    z.strictObject({ task: z.string().max(120), owner: z.string().max(120), reason: freeText().optional() }),
  ),
  'finish-task': command(
    'task',
    office,
    'Finishes a task with its outcome.',
    z.strictObject({ task: z.string().max(120), outcome: freeText(200), note: freeText().optional() }),
  ),
  'resolve-letter': command(
    'letter',
    office,
    'Says what became of a letter nobody knows of.',
    z.strictObject({ letter: z.string().max(200), outcome: z.enum(['sent', 'not-sent']), reason: freeText() }),
  ),
  'write-bulletin': command(
    'bulletin',
    office,
    'Writes a bulletin, or corrects one that was not sent yet.',
    z.strictObject({ bulletin: code(), subject: freeText(200), paragraphs: z.array(freeText()).min(1).max(40) }),
  ),
  'send-bulletin': command(
    'bulletin',
    office,
    'Sends a bulletin to those who agreed to news.',
    z.strictObject({ bulletin: code() }),
  ),
  'test-letter': command(
    'letter',
    office,
    'Sends a letter to oneself to look at it: with the facts of an example, and these values over them.',
    z.strictObject({ kind: z.enum(letterKinds), values: z.record(z.string(), z.unknown()).optional() }),
  ),
  'change-letter': command(
    'wording',
    office,
    "Changes the body's own paragraph in letters of a kind; an empty one takes it away.",
    z.strictObject({
      kind: z.enum(letterKinds),
      paragraph: z.string().trim().max(4000).meta({ freeText: true }).nullable(),
    }),
  ),
  'change-letterhead': command(
    'wording',
    adminOnly,
    'Changes parts of the letterhead of all letters; an empty text takes a part away that may be missing.',
    z
      .strictObject({
        name: letterheadLine().min(1).optional(),
        address: z.string().trim().min(1).max(720).describe('Its lines below one another.').optional(),
        phone: letterheadLine(40).optional(),
        signatory: letterheadLine().min(1).optional(),
        signatoryTitle: letterheadLine().optional(),
        replyTo: emailAddress().meta({ personal: true }).optional(),
        colour: z
          .string()
          .regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb')
          .optional(),
        mark: letterheadLine(6).optional(),
        reason: freeText().optional(),
      })
      .refine((change) => Object.keys(change).some((part) => part !== 'reason'), {
        error: 'say at least one part that changes',
        when,
      }),
  ),

  'refile-mail': command(
    'mail',
    office,
    'Files a mail anew: what a person reads in it is done. The rule by which mail is read stays as it is.',
    z.strictObject({
      mail: z.string().min(1).max(120),
      asks: z.array(z.enum(refiledAsks)).max(refiledAsks.length),
      contact: contact().optional(),
      reason: freeText(),
    }),
  ),
  'forward-mail': command(
    'mail',
    office,
    'Forwards a mail to the office, untouched.',
    z.strictObject({ mail: z.string().min(1).max(120) }),
  ),
  'retry-dead-letter': command(
    'dead',
    office,
    'Tries again what could not be done.',
    z.strictObject({ deadLetter: z.string().max(120), reason: freeText() }),
  ),
  'abandon-dead-letter': command(
    'dead',
    office,
    'Gives up what could not be done.',
    z.strictObject({ deadLetter: z.string().max(120), reason: freeText() }),
  ),
  'open-feed': command(
    'feed',
    withAmbassador,
    'Opens a calendar feed behind a secret address, which is said once in the answer.',
    z
      .strictObject({ cluster: cluster().optional(), staff: z.string().max(120).optional() })
      .refine((of) => (of.cluster === undefined) !== (of.staff === undefined), {
        error: 'give either cluster or staff, not both',
        path: ['cluster'],
        when,
      }),
  ),
  'revoke-feed': command(
    'feed',
    withAmbassador,
    'Closes a calendar feed for good: its address leads nowhere from then on.',
    z.strictObject({ feed: z.string().min(1).max(120) }),
  ),
  'undo-import': command(
    'import',
    adminOnly,
    'Takes an import back by a correcting event for each of its events.',
    z.strictObject({ import: z.string().min(1).max(120), reason: freeText(), dryRun: z.boolean().optional() }),
  ),
} as const

export type CommandName = keyof typeof commands
/** The body of a command after it was read. */
export type BodyOf<N extends CommandName> = z.output<(typeof commands)[N]['body']>

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
