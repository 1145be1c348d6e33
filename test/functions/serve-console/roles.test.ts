// Who may see and do what on the pages: every page and every form by every role, and whose names stand on them.
import { describe, expect, test } from 'vitest'
import { type CommandDefinition, commands } from '../../../events/commands.ts'
import { feedDecider } from '../../../events/feed/decide.ts'
import { roles, type StaffRole } from '../../../events/kernel/words.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { reads } from '../../../functions/answer-api/reads/all.ts'
import { type FormName, formNamed, forms } from '../../../functions/serve-console/do/names.ts'
import { feedStream } from '../../../shared/deeds/feeds.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, oakfield, openConsole, pageOf, tokenOn, withOakfield } from './kit.ts'

describe('the way through the console', () => {
  test.each(roles)('leads a role of %s to no page that it may not open', async (role) => {
    const console = await openConsole()
    const { html } = await console.get('/', role)
    const ways = [...html.matchAll(/class="govuk-service-navigation__link" href="([^"]+)"/g)].map(
      ([, path = '']) => path,
    )
    expect(ways.length).toBeGreaterThan(8)
    for (const way of ways) expect([way, (await console.get(way, role)).status]).toEqual([way, 200])
    expect(ways.includes('/imports')).toBe(role === 'admin' || role === 'coordinator')
  })
})

const formNames = Object.keys(forms).filter((name): name is FormName => name in forms)

/** Oakfield with a letter that left, a task, and a visit the Assessor was to make. */
async function furnished(own: boolean): Promise<{ console: Console; school: string; letter: string; contact: string }> {
  const console = await openConsole()
  const school = await withOakfield(console)
  await console.morning(school, '2026-09-02')
  const { assessor = '' } = Object.fromEntries(console.staff)
  if (own) {
    await console.must('book-visit', { school: oakfield.ref, on: '2026-10-01', assessor })
  }
  const ambassador = console.idOf(own ? 'ambassador' : 'admin')
  await console.must('form-cluster', { cluster: 'own-1', nation: 'england', ambassador })
  await console.must('join-cluster', { cluster: 'own-1', school: oakfield.ref, on: '2026-08-25' })
  const opened = { do: 'open-feed', of: { cluster: 'own-1' } } as const
  await act(console.tools, feedDecider, `feed#${feed}`, opened, { by: 'system', because: 'test', trace: 'test' })
  await console.must('record-meeting', {
    cluster: 'own-1',
    meeting,
    on: '2026-09-01',
    kind: 'required',
    place: 'Online',
    topics: 'Sharing practice',
    attendance: { [oakfield.ref]: 'absent' },
    impact: { [oakfield.ref]: 'Morag Evans will try it' },
  })
  await console.settle()
  const letter = /href="(\/letters\/[0-9a-f]{32})"/.exec((await console.get('/letters')).html)?.[1] ?? ''
  const { stream } = await console.must('give-consent', {
    email: 'morag@oakfield.example',
    purpose: 'news',
    wording: '2018-05',
    how: 'paper',
  })
  return { console, school, letter, contact: stream }
}

/** What only those may read who may see people. */
const personal = ['Morag Evans', 'morag@oakfield.example', 'Idris Cole', 'idris@oakfield.example']

/** Whether a role may see people here: the office all, an Assessor those of own visits, an Ambassador of own clusters. */
function maySee(role: StaffRole, own: boolean): boolean {
  return role === 'admin' || role === 'coordinator' || ((role === 'assessor' || role === 'ambassador') && own)
}

const cases = roles.flatMap((role) => [true, false].map((own) => [role, own] as const))

