/** Where forms stand: the addresses below things, and what a form is below there. */
import { requestDecider } from '../../../events/request/decide.ts'
import type { PersonsRequest } from '../../../events/request/state.ts'
import { settingsStream } from '../../../events/settings/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { findCluster } from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { addressOf, type Crumb } from '../../../shared/pages/parts.tsx'
import { contactPath, letterPath, mailPath, schoolPath } from '../entries.tsx'
import type { Asked, Sent } from '../page.ts'
import { calledBy, crumbsOf, seeContact } from '../pages/contact.tsx'
import { deadLetterPath, titleOfDead } from '../pages/dead-letters.tsx'
import { seeMeeting } from '../pages/meeting.tsx'
import { requestPath } from '../pages/requests.tsx'
import { taskPath } from '../task-words.ts'
import { aboutNoCluster, belowCluster, belowFeed, belowMeeting, cameFrom } from './below-clusters.ts'
import type { Below } from './form.tsx'
import { type FormName, formNamed, type Place } from './names.ts'
import { contactFormPath, formPath, staffFormPath } from './offers.ts'

/** What an address names, and what was sent to it. */
export interface AtAddress {
  readonly form: string
  /** The address's own parts: `{ school: … }`. */
  readonly named: Readonly<Record<string, string>>
  /** Undefined while the form is only opened. */
  readonly sent: Sent | undefined
}

/** One form in its place. */
export interface PlacedForm {
  readonly form: FormName
  readonly below: Below
}

export interface FormPlace {
  /** Its address, with `:form` for the form's name. */
  readonly path: string
  /** The form, in its place; undefined where there is no such form or no such thing. Throws Fault. */
  readonly find: (asked: Asked, at: AtAddress) => Promise<PlacedForm | undefined>
}

/** Forms that make something new: below nothing. */
function anew(place: Place, only: FormName, below: Below): FormPlace {
  const find = async (_: Asked, { form }: AtAddress) => (form === only ? { form: only, below } : undefined)
  return { path: `/${place}/do/:form`, find }
}

/** Forms below one thing of a kind; `but` are those that make a new one. */
function below(
  place: Place,
  param: string,
  find: (asked: Asked, form: FormName, id: string, at: AtAddress) => Promise<Below | undefined>,
  but?: FormName,
): FormPlace {
  return {
    path: `/${place}/:${param}/do/:form`,
    find: async (asked, at) => {
      const form = formNamed(at.form, place)
      if (form === undefined || form === but) return undefined
      const found = await find(asked, form, at.named[param] ?? '', at)
      return found && { form, below: found }
    },
  }
}

/** What forms below things of one stream have in common: each is there if its stream is. */
interface Kept {
  readonly stream: string
  readonly named: Readonly<Record<string, string>>
  /** The thing's own page. */
  readonly path: string
  readonly part: string
  readonly crumbs: readonly Crumb[]
}

async function belowKept({ tools }: Asked, form: FormName, kept: Kept): Promise<Below | undefined> {
  const { stream, named, path, part, crumbs } = kept
  if (!(await tools.log.head(stream))) return undefined
  return { named, about: stream, path: `${path}/do/${form}`, back: path, part, crumbs }
}

const aboutNobody: Below = {
  named: {},
  about: 'add-staff',
  path: staffFormPath(undefined, 'add-staff'),
  back: '/staff',
  part: '/staff',
  crumbs: [{ name: 'Staff', href: '/staff' }],
}

const aboutNoSchool: Below = {
  named: {},
  about: 'register-school',
  path: '/schools/do/register-school',
  back: '/schools',
  part: '/schools',
  crumbs: [{ name: 'Schools', href: '/schools' }],
}

const aboutNoRequest: Below = {
  named: {},
  about: 'open-request',
  path: '/requests/do/open-request',
  back: '/requests',
  part: '/tasks',
  crumbs: [{ name: 'Requests about own data', href: '/requests' }],
}

const aboutSending: Omit<Below, 'path'> = {
  named: { scope: 'all' },
  about: settingsStream,
  back: '/settings/sending',
  part: '/settings',
  crumbs: [
    { name: 'Settings', href: '/settings' },
    { name: 'Sending', href: '/settings/sending' },
  ],
}

async function belowSchool({ tools, query }: Asked, form: FormName, id: string, { sent }: AtAddress) {
  const school = await findSchool(tools.log, id)
  if (!school) return undefined
  const { name: title } = school.school
  const path = schoolPath(school.id)
  const from = query('from')
  return {
    named: { school: school.id, scope: 'school', id: school.id },
    about: `school#${school.id}`,
    school,
    said: { school: school.id },
    title,
    path: addressOf(formPath(school.id, form), { from }),
    back: cameFrom(from, query('meeting') ?? sent?.meeting) ?? path,
    part: '/schools',
    crumbs: [
      { name: 'Schools', href: '/schools' },
      { name: title, href: path },
    ],
  }
}

