/** Clusters and meetings from files. */
import { expect, test } from 'vitest'
import { staffDecider } from '../../../events/staff/decide.ts'
import { changeMembership, findCluster, findMeeting } from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { aBody, type Body, counts, importFile, school, schoolsFile } from './kit.ts'

const clustersFile = (...rows: string[]) => ['cluster,nation,ambassador,school,joined_on', ...rows].join('\n')
const meetingsFile = (...rows: string[]) =>
  ['cluster,meeting,held_on,kind,place,topics,school,attendance', ...rows].join('\n')

async function twoSchools(): Promise<Body> {
  const body = aBody()
  await importFile(
    body,
    'schools',
    schoolsFile('urn:100001,Oak School,england,,,,', 'urn:100002,Elm School,england,,,,'),
  )
  return body
}

const members = clustersFile(
  'north-1,england,Amira@body.example,urn:100001,2024-09-01',
  'north-1,england,amira@body.example,urn:100002,2026-09-20',
)
const held = (school: string, mark: string, id = 'north-1-a', day = '2026-06-01') =>
  `north-1,${id},${day},required,Online,Practice,${school},${mark}`

test('a cluster is formed, its Ambassador becomes one of the staff, and its schools join on their days', async () => {
  const body = await twoSchools()
  const report = await importFile(body, 'clusters', members)
  expect(counts(report)).toBe('2 rows: 2 taken (2 changed, 0 unchanged), 0 refused')
  const found = await findCluster(body.tools.log, 'north-1')
  expect(found?.cluster).toMatchObject({ nation: 'england', formedOn: '2026-09-01' })
  expect(found?.cluster.members.map(({ joinedOn }) => joinedOn)).toEqual(['2024-09-01', '2026-09-20'])
  const staff = await loadStream(body.tools.log, staffDecider, found?.cluster.ambassador ?? '')
  expect(staff.state).toMatchObject({ known: true, role: 'ambassador', clusters: [] })
  expect((await school(body.tools, 'urn:100002')).memberships).toEqual([{ cluster: 'north-1', joinedOn: '2026-09-20' }])
})

test('the same clusters again are all unchanged, and a trial changes nothing', async () => {
  const body = await twoSchools()
  expect(await importFile(body, 'clusters', members, { dryRun: true })).toMatchObject({ accepted: 2, changed: 2 })
  expect(await findCluster(body.tools.log, 'north-1')).toBeUndefined()
  await importFile(body, 'clusters', members)
  expect(await importFile(body, 'clusters', members)).toMatchObject({ accepted: 2, changed: 0, unchanged: 2 })
})

test('a file that gives a cluster another Ambassador than it has now says that it changed something', async () => {
  const body = await twoSchools()
  const file = (ambassador: string) => clustersFile(`north-1,england,${ambassador},urn:100001,2024-09-01`)
  await importFile(body, 'clusters', file('amira@body.example'))
  const other = file('noor@body.example')
  expect(await importFile(body, 'clusters', other, { dryRun: true })).toMatchObject({ changed: 1, unchanged: 0 })
  expect(await importFile(body, 'clusters', other)).toMatchObject({ changed: 1, unchanged: 0 })
  expect(await importFile(body, 'clusters', other)).toMatchObject({ changed: 0, unchanged: 1 })
})

test('a school joins again on the day it left, and the cluster knows', async () => {
  const body = await twoSchools()
  await importFile(body, 'clusters', clustersFile('north-1,england,amira@body.example,urn:100001,2026-09-02'))
  const { id } = (await findSchool(body.tools.log, 'urn:100001')) ?? { id: '' }
  const doing = { by: 'staff#1', because: 'api', trace: '00000000-0000-4000-8000-000000000001' }
  const stay = { cluster: 'north-1', on: '2026-09-02' }
  await changeMembership(body.tools, 'leave-cluster', id, stay, doing)
  await changeMembership(body.tools, 'join-cluster', id, stay, doing)
  const cluster = await findCluster(body.tools.log, 'north-1')
  expect(cluster?.cluster.members).toEqual([{ school: id, joinedOn: '2026-09-02' }])
})