describe.each(cases)('%s, the visit being the Assessor’s own and the cluster the Ambassador’s: %s', (role, own) => {
  test('reads every page, and names where they may be seen and nowhere else', async () => {
    const { console, school, letter, contact } = await furnished(own)
    const pages = [
      ...['/', '/log', '/schools', '/letters', '/reviews', '/tasks', '/staff', '/clusters', '/at-risk', '/feeds'],
      ...['/clusters/own-1', `/meetings/${meeting}`, `${pageOf(school)}/meetings`],
      pageOf(school),
      ...[`${pageOf(school)}/explain?day=2026-09-02`, `${pageOf(school)}/told`],
      ...['/today/not-booked', '/today/tasks', '/today/all?format=csv', '/log?view=raw', '/log/export?format=csv'],
      letter,
      `${letter}/as-mail`,
      `/log/${encodeURIComponent(`${contact}@1.0`)}`,
      ...pagesOfContacts(contact),
    ]
    const named: string[] = []
    for (const path of pages) {
      const { status, html } = await console.get(path, role)
      expect([path, status]).toEqual([path, 200])
      if (personal.some((word) => html.includes(word))) named.push(path)
    }
    const shows = maySee(role, own)
    expect([role, own, named.includes(pageOf(school))]).toEqual([role, own, shows])
    if (!shows) expect(named).toEqual([])
    expect(console.reports).toEqual([])
  })

  test('reads all that the API gives, and names where they may be seen and nowhere else', async () => {
    const { console, school } = await furnished(own)
    const at = { school: school.slice('school#'.length), event: encodeURIComponent(`${school}@1.0`), import: 'i-none' }
    const named: string[] = []
    for (const { path } of reads) {
      const asked = path.replaceAll(
        /\{(\w+)\}/g,
        (_, name: string) => Object.entries(at).find(([n]) => n === name)?.[1] ?? 'x',
      )
      const came = await console.api(path === '/api/preview/setting' ? `${path}?name=graceDays&value=60` : asked, role)
      expect([path, [200, 404, 501].includes(came.status)]).toEqual([path, true])
      if (personal.some((word) => came.text.includes(word))) named.push(path)
    }
    const shows = maySee(role, own)
    expect(named.toSorted()).toEqual(shows ? ['/api/contacts', '/api/schools/{school}'] : [])
  })

  test('opens and sends exactly the forms of commands the role may give', async () => {
    const { console, school, letter, contact } = await furnished(own)
    await withTask(console)
    const token = tokenOn(await console.get('/', role))
    const things = { school, letter, contact, staff: console.idOf('reader') }
    for (const { form, path } of formNames.flatMap((name) =>
      pathsOf(name, things).map((at) => ({ form: name, path: at })),
    )) {
      const opened = await console.get(path, role)
      const sent = await console.request(path, { method: 'POST', body: new URLSearchParams({ token }) }, role)
      const expected = isOfOthers(path, role, own) ? [403, 403] : expectedOf(form, role)
      expect([path, opened.status, answered(sent.status)]).toEqual([path, ...expected])
    }
  })
})

/** A form that was let in is done, or does not fit, or is stopped by a rule. */
function answered(status: number): 'let in' | number {
  return status === 303 || status === 400 || status === 422 ? 'let in' : status
}

function expectedOf(form: FormName, role: StaffRole): [opened: number, sent: 'let in' | number] {
  const { roles: may }: CommandDefinition = commands[form]
  return may.includes(role) ? [200, 'let in'] : [403, 403]
}

const task = 't-1'
const meeting = 'own-1-a'
const feed = feedStream('f'.repeat(64)).slice('feed#'.length)

/** An Ambassador opens no form of somebody else's cluster. */
function isOfOthers(path: string, role: StaffRole, own: boolean): boolean {
  return role === 'ambassador' && !own && /^\/(clusters\/own-1|meetings|feeds)\//.test(path)
}
const request = 'r-1'

async function withTask({ tools }: Console): Promise<void> {
  const raised = { about: 'grace-ended', cause: 'school#x@1.0' } as const
  const doing = { by: 'system', because: 'test', trace: 'test' }
  await act(tools, taskDecider, `task#${task}`, { do: 'raise-task', raised }, doing)
  const asked = { kind: 'access', received: '2026-08-20', waiting: false, askProof: false } as const
  await act(tools, requestDecider, `request#${request}`, { do: 'open-request', ...asked }, doing)
}

interface Things {
  readonly school: string
  readonly letter: string
  readonly contact: string
  readonly staff: string
}

function pagesOfContacts(contact: string): string[] {
  return [`/contacts/${contact.slice('contact#'.length)}`]
}

/** Where a form is found. */
function pathsOf(form: FormName, { school, letter, contact, staff }: Things): string[] {
  if (form === 'register-school') return ['/schools/do/register-school']
  if (form === 'add-staff') return ['/staff/do/add-staff']
  if (form === 'revoke-feed') return [`/feeds/${feed}/do/${form}`]
  if (form === 'form-cluster') return ['/clusters/do/form-cluster']
  if (form === 'open-request')
    return ['/requests/do/open-request', ...pagesOfContacts(contact).map((at) => `${at}/do/${form}`)]
  const { stream } = commands[form]
  const ofClusters = [`/clusters/own-1/do/${form}`, `/meetings/${meeting}/do/${form}`]
  const below = [
    `${pageOf(school)}/do/${form}`,
    `/contacts/${contact.slice('contact#'.length)}/do/${form}`,
    ...ofClusters,
  ]
  if (stream === 'request') return [`/requests/${request}/do/${form}`]
  if (stream === 'staff') return [`/staff/${staff}/do/${form}`]
  if (stream === 'letter') return [`${letter}/do/${form}`]
  if (stream === 'task') return [`/tasks/${task}/do/${form}`]
  const places = ['schools', 'contacts', 'clusters', 'meetings'] as const
  return below.filter((path) => places.some((place) => path.startsWith(`/${place}/`) && formNamed(form, place)))
}
