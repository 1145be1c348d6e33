/** What each form does: the same decisions, through the same doors to the log, as everywhere else. */
import type * as z from 'zod'
import { type CommandDefinition, commands } from '../../../events/commands.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import type { Refusal } from '../../../events/kernel/decider.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { adminsShown } from '../../../shared/board/reads/admins.ts'
import { findEntry } from '../../../shared/deeds/addresses.ts'
import { mayRecommend, mayTouchVisit, ownVisitsOnly } from '../../../shared/deeds/callers.ts'
import { closeSchool } from '../../../shared/deeds/close-school.ts'
import { findCluster, noSuchCluster } from '../../../shared/deeds/clusters.ts'
import { addContact, changeContact, findContact, giveConsent, removeContact } from '../../../shared/deeds/contacts.ts'
import { revokeFeed } from '../../../shared/deeds/feeds.ts'
import { handOverContact } from '../../../shared/deeds/hand-over.ts'
import { findOrRegister } from '../../../shared/deeds/look-up.ts'
import { asksOf, refileMail } from '../../../shared/deeds/mail.ts'
import { mergeContacts } from '../../../shared/deeds/merge-contacts.ts'
import { decideRequest, extendRequest, openByStaff } from '../../../shared/deeds/requests.ts'
import { withdrawAtOnce } from '../../../shared/deeds/rights.ts'
import { changeSchool, type FoundSchool, findSchool, schoolIdOf } from '../../../shared/deeds/schools.ts'
import { addStaff, changeStaff, removeStaff } from '../../../shared/deeds/staff.ts'
import { act, type Doing, loadStream, type Outcome } from '../../../shared/log/act.ts'
import type { Caller } from '../caller.ts'
import type { ConsoleTools } from '../tools.ts'
import type { FormName } from './names.ts'
import {
  assignAmbassador,
  cancelMeeting,
  changeExcuse,
  changeMember,
  formCluster,
  noSuchSchool,
  scheduleMeeting,
} from './perform-clusters.ts'

export interface Call {
  readonly tools: ConsoleTools
  readonly caller: Caller
  readonly doing: Doing
  /** Free text in it is kept already: where it stood, the note's id stands. */
  readonly body: unknown
  /** The school the form is below. */
  readonly school: FoundSchool | undefined
  /** The contact the form is below. */
  readonly contact: string | undefined
  /** The version the form was opened at, where it says one: 0 for what was not there yet. */
  readonly version?: number | undefined
}

/** What came of it; or the rule of the house that stops this caller. */
export type Performed = Outcome<object> | { readonly mayNot: string } | { readonly notFound: string }

type Perform = (call: Call) => Promise<Performed>

/** A form's performer. The body is parsed again, now that notes stand in it: so each gets its own type without a cast. */
function reading<S extends z.ZodType>(
  { body }: CommandDefinition<S>,
  perform: (call: Call, body: z.output<S>) => Promise<Performed>,
): Perform {
  return (call) => perform(call, body.parse(call.body))
}

function onSchool({ tools, doing, school }: Call, command: SchoolCommand): Promise<Performed> {
  if (!school) return Promise.resolve({ notFound: 'school' })
  return act(tools, schoolDecider, `school#${school.id}`, command, doing)
}

/** The contact the form is below; or, if it is one of this school's: a form below a school reaches its own contacts only. */
function ownContact({ school, contact: below }: Call, contact: string | undefined): string | undefined {
  return below ?? school?.school.contacts.find((one) => one.contact === contact)?.contact
}

async function onContact(
  call: Call,
  contact: string | undefined,
  perform: (stream: string) => Promise<Performed>,
): Promise<Performed> {
  const stream = ownContact(call, contact)
  return stream === undefined ? { notFound: 'contact' } : perform(stream)
}

function mayTouch({ caller, school }: Call): boolean {
  return school === undefined || mayTouchVisit(caller, school.school)
}

function countingAdmins(tools: ConsoleTools) {
  return { ...tools, adminsShown: () => adminsShown(tools.board) }
}

/** For what the form is below: a contact, a school, or all. Letters name their school by its stream, so the switches do too. */
function changePause(verb: 'pause' | 'resume', call: Call, reason: string): Promise<Performed> {
  const { tools, doing, school } = call
  if (call.contact !== undefined)
    return onContact(call, undefined, (stream) =>
      act(
        tools,
        contactDecider,
        stream,
        verb === 'pause' ? { do: 'pause-letters', because: 'staff', reason } : { do: 'resume-letters', reason },
        doing,
      ),
    )
  const command = school
    ? ({ do: `${verb}-school`, school: `school#${school.id}`, reason } as const)
    : ({ do: `${verb}-all`, reason } as const)
  return act(tools, settingsDecider, settingsStream, command, doing)
}

/** A mistyped code would give nobody anything to look after, unsaid. */
async function unknownCluster({ log }: ConsoleTools, clusters: readonly string[] = []): Promise<Refusal | undefined> {
  for (const cluster of clusters) if (!(await findCluster(log, cluster))) return noSuchCluster(cluster)
  return undefined
}

