// An import of clusters or meetings is taken back: as never said, where nothing was said since.
import { describe, expect, test } from 'vitest'
import { clusterDecider } from '../../../events/cluster/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { followAttendance } from '../../../functions/follow-attendance/follow.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import { changeMembership, findCluster, findMeeting, recordMeeting } from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { beginUndo, previewUndo } from '../../../shared/deeds/undo-import.ts'
import { act, eventsOf, loadStream } from '../../../shared/log/act.ts'
import { aNote } from '../../kit/builders/school.ts'
import {
  aBody,
  awardsFile,
  type Body,
  commits,
  counts,
  deeds,
  drain,
  importFile,
  school,
  schoolsFile,
  theReport,
} from './kit.ts'

const doing = { by: 'staff#s-1', because: 'api', trace: 'trace-undo' }
const [oak, elm] = ['urn:100001', 'urn:100002']
const clusters = [
  'cluster,nation,ambassador,school,joined_on',
  `north-1,england,amira@body.example,${oak},2024-09-01`,
  `north-1,england,amira@body.example,${elm},2024-09-01`,
].join('\n')
const held = (id: string, day: string, ofOak: string, ofElm = 'attended') => [
  `north-1,${id},${day},required,Online,Practice,${oak},${ofOak}`,
  `north-1,${id},${day},required,Online,Practice,${elm},${ofElm}`,
]
const meetings = [
  'cluster,meeting,held_on,kind,place,topics,school,attendance',
  ...held('m-1', '2026-03-01', 'absent'),
  ...held('m-2', '2026-06-01', 'absent'),
].join('\n')

interface Imported extends Body {
  readonly clusters: string
  readonly meetings: string
}

async function imported(): Promise<Imported> {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile(`${oak},Oak School,england,,,,`, `${elm},Elm School,england,,,,`))
  await importFile(
    body,
    'awards',
    awardsFile(
      `${oak},inclusive-school,granted,2018-05-10`,
      `${oak},centre-of-excellence,granted,2019-05-10`,
      `${oak},flagship,granted,2024-05-10`,
    ),
  )
  const ofClusters = (await importFile(body, 'clusters', clusters)).import
  const ofMeetings = (await importFile(body, 'meetings', meetings)).import
  await follow(body)
  body.clock.pass(3_600_000)
  return { ...body, clusters: ofClusters, meetings: ofMeetings }
}

/** What the bus would tell: of meetings and times in clusters. */
async function follow({ tools }: Pick<Body, 'tools'>): Promise<void> {
  for (const commit of await commits(tools))
    for (const event of eventsOf(commit))
      if (/^Meeting|^SchoolJoined|^SchoolLeft|^MembershipCorrected/.test(event.type))
        await followAttendance(tools, { ...commit, ...event, v: 1 })
}

async function undo({ tools }: Pick<Body, 'tools'>, id: string): Promise<void> {
  const begun = await beginUndo(tools, id, aNote, doing)
  if ('refused' in begun) throw new Error(begun.refused)
  await drain(tools)
}

const told = async ({ tools }: Pick<Body, 'tools'>, id: string) =>
  (await previewUndo(tools, id)).map(({ type, why }) => (why ? `${type}: ${why}` : type)).toSorted()
const recordAgain = async ({ tools }: Pick<Body, 'tools'>, meeting: string, cluster = 'north-1') =>
  recordMeeting(
    tools,
    {
      cluster,
      meeting,
      on: '2026-06-01',
      kind: 'required',
      place: 'Leeds',
      topics: 'Practice',
      attendance: { [oak]: 'attended', [elm]: 'absent' },
    },
    doing,
  )
const idOf = async ({ tools }: Pick<Body, 'tools'>, ref: string) => (await findSchool(tools.log, ref))?.id ?? ''

