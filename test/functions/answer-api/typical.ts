/** A typical body for each command that is built, for a body in which all they name is there. */
import { commands } from '../../../events/commands.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { feedDecider } from '../../../events/feed/decide.ts'
import { importDecider } from '../../../events/import/decide.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { feedStream } from '../../../shared/deeds/feeds.ts'
import { schoolIdOf } from '../../../shared/deeds/schools.ts'
import { act } from '../../../shared/log/act.ts'
import { type Body, centreOfExcellence, oakfield } from './kit.ts'

export const commandNames = Object.keys(commands)

export const headsAddress = 'morag@oakfield.example'
export const officeAddress = 'office@oakfield.example'

/** What a body needs so that every command may be done: a school with a review, a visit, people, a task, a letter. */
export async function furnish(body: Body): Promise<void> {
  await centreOfExcellence(body, '2025-10-01')
  await body.must('register-school', { ...oakfield, ref: twin })
  await body.must('add-contact', { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: headsAddress })
  const cluster = { cluster: 'north-1', nation: 'england', ambassador: body.idOf('ambassador') } as const
  await body.must('form-cluster', cluster)
  await body.must('join-cluster', { cluster: 'north-1', school: oakfield.ref, on: '2026-08-01' })
  await body.must('record-meeting', {
    cluster: 'north-1',
    meeting: 'north-1-2026-08-31',
    on: '2026-08-31',
    kind: 'required',
    place: 'Online',
    topics: 'Sharing practice',
    attendance: { [oakfield.ref]: 'absent' },
  })
  await body.must('add-contact', { school: oakfield.ref, role: 'office', name: 'Oakfield', email: officeAddress })
  const doing = { by: 'system', because: 'test', trace: 'test' }
  await act(
    body.tools,
    taskDecider,
    'task#t-1',
    { do: 'raise-task', raised: { about: 'grace-ended', cause: 'school#x@1.0' } },
    doing,
  )
  await body.must('write-bulletin', { bulletin: 'autumn', subject: 'A draft', paragraphs: ['To be written.'] })
  const filed = {
    verb: 'ask-letters',
    kind: 'queue',
    queue: 'ask-letters-events',
    kept: 'dead-letters/d-1.json',
  } as const
  const file = { do: 'file-dead-letter', filed: { ...filed, last: '2026-09-01T06:45:00.000Z' } } as const
  await act(body.tools, deadDecider, 'dead#d-1', file, doing)
  const asked = {
    kind: 'review-reminder',
    purpose: 'service',
    to: 'contact#c-1',
    matter: 'review|x',
    cause: 'school#x@1.0',
    causedAt: '2026-09-01T06:30:00.000Z',
    facts: {},
  } as const
  const started = {
    kind: 'schools',
    rows: 0,
    hash: '0123456789abcdef',
    dryRun: false,
    register: 'named',
    file: 'x',
  } as const
  const came = { kept: 'inbound/m-1', received: '2026-09-01T06:40:00.000Z', verdict: 'passed' } as const
  const found = { dmarc: 'pass', spf: 'pass', dkim: 'pass', spam: 'pass', virus: 'pass' } as const
  const read = { sender: 'stranger', asks: [], unsure: true, language: 'en', broken: [], attachments: 0 } as const
  await act(body.tools, mailDecider, 'mail#m-1', { do: 'file-mail', filed: { ...came, ...found } }, doing)
  await act(
    body.tools,
    mailDecider,
    'mail#m-1',
    { do: 'read-mail', read: { ...read, asks: [...read.asks], broken: [...read.broken] } },
    doing,
  )
  await act(body.tools, importDecider, 'import#i-1', { do: 'start-import', started }, doing)
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'ask-letter', asked }, doing)
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'claim-letter' }, doing)
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'note-uncertain' }, doing)
  const feed = { do: 'open-feed', of: { cluster: 'north-1' } } as const
  await act(body.tools, feedDecider, feedStream(openSecret), feed, doing)
  const request = { kind: 'access', received: '2026-08-31', waiting: false, askProof: false } as const
  await act(body.tools, requestDecider, 'request#r-1', { do: 'open-request', ...request }, doing)
}

const school = oakfield.ref
/** Of a calendar feed that is open. */
const openSecret = 'f'.repeat(64)
/** A second entry of the same school. */
const twin = 'urn:555555'
const reason = 'The committee said so.'

