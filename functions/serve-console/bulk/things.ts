/** The things that something is done to in one go: schools or tasks, each read from its own stream, never late. */
import { taskSentence } from '../../../events/task/calls.ts'
import { type Task, taskDecider } from '../../../events/task/decide.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { sayShortDay } from '../../../shared/pages/day.tsx'
import { schoolPath } from '../entries.tsx'
import { schoolsNamed } from '../names.ts'
import { aboutNames, taskPath } from '../task-words.ts'
import type { ConsoleTools } from '../tools.ts'
import { reviewNames } from '../words.ts'

export type BulkKind = 'schools' | 'tasks'

export interface Thing {
  readonly id: string
  readonly stream: string
  /** The version of its stream as it was read. */
  readonly version: number
  readonly name: string
  readonly href: string
  /** How it stands, in a few words. */
  readonly stands: string
  readonly school?: FoundSchool
  readonly task?: Task
}

/** So many reads or deeds at a time. */
const sideBySide = 12

/** Does the same for each, some at a time; answers in the order of what was given. */
export async function forEachOf<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  atOnce = sideBySide,
): Promise<R[]> {
  const answers: R[] = []
  const waiting = all.entries()
  const through = async () => {
    for (const [index, one] of waiting) answers[index] = await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, through))
  return answers
}

/** The things of these ids in their order, each once; what is not there is left out. */
export async function findThings(tools: ConsoleTools, kind: BulkKind, ids: readonly string[]): Promise<Thing[]> {
  const all = [...new Set(ids)]
  const found =
    kind === 'schools'
      ? await forEachOf(all, async (id) => schoolThing(await findSchool(tools.log, id)))
      : await tasksNamed(tools, all)
  return found.filter((thing) => thing !== undefined)
}

function schoolThing(found: FoundSchool | undefined): Thing | undefined {
  if (!found) return undefined
  const { id, version, school } = found
  return {
    id,
    stream: `school#${id}`,
    version,
    name: school.name,
    href: schoolPath(id),
    stands: [reviewOf(found), clusterOf(found)].filter((part) => part !== undefined).join('; '),
    school: found,
  }
}

function reviewOf({ school: { review } }: FoundSchool): string {
  if (!review) return 'No open review'
  const visit = review.visit ? `visit on ${sayShortDay(review.visit.on)}` : 'no visit booked'
  return `${reviewNames[review.kind]} due ${sayShortDay(review.due)}, ${visit}`
}

function clusterOf({ school: { memberships } }: FoundSchool): string | undefined {
  const last = memberships.at(-1)
  return last && last.leftOn === undefined
    ? `in cluster ${last.cluster} since ${sayShortDay(last.joinedOn)}`
    : undefined
}

async function tasksNamed(tools: ConsoleTools, ids: readonly string[]): Promise<(Thing | undefined)[]> {
  const read = await forEachOf(ids, async (id) => ({ id, ...(await loadStream(tools.log, taskDecider, `task#${id}`)) }))
  const schools = await schoolsNamed(
    tools,
    read.map(({ state }) => state.raised?.school),
  )
  return read.map(({ id, version, state: task }) => {
    const { raised } = task
    if (!raised) return undefined
    const school = raised.school === undefined ? undefined : schools.get(raised.school.replace('school#', ''))
    const about = aboutNames[raised.about]
    return {
      id,
      stream: `task#${id}`,
      version,
      name: school ? `${about}: ${school.name}` : about,
      href: taskPath(id),
      stands: taskSentence(raised.about, raised),
      task,
    }
  })
}
