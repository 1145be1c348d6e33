/** The schools that rows name: registered ones by reference or id, others from the register's look-up. */
import { schoolDecider } from '../../events/school/decide.ts'
import { type LookUpEntry, readShard, registerCommand, type Shard, shardOf, urnOf } from '../../shared/deeds/look-up.ts'
import { type FoundSchool, findSchool, schoolIdOf } from '../../shared/deeds/schools.ts'
import { act } from '../../shared/log/act.ts'
import { standingBefore } from './before.ts'
import type { Run, RunTools, Told } from './tools.ts'

/** A school as a row names it. */
export interface NamedSchool {
  readonly id: string
  readonly ref: string
  readonly registered: boolean
  /** What the register says of it; always there when it is not registered yet. */
  readonly entry?: LookUpEntry
  /** Its contacts when it was first looked at, each as `<contact> <role>`. */
  readonly contacts: readonly string[]
  /** What should be known of a school that this import takes over from the register. */
  readonly warnings: readonly Told[]
}

export interface NamedSchools {
  /** The school of a reference or id; undefined when neither the body nor the register knows it. */
  find(name: string): Promise<NamedSchool | undefined>
  /** Registers a school that only the look-up knows; nothing for any other. */
  register(school: NamedSchool): Promise<void>
}

const closed: Told = {
  column: 'school',
  reason: 'the register says that this school is closed; it was registered all the same',
}

/** Each name is looked up once in a run, each part of the look-up read once. */
export function namedSchools(tools: RunTools, run: Run): NamedSchools {
  const found = new Map<string, Promise<NamedSchool | undefined>>()
  const shards = new Map<string, Promise<Shard>>()
  const registrations = new Map<string, Promise<unknown>>()

  const entryOf = async (ref: string): Promise<LookUpEntry | undefined> => {
    const urn = urnOf(ref)
    if (urn === undefined) return undefined
    return (await once(shards, shardOf(urn), () => readShard(tools.files, shardOf(urn))))[urn]
  }
  const search = async (name: string): Promise<NamedSchool | undefined> => {
    const [known, entry] = await Promise.all([findSchool(tools.log, name), entryOf(name)])
    if (known) return schoolOf(known, entry, await warningsOf(tools, run, known.id, entry))
    if (!entry) return undefined
    return { id: schoolIdOf(name), ref: name, entry, registered: false, contacts: [], warnings: whetherClosed(entry) }
  }

  return {
    find: (name) => once(found, name, () => search(name)),
    async register({ id, ref, registered, entry }) {
      if (registered || !entry) return
      await once(registrations, id, () =>
        act(tools, schoolDecider, `school#${id}`, registerCommand(ref, entry), run.doing),
      )
    },
  }
}

function schoolOf({ id, school }: FoundSchool, entry: LookUpEntry | undefined, warnings: readonly Told[]): NamedSchool {
  const contacts = school.contacts.map(({ contact, role }) => `${contact} ${role}`)
  return { id, ref: school.ref, registered: true, ...(entry && { entry }), contacts, warnings }
}

function whetherClosed({ status }: LookUpEntry): Told[] {
  return status === 'closed' ? [closed] : []
}

/** A school that stands already may be one that this import registered, before it broke off. */
async function warningsOf({ log }: RunTools, run: Run, id: string, entry: LookUpEntry | undefined): Promise<Told[]> {
  if (entry?.status !== 'closed') return []
  const { state: before } = await standingBefore(log, schoolDecider, `school#${id}`, run)
  return before.registered ? [] : [closed]
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const standing = known.get(key)
  if (standing !== undefined) return standing
  const made = make()
  known.set(key, made)
  return made
}

/** Why a row that names an unknown school cannot be taken, with what to do about it. */
export function unknownSchool(name: string): Told {
  const reason = urnOf(name)
    ? 'this school is neither registered nor in the look-up of the register; import a newer register (gias) or the school itself (schools) first'
    : 'this school is not registered; import it first (schools), or look whether the reference is written as urn:123456 or ref:CODE'
  return { column: 'school', reason }
}