/** By command; the test that uses it holds that none is missing. */
export function typicalBodies(body: Body): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return {
    'register-school': {
      ref: 'urn:654321',
      name: 'Northridge School',
      nation: 'wales',
      pupils: 210,
      town: 'Alderwood',
    },
    'change-school': { school, town: 'Queenham', ref: 'urn:777777' },
    'close-school': { school, on: '2026-08-31', successor: twin, reason },
    'merge-schools': { keep: school, drop: twin, reason },
    correct: { event: `school#${schoolIdOf(school)}@3.0`, reason, data: { on: '2025-10-15' } },
    'grant-award': { school, award: 'flagship', on: '2026-09-01', reason },
    'lapse-award': { school, award: 'centre-of-excellence', reason },
    'suspend-award': { school, award: 'centre-of-excellence', reason },
    'reinstate-award': { school, award: 'centre-of-excellence', reason },
    'book-visit': { school, on: '2026-09-20', assessor: body.idOf('assessor') },
    'cancel-visit': { school, reason },
    recommend: { school, recommendation: 'retained', report: 'A calm, warm school.' },
    'decide-review': { school, decision: 'retained', on: '2026-09-01', reason },
    'extend-review': { school, to: '2026-12-01', reason },
    'add-contact': {
      school,
      role: 'inclusion-lead',
      name: 'Idris Cole',
      email: 'idris@oakfield.example',
      phone: '01632 960 001',
    },
    'change-contact': { contact: headsAddress, name: 'Morag Evans-Cole', phone: '01632 960 002' },
    'hand-over-contact': {
      contact: headsAddress,
      school,
      role: 'head',
      name: 'Bronwen Hale',
      email: headsAddress,
      phone: '01632 960 003',
    },
    'merge-contacts': { keep: headsAddress, drop: officeAddress, reason },
    'remove-contact': { contact: headsAddress, school },
    'give-consent': { email: headsAddress, purpose: 'service', wording: '2018-05', how: 'web-form', on: '2026-08-30' },
    'withdraw-consent': { email: headsAddress, purpose: 'service' },
    'pause-letters': { scope: 'school', id: school, reason },
    'resume-letters': { scope: 'school', id: school, reason },
    'form-cluster': { cluster: 'south-1', nation: 'england', ambassador: body.idOf('ambassador'), name: 'South' },
    'assign-ambassador': { cluster: 'north-1', ambassador: body.idOf('admin') },
    'join-cluster': { cluster: 'north-1', school, on: '2026-08-31' },
    'leave-cluster': { cluster: 'north-1', school, on: '2026-09-01' },
    'schedule-meeting': {
      cluster: 'north-1',
      meeting: 'north-1-2026-10-01',
      on: '2026-10-01',
      from: '16:00',
      kind: 'required',
      place: 'Online',
      topics: 'Sharing practice',
      host: school,
    },
    'cancel-meeting': { cluster: 'north-1', meeting: 'north-1-2026-08-31', reason },
    'record-meeting': {
      cluster: 'north-1',
      meeting: 'north-1-2026-08-31',
      on: '2026-08-31',
      kind: 'required',
      place: 'Oakfield',
      topics: 'Sharing practice',
      attendance: { [school]: 'attended' },
      impact: { [school]: 'They shared their sensory garden.' },
    },
    'excuse-absence': { school, meeting: 'north-1-2026-08-31', reason },
    'include-absence': { school, meeting: 'north-1-2026-08-31', reason },
    'open-feed': { cluster: 'north-1' },
    'revoke-feed': { feed: feedStream(openSecret) },
    'set-sending': { position: 'staff', reason },
    'change-setting': { name: 'graceDays', value: 60, reason },
    'change-calendar': { nation: 'wales', closures: [{ from: '2027-03-15', to: '2027-03-19', name: 'Flood' }], reason },
    'add-staff': { role: 'assessor', name: 'Ann Other', email: 'ann@staff.example', alerts: 'tasks' },
    'change-staff': { staff: body.idOf('reader'), role: 'coordinator', alerts: 'all' },
    'invite-staff': { staff: body.idOf('reader') },
    'remove-staff': { staff: body.idOf('reader') },
    'assign-task': { task: 't-1', owner: body.idOf('coordinator') },
    'finish-task': { task: 't-1', outcome: 'decided', note: 'Rang the school.' },
    'open-request': { kind: 'erasure', email: headsAddress, received: '2026-08-31' },
    'decide-request': { request: 'r-1', outcome: 'answered' },
    'extend-request': { request: 'r-1', reason },
    'undo-import': { import: 'i-1', reason },
    'change-letter': { kind: 'review-reminder', paragraph: 'Our office is closed in August.' },
    'change-letterhead': { name: 'The Inclusion Body', address: '1 Sample Street\nSampleton', reason },
    'test-letter': { kind: 'review-reminder' },
    'write-bulletin': { bulletin: 'autumn', subject: 'News', paragraphs: ['The meetings are set.'] },
    'send-bulletin': { bulletin: 'autumn' },
    'retry-dead-letter': { deadLetter: 'd-1', reason },
    'abandon-dead-letter': { deadLetter: 'd-1', reason },
    'refile-mail': { mail: 'm-1', asks: ['withdraw-news'], contact: headsAddress, reason },
    'forward-mail': { mail: 'm-1' },
    'resolve-letter': { letter: 'l-1', outcome: 'sent', reason },
  }
}