describe('meetings', () => {
  test('are as never said, their marks are none, and who was at risk because of them is so no more', async () => {
    const body = await imported()
    expect((await school(body.tools, oak)).risk).toMatchObject({ because: 'two-consecutive-meetings-missed' })
    expect(await told(body, body.meetings)).toEqual([
      'ClusterMeetingNoted',
      'ClusterMeetingNoted',
      'MeetingRecorded',
      'MeetingRecorded',
    ])
    await undo(body, body.meetings)
    const { risk, marks } = await school(body.tools, oak)
    expect({ risk, marks: Object.values(marks).map(({ mark }) => mark) }).toEqual({
      risk: undefined,
      marks: ['none', 'none'],
    })
    expect((await findMeeting(body.tools.log, 'm-1')).meeting.state).toBe('none')
    expect((await findCluster(body.tools.log, 'north-1'))?.cluster.meetings).toEqual({})
    expect(await told(body, body.meetings)).toEqual([])
    expect((await theReport(body.tools, body.meetings)).undone).toEqual({ state: 'done', takenBack: 4, left: 0 })
    const before = (await deeds(body.tools)).length
    await undo(body, body.meetings)
    await follow(body)
    expect((await deeds(body.tools)).length).toBe(before)
  })

  test('that somebody recorded again since stay, and it is said which', async () => {
    const body = await imported()
    await recordAgain(body, 'm-2')
    expect(await told(body, body.meetings)).toEqual([
      'ClusterMeetingNoted',
      'ClusterMeetingNoted: recorded-again',
      'MeetingRecorded',
      'MeetingRecorded: recorded-again',
    ])
    await undo(body, body.meetings)
    expect((await findMeeting(body.tools.log, 'm-2')).meeting).toMatchObject({ state: 'held', place: 'Leeds' })
    expect(Object.keys((await findCluster(body.tools.log, 'north-1'))?.cluster.meetings ?? {})).toEqual(['m-2'])
    expect((await school(body.tools, elm)).marks['m-1']?.mark).toBe('none')
  })

  test('recorded differently by a second import are as the first one said, when the second is taken back', async () => {
    const body = await imported()
    const other = [
      'cluster,meeting,held_on,kind,place,topics,school,attendance',
      ...held('m-2', '2026-06-01', 'attended', 'absent'),
    ].join('\n')
    const { import: second } = await importFile(body, 'meetings', other)
    await undo(body, second)
    expect((await findMeeting(body.tools.log, 'm-2')).meeting).toMatchObject({
      state: 'held',
      attendance: { [await idOf(body, oak)]: 'absent', [await idOf(body, elm)]: 'attended' },
    })
    expect((await school(body.tools, oak)).risk).toMatchObject({ meetings: ['m-1', 'm-2'] })
    await undo(body, body.meetings)
    expect((await findMeeting(body.tools.log, 'm-2')).meeting.state).toBe('none')
  })

  test('give their ids back to their cluster alone', async () => {
    const body = await imported()
    await undo(body, body.meetings)
    await act(
      body.tools,
      clusterDecider,
      'cluster#south-1',
      { do: 'form-cluster', nation: 'england', ambassador: 'staff#s-1' },
      doing,
    )
    const stranger = {
      cluster: 'south-1',
      meeting: 'm-1',
      on: '2026-06-01',
      kind: 'required',
      place: 'Leeds',
      topics: 'Practice',
      attendance: {},
    } as const
    expect(await recordMeeting(body.tools, stranger, doing)).toMatchObject({ refused: 'meeting-of-another-cluster' })
    expect(counts(await importFile(body, 'meetings', meetings))).toBe(
      '4 rows: 4 taken (4 changed, 0 unchanged), 0 refused',
    )
    await follow(body)
    expect((await school(body.tools, oak)).risk).toMatchObject({ meetings: ['m-1', 'm-2'] })
  })
})