async function belowContact(asked: Asked, form: FormName, id: string): Promise<Below | undefined> {
  const seen = await seeContact(asked, id)
  if (!seen) return undefined
  const { stream, card, person } = seen
  const [title, path] = [calledBy(seen), contactPath(card.id)]
  return {
    named: { contact: stream, keep: stream, scope: 'contact', id: stream },
    about: stream,
    contact: stream,
    ...(form === 'change-contact' && { standing: { ...person } }),
    title,
    path: contactFormPath(card.id, form),
    back: path,
    part: '/schools',
    crumbs: [...crumbsOf(seen), { name: title, href: path }],
  }
}

async function belowStaff({ tools }: Asked, form: FormName, id: string): Promise<Below | undefined> {
  const stream = `staff#${id}`
  const { state } = await loadStream(tools.log, staffDecider, stream)
  if (!state.known || state.removed) return undefined
  const person = await tools.vault.person(stream, tools.world().now)
  const { role, clusters, alerts } = state
  return {
    ...aboutNobody,
    named: { staff: stream },
    about: stream,
    standing: { role, clusters: clusters.join(', '), alerts },
    title: person?.name,
    path: staffFormPath(id, form),
  }
}

/** What an answer brings about, or what nobody does but the person who answers. */
function whatFollows({ kind, contact }: PersonsRequest): string | undefined {
  const isNobodys = contact === undefined
  switch (kind) {
    case 'access':
      return isNobodys
        ? 'Nobody is kept under their address, and no letter goes to them: send your answer yourself.'
        : 'Answering sends the person a link behind which everything kept about them can be seen, once. Look at the copy first, on the page of the request.'
    case 'erasure':
      return `Answering removes what is kept of the person for good, as the page of the request says. It cannot be undone.${isNobodys ? ' No letter goes to them: tell them yourself.' : ''}`
    case 'rectification':
      return 'Nothing is changed by this form: put right what is wrong before you answer.'
    case 'withdrawal':
      return 'Nothing is withdrawn by this form: note the withdrawal on the page of the contact.'
    case 'complaint':
      return undefined
  }
}

/** Every place a form stands at. */
export const formPlaces: readonly FormPlace[] = [
  {
    path: '/settings/do/:form',
    find: async (_, { form: name }) => {
      const form = formNamed(name, 'settings')
      return form && { form, below: { ...aboutSending, path: `/settings/do/${form}` } }
    },
  },
  anew('staff', 'add-staff', aboutNobody),
  below('staff', 'staff', belowStaff, 'add-staff'),
  anew('schools', 'register-school', aboutNoSchool),
  below('schools', 'school', belowSchool, 'register-school'),
  anew('clusters', 'form-cluster', aboutNoCluster),
  below(
    'clusters',
    'cluster',
    async (asked, form, id, { sent }) => {
      const found = await findCluster(asked.tools.log, id)
      return found && belowCluster(asked, form, found, sent)
    },
    'form-cluster',
  ),
  below('meetings', 'meeting', async (asked, form, id) => {
    const seen = await seeMeeting(asked, id)
    return seen && belowMeeting(asked, form, seen)
  }),
  below('feeds', 'feed', (asked, _, id) => belowFeed(asked, id)),
  below('contacts', 'contact', belowContact),
  below('letters', 'letter', (asked, form, id) => {
    const path = letterPath(id)
    const crumbs = [
      { name: 'Letters', href: '/letters' },
      { name: 'The letter', href: path },
    ]
    return belowKept(asked, form, { stream: `letter#${id}`, named: { letter: id }, path, part: '/letters', crumbs })
  }),
  below('dead-letters', 'dead', async (asked, form, id) => {
    const crumbs = [{ name: 'What could not be done', href: '/dead-letters' }]
    const path = deadLetterPath(id)
    const kept = { stream: `dead#${id}`, named: { deadLetter: id }, path, part: '/tasks', crumbs }
    const below = await belowKept(asked, form, kept)
    return below && { ...below, title: await titleOfDead(asked, id) }
  }),
  below('mail', 'mail', (asked, form, id) => {
    const path = mailPath(id)
    const crumbs = [
      { name: 'Mail', href: '/mail' },
      { name: 'The mail', href: path },
    ]
    return belowKept(asked, form, { stream: `mail#${id}`, named: { mail: id }, path, part: '/mail', crumbs })
  }),
  anew('requests', 'open-request', aboutNoRequest),
  below(
    'requests',
    'request',
    async (asked, form, id) => {
      const [stream, path] = [`request#${id}`, requestPath(id)]
      const crumbs = [...aboutNoRequest.crumbs, { name: 'The request', href: path }]
      const below = await belowKept(asked, form, { stream, named: { request: id }, path, part: '/tasks', crumbs })
      const { state } = await loadStream(asked.tools.log, requestDecider, stream)
      return below && { ...below, ...(form === 'decide-request' && { note: whatFollows(state) }) }
    },
    'open-request',
  ),
  below('tasks', 'task', (asked, form, id) => {
    const path = taskPath(id)
    const crumbs = [
      { name: 'Tasks', href: '/tasks' },
      { name: 'The task', href: path },
    ]
    return belowKept(asked, form, { stream: `task#${id}`, named: { task: id }, path, part: '/tasks', crumbs })
  }),
]
