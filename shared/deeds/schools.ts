/** Finding a school by what people call it, and keeping its references. */
import * as z from 'zod'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { once } from '../../events/kernel/once.ts'
import { refDecider } from '../../events/ref/decide.ts'
import type { SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { type ActTools, act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { uuid5 } from './uuid5.ts'

/** The id of the school first registered under a reference, so that registering twice meets itself. */
export function schoolIdOf(ref: string): string {
  return uuid5(ref)
}

export interface FoundSchool {
  readonly id: string
  readonly version: number
  readonly school: School
}

const uuid = once(() => z.uuid())

/** The school of a reference (present or past) or an id, strongly consistent; undefined when none is registered. */
export async function findSchool(log: Log, name: string): Promise<FoundSchool | undefined> {
  const id = uuid().safeParse(name).success ? name : await idOfRef(log, name)
  const { version, state } = await loadStream(log, schoolDecider, `school#${id}`)
  return state.registered ? { id, version, school: state } : undefined
}

/** A further reference has a stream of its own that names the school; a first one is the school's id by construction. */
async function idOfRef(log: Log, ref: string): Promise<string> {
  const { state } = await loadStream(log, refDecider, `ref#${ref}`)
  return state.school ?? schoolIdOf(ref)
}

export type SchoolChange = Omit<Extract<SchoolCommand, { do: 'change-school' }>, 'do'>

/** Changes a school's entry. A new reference is taken first, so that no two schools can ever share one. */
export async function changeSchool(
  tools: ActTools,
  { id, school }: FoundSchool,
  change: SchoolChange,
  doing: Doing,
): Promise<Outcome<School>> {
  const { by, because, trace } = doing
  if (change.ref !== undefined && !school.refs.includes(change.ref)) {
    const taken = await takeRef(tools, id, change.ref, { by, because, trace })
    if (taken) return taken
  }
  return act(tools, schoolDecider, `school#${id}`, { do: 'change-school', ...change }, doing)
}

async function takeRef(tools: ActTools, id: string, ref: string, doing: Doing): Promise<Refusal | undefined> {
  const holder = await findSchool(tools.log, ref)
  if (holder && holder.id !== id)
    return refuse(
      'ref-is-another-school',
      `${ref} belongs to ${holder.school.name} already. Merge the two, or check the reference.`,
      { ref, school: holder.id },
    )
  const taken = await act(tools, refDecider, `ref#${ref}`, { do: 'take-ref', ref, school: id }, doing)
  return 'refused' in taken ? taken : undefined
}