describe('clusters', () => {
  test('with nothing else in them go off the lists; their schools never joined, and the Ambassador stays', async () => {
    const body = await imported()
    await undo(body, body.meetings)
    const ambassador = (await findCluster(body.tools.log, 'north-1'))?.cluster.ambassador ?? ''
    expect(await told(body, body.clusters)).toEqual([
      'ClusterFormed',
      'ClusterJoined',
      'ClusterJoined',
      'SchoolJoinedCluster',
      'SchoolJoinedCluster',
      'StaffAdded: ambassador-stays',
    ])
    await undo(body, body.clusters)
    expect((await school(body.tools, oak)).memberships).toEqual([])
    expect(await findCluster(body.tools.log, 'north-1')).toBeUndefined()
    expect((await loadStream(body.tools.log, staffDecider, ambassador)).state).toMatchObject({
      known: true,
      removed: false,
    })
    expect(await told(body, body.clusters)).toEqual(['StaffAdded: ambassador-stays'])
    await follow(body)
    expect(await findCluster(body.tools.log, 'north-1')).toBeUndefined()
    expect(counts(await importFile(body, 'clusters', clusters))).toBe(
      '2 rows: 2 taken (2 changed, 0 unchanged), 0 refused',
    )
    expect((await findCluster(body.tools.log, 'north-1'))?.cluster.members).toHaveLength(2)
  })

  test('keep whom a meeting marks, whoever heard of it, and so stay themselves', async () => {
    const body = aBody()
    await importFile(body, 'schools', schoolsFile(`${oak},Oak School,england,,,,`, `${elm},Elm School,england,,,,`))
    const { import: id } = await importFile(body, 'clusters', clusters)
    await recordAgain(body, 'm-9')
    expect(await told(body, id)).toEqual([
      'ClusterFormed: has-members',
      'ClusterJoined: meeting-since',
      'ClusterJoined: meeting-since',
      'SchoolJoinedCluster: meeting-since',
      'SchoolJoinedCluster: meeting-since',
      'StaffAdded: ambassador-stays',
    ])
    await undo(body, id)
    expect((await findCluster(body.tools.log, 'north-1'))?.cluster.members).toHaveLength(2)
  })

  test('keep a school of which somebody said more since', async () => {
    const body = await imported()
    await undo(body, body.meetings)
    await changeMembership(
      body.tools,
      'leave-cluster',
      await idOf(body, elm),
      { cluster: 'north-1', on: '2026-08-30' },
      doing,
    )
    expect(await told(body, body.clusters)).toEqual([
      'ClusterFormed: has-members',
      'ClusterJoined',
      'ClusterJoined: changed-since',
      'SchoolJoinedCluster',
      'SchoolJoinedCluster: changed-since',
      'StaffAdded: ambassador-stays',
    ])
    await undo(body, body.clusters)
    const members = (await findCluster(body.tools.log, 'north-1'))?.cluster.members
    expect(members).toEqual([{ school: await idOf(body, elm), joinedOn: '2024-09-01', leftOn: '2026-08-30' }])
  })

  test('get their earlier Ambassador back, and a school the day it joined on before', async () => {
    const body = await imported()
    await undo(body, body.meetings)
    const before = (await findCluster(body.tools.log, 'north-1'))?.cluster.ambassador
    const { import: id } = await importFile(
      body,
      'clusters',
      clusters.replaceAll('amira', 'bela').replaceAll('2024', '2025'),
    )
    expect((await findCluster(body.tools.log, 'north-1'))?.cluster.ambassador).not.toBe(before)
    await undo(body, id)
    expect((await findCluster(body.tools.log, 'north-1'))?.cluster).toMatchObject({
      ambassador: before,
      members: [{ joinedOn: '2024-09-01' }, { joinedOn: '2024-09-01' }],
    })
  })
})

test('what taking it back would do is what it then does, also when it breaks off anywhere on the way', async () => {
  for (let broken = 0; broken < 14; broken++) {
    const body = await imported()
    await undo(body, body.meetings)
    const foretold = await previewUndo(body.tools, body.clusters)
    let left = broken
    const { append } = body.tools.log
    const failing = {
      ...body.tools,
      log: {
        ...body.tools.log,
        append: async (commit: Parameters<typeof append>[0]) => {
          if (left-- <= 0) throw new Error('the power failed')
          return append(commit)
        },
      },
    }
    await beginUndo(body.tools, body.clusters, aNote, doing)
    await runImport(failing, body.clusters, () => false).catch(() => undefined)
    await drain(body.tools)
    expect(await findCluster(body.tools.log, 'north-1'), `broken off after ${broken}`).toBeUndefined()
    expect((await school(body.tools, elm)).memberships).toEqual([])
    if (broken === 13)
      expect((await theReport(body.tools, body.clusters)).undone).toEqual({
        state: 'done',
        takenBack: foretold.filter(({ why }) => !why).length,
        left: foretold.filter(({ why }) => why).length,
      })
  }
})
