/** A typical body for each command that is built, for a body in which all they name is there. */
import { commands } from '../../../events/commands.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Body, centreOfExcellence, oakfield } from './kit.ts'

export const builtCommands = Object.entries(commands).flatMap(([name, { built }]) => (built ? [name] : []))
export const laterCommands = Object.entries(commands).flatMap(([name, { built }]) => (built ? [] : [name]))

export const headsAddress = 'morag@oakfield.example'
export const officeAddress = 'office@oakfield.example'

/** What a body needs so that every command may be done: a school with a review, a visit, people, a task, a letter. */
export async function furnish(body: Body): Promise<void> {
  await centreOfExcellence(body, '2025-10-01')
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
  const asked = {
    kind: 'review-reminder',
    purpose: 'service',
    to: 'contact#c-1',
    matter: 'review|x',
    cause: 'school#x@1.0',
    causedAt: '2026-09-01T06:30:00.000Z',
    facts: {},
  } as const
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'ask-letter', asked }, doing)
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'claim-letter' }, doing)
  await act(body.tools, letterDecider, 'letter#l-1', { do: 'note-uncertain' }, doing)
}

const school = oakfield.ref
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
    'set-sending': { position: 'staff', reason },
    'add-staff': { role: 'assessor', name: 'Ann Other', email: 'ann@staff.example', alerts: 'tasks' },
    'change-staff': { staff: body.idOf('reader'), role: 'coordinator', alerts: 'all' },
    'remove-staff': { staff: body.idOf('reader') },
    'assign-task': { task: 't-1', owner: body.idOf('coordinator') },
    'finish-task': { task: 't-1', outcome: 'decided', note: 'Rang the school.' },
    'resolve-letter': { letter: 'l-1', outcome: 'sent', reason },
  }
}