const performers: Readonly<Record<FormName, Perform>> = {
  // A reference that became another school's second one must not give birth to a school of its own.
  'register-school': reading(commands['register-school'], async ({ tools, doing }, body) => {
    const known = await findSchool(tools.log, body.ref)
    return act(
      tools,
      schoolDecider,
      `school#${known?.id ?? schoolIdOf(body.ref)}`,
      { do: 'register-school', ...body },
      doing,
    )
  }),
  'change-school': reading(commands['change-school'], async ({ tools, doing, school }, { school: _, ...change }) =>
    school ? changeSchool(tools, school, change, doing) : { notFound: 'school' },
  ),
  'close-school': reading(commands['close-school'], async (call, { on, successor, reason }) => {
    const { tools, doing, school } = call
    const next = successor === undefined ? undefined : await findOrRegister(tools, successor, doing)
    if (!school) return { notFound: 'school' }
    if (successor !== undefined && !next) return noSuchSchool(successor)
    return closeSchool(tools, school, next, { on, reason }, doing)
  }),
  'grant-award': reading(commands['grant-award'], (call, { award, on, reason }) =>
    onSchool(call, { do: 'grant-award', award, on, reason }),
  ),
  'lapse-award': reading(commands['lapse-award'], (call, { award, reason }) =>
    onSchool(call, { do: 'lapse-award', award, reason }),
  ),
  'suspend-award': reading(commands['suspend-award'], (call, { award, reason }) =>
    onSchool(call, { do: 'suspend-award', award, reason }),
  ),
  'reinstate-award': reading(commands['reinstate-award'], (call, { award, reason }) =>
    onSchool(call, { do: 'reinstate-award', award, reason }),
  ),
  'book-visit': reading(commands['book-visit'], async (call, { on, assessor, reason }) => {
    const own = call.caller.role === 'assessor' ? call.caller.id : assessor
    return mayTouch(call) ? onSchool(call, { do: 'book-visit', on, assessor: own, reason }) : ownVisitsOnly
  }),
  'cancel-visit': reading(commands['cancel-visit'], async (call, { reason }) =>
    mayTouch(call) ? onSchool(call, { do: 'cancel-visit', reason }) : ownVisitsOnly,
  ),
  recommend: reading(commands.recommend, async (call, { recommendation, report }) => {
    const may = call.school === undefined || mayRecommend(call.caller, call.school.school)
    return may ? onSchool(call, { do: 'recommend', recommendation, report }) : ownVisitsOnly
  }),
  'decide-review': reading(commands['decide-review'], (call, { decision, on, reason }) =>
    onSchool(call, { do: 'decide-review', decision, on, reason }),
  ),
  'extend-review': reading(commands['extend-review'], (call, { to, reason }) =>
    onSchool(call, { do: 'extend-review', to, reason }),
  ),
  'add-contact': reading(commands['add-contact'], async ({ tools, doing, school }, { role, name, email, phone }) =>
    school
      ? addContact(tools, school.id, role, { name, email, ...(phone !== undefined && { phone }) }, doing)
      : { notFound: 'school' },
  ),
  'change-contact': reading(commands['change-contact'], (call, { contact, name, email, phone }) =>
    onContact(call, contact, (stream) => changeContact(call.tools, stream, { name, email, phone }, call.doing)),
  ),
  'remove-contact': reading(commands['remove-contact'], (call, { contact, role }) =>
    onContact(call, contact, (stream) => removeContact(call.tools, stream, call.school?.id ?? '', role, call.doing)),
  ),
  'hand-over-contact': reading(commands['hand-over-contact'], (call, { contact, role, name, email, phone }) =>
    onContact(call, contact, async (stream) => {
      const { school, tools, doing } = call
      if (!school) return { notFound: 'school' }
      const successor = { name, email, ...(phone !== undefined && { phone }) }
      return handOverContact(tools, stream, { school: school.id, role }, successor, doing)
    }),
  ),
  'merge-contacts': reading(commands['merge-contacts'], async ({ tools, doing, contact: keep }, { drop, reason }) => {
    const dropped = await findEntry(tools, drop)
    return keep !== undefined && dropped !== undefined
      ? mergeContacts(tools, { keep, drop: dropped, reason }, doing)
      : { notFound: 'contact' }
  }),
  'give-consent': reading(
    commands['give-consent'],
    (call, { contact, purpose, wording, how, on = call.tools.world().today }) =>
      onContact(call, contact, (stream) =>
        giveConsent(call.tools, stream, { purpose, wording, how, on, imported: false }, call.doing),
      ),
  ),
  'withdraw-consent': reading(commands['withdraw-consent'], (call, { contact, purpose }) =>
    onContact(call, contact, (stream) =>
      withdrawAtOnce(call.tools, stream, { purposes: [purpose], how: 'staff' }, call.doing),
    ),
  ),
  'form-cluster': reading(commands['form-cluster'], formCluster),
  'assign-ambassador': reading(commands['assign-ambassador'], assignAmbassador),
  'join-cluster': reading(commands['join-cluster'], (call, body) => changeMember(call, 'join-cluster', body)),
  'leave-cluster': reading(commands['leave-cluster'], (call, body) => changeMember(call, 'leave-cluster', body)),
  'schedule-meeting': reading(commands['schedule-meeting'], (call, body) =>
    scheduleMeeting(call, call.version === 0, body),
  ),
  'cancel-meeting': reading(commands['cancel-meeting'], cancelMeeting),
  'excuse-absence': reading(commands['excuse-absence'], async (call, body) =>
    call.school ? changeExcuse(call, 'excuse-absence', call.school, body) : { notFound: 'school' },
  ),
  'include-absence': reading(commands['include-absence'], async (call, body) =>
    call.school ? changeExcuse(call, 'include-absence', call.school, body) : { notFound: 'school' },
  ),
  'revoke-feed': reading(commands['revoke-feed'], async ({ tools, caller, doing }, { feed }) => {
    return (await revokeFeed(tools, caller, feed, doing)) ?? { notFound: 'feed' }
  }),
  'set-sending': reading(commands['set-sending'], ({ tools, doing }, { position, reason }) =>
    act(tools, settingsDecider, settingsStream, { do: 'set-sending', position, reason, mayBeOn: tools.mayBeOn }, doing),
  ),
  'pause-letters': reading(commands['pause-letters'], (call, { reason }) => changePause('pause', call, reason)),
  'resume-letters': reading(commands['resume-letters'], (call, { reason }) => changePause('resume', call, reason)),
  'assign-task': reading(commands['assign-task'], async ({ tools, doing }, { task, owner, reason }) => {
    const { state } = await loadStream(tools.log, staffDecider, owner)
    const present = owner === doing.by || (state.known && !state.removed)
    return present
      ? act(tools, taskDecider, `task#${task}`, { do: 'assign-task', owner, reason }, doing)
      : { notFound: 'member of staff' }
  }),
  'add-staff': reading(
    commands['add-staff'],
    async ({ tools, doing }, { role, name, email, clusters = [], alerts }) =>
      (await unknownCluster(tools, clusters)) ?? addStaff(tools, { name, email }, { role, clusters, alerts }, doing),
  ),
  'change-staff': reading(
    commands['change-staff'],
    async ({ tools, doing }, { staff, ...change }) =>
      (await unknownCluster(tools, change.clusters)) ?? changeStaff(countingAdmins(tools), staff, change, doing),
  ),
  'invite-staff': reading(commands['invite-staff'], ({ tools, doing }, { staff }) =>
    act(tools, staffDecider, staff, { do: 'invite-staff' }, doing),
  ),
  'remove-staff': reading(commands['remove-staff'], ({ tools, doing }, { staff }) =>
    removeStaff(countingAdmins(tools), staff, doing),
  ),
  'finish-task': reading(commands['finish-task'], ({ tools, doing }, { task, outcome, note }) =>
    act(tools, taskDecider, `task#${task}`, { do: 'finish-task', outcome, note }, doing),
  ),
  'retry-dead-letter': reading(commands['retry-dead-letter'], ({ tools, doing }, { deadLetter, reason }) =>
    act(tools, deadDecider, `dead#${deadLetter}`, { do: 'retry-dead-letter', reason }, doing),
  ),
  'abandon-dead-letter': reading(commands['abandon-dead-letter'], ({ tools, doing }, { deadLetter, reason }) =>
    act(tools, deadDecider, `dead#${deadLetter}`, { do: 'abandon-dead-letter', reason }, doing),
  ),
  'refile-mail': reading(commands['refile-mail'], async ({ tools, doing }, { mail, asks, contact: named, reason }) => {
    const contact = named === undefined ? undefined : await findEntry(tools, named)
    if (named !== undefined && contact === undefined) return { notFound: 'contact' }
    return refileMail(tools, `mail#${mail}`, { asks: asksOf(asks), reason, ...(contact && { contact }) }, doing)
  }),
  'forward-mail': reading(commands['forward-mail'], ({ tools, doing }, { mail }) =>
    act(tools, mailDecider, `mail#${mail}`, { do: 'forward-mail' }, doing),
  ),
  'open-request': reading(
    commands['open-request'],
    async ({ tools, doing, contact: below }, { kind, email, received }) =>
      openByStaff(tools, { kind, received, contact: below ?? (await findContact(tools, { email })), email }, doing),
  ),
  'decide-request': reading(commands['decide-request'], ({ tools, doing }, { request, outcome, reason }) =>
    decideRequest(tools, request, { outcome, reason }, doing),
  ),
  'extend-request': reading(commands['extend-request'], ({ tools, doing }, { request, reason }) =>
    extendRequest(tools, request, reason, doing),
  ),
  'resolve-letter': reading(commands['resolve-letter'], ({ tools, doing }, { letter, outcome, reason }) =>
    act(tools, letterDecider, `letter#${letter}`, { do: 'resolve-letter', outcome, reason }, doing),
  ),
}

/** Does what a form asks. Throws Conflict and Fault; all else is an answer. */
export function perform(form: FormName, call: Call): Promise<Performed> {
  return performers[form](call)
}