test('a cluster and a meeting may be called as people write them', async () => {
  const body = await twoSchools()
  const file = clustersFile('North & Isles (Nôrth),england,amira@body.example,urn:100001,2024-09-01')
  expect(await importFile(body, 'clusters', file)).toMatchObject({ accepted: 1, refused: [] })
  const meetings = meetingsFile(
    'North & Isles (Nôrth),Spring 2026: first,2026-06-01,required,Online,Practice,urn:100001,attended',
  )
  expect(await importFile(body, 'meetings', meetings)).toMatchObject({ accepted: 1, refused: [] })
  expect((await findMeeting(body.tools.log, 'Spring 2026: first')).meeting.state).toBe('held')
  for (const wrong of ['a#b', 'a|b'])
    expect(
      await importFile(body, 'clusters', clustersFile(`${wrong},england,amira@body.example,urn:100002,2024-09-01`)),
    ).toMatchObject({ accepted: 0, refused: [{ column: 'cluster' }] })
})

test('an old file again moves nobody back who went to another cluster since', async () => {
  const body = await twoSchools()
  await importFile(body, 'clusters', members)
  const { id } = (await findSchool(body.tools.log, 'urn:100001')) ?? { id: '' }
  const doing = { by: 'staff#1', because: 'api', trace: '00000000-0000-4000-8000-000000000001' }
  await changeMembership(body.tools, 'leave-cluster', id, { cluster: 'north-1', on: '2026-09-02' }, doing)
  await importFile(body, 'clusters', clustersFile('south-1,england,amira@body.example,urn:100001,2026-09-02'))
  expect(await importFile(body, 'clusters', members)).toMatchObject({ accepted: 2, changed: 0, unchanged: 2 })
  expect((await school(body.tools, 'urn:100001')).memberships.at(-1)?.cluster).toBe('south-1')
})

test('a school of another cluster, an unknown one, and another nation are refused, row by row', async () => {
  const body = await twoSchools()
  await importFile(body, 'clusters', clustersFile('north-1,england,amira@body.example,urn:100001,2024-09-01'))
  const report = await importFile(
    body,
    'clusters',
    clustersFile(
      'south-1,england,amira@body.example,urn:100001,2024-09-01',
      'south-1,england,amira@body.example,urn:999999,2024-09-01',
      'south-1,england,amira@body.example,urn:100002,2024-09-01',
      'north-1,wales,amira@body.example,urn:100002,2024-09-01',
    ),
  )
  expect(report.refused.map(({ row, column }) => `${row} ${column}`)).toEqual(['1 school', '2 school', '4 cluster'])
  expect(report.accepted).toBe(1)
})

test('a meeting goes in whole, assesses, and says so of itself; the same again is unchanged', async () => {
  const body = await twoSchools()
  await importFile(body, 'clusters', clustersFile('north-1,england,amira@body.example,urn:100001,2024-09-01'))
  const file = meetingsFile(held('urn:100001', 'absent'))
  expect(counts(await importFile(body, 'meetings', file))).toBe('1 rows: 1 taken (1 changed, 0 unchanged), 0 refused')
  expect((await findMeeting(body.tools.log, 'north-1-a')).meeting).toMatchObject({ state: 'held', imported: true })
  expect(counts(await importFile(body, 'meetings', file))).toBe('1 rows: 1 taken (0 changed, 1 unchanged), 0 refused')
})

test('a meeting is refused whole when one of its rows is wrong, with the reason, and others go in', async () => {
  const body = await twoSchools()
  await importFile(body, 'clusters', clustersFile('north-1,england,amira@body.example,urn:100001,2024-09-01'))
  const report = await importFile(
    body,
    'meetings',
    meetingsFile(
      held('urn:100001', 'absent', 'a'),
      held('urn:100002', 'absent', 'a'),
      held('urn:100001', 'late', 'b'),
      held('urn:100001', 'attended', 'b'),
      held('urn:100001', 'attended', 'c'),
      held('urn:100001', 'attended', 'd', '2026-12-01'),
    ),
  )
  expect(report.refused.map(({ row, column }) => `${row} ${column}`)).toEqual([
    '1 meeting',
    '2 meeting',
    '3 attendance',
    '4 meeting',
    '6 meeting',
  ])
  expect(report.refused[0]?.reason).toContain('urn:100002')
  expect(report.accepted).toBe(1)
})
