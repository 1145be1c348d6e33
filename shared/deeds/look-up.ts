/**
 * The register of schools as a look-up: 50,000 entries that are no schools here until someone names one. Kept in the
 * files, one for each first three digits of the URN (at most 1,000 entries, about 250 KB), so that an entry is found by
 * one read that is never behind, and a whole import is some sixty writes.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { nation } from '../../events/kernel/words.ts'
import type { RegisterEntry, SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Files } from '../files/files.ts'
import { type ActTools, act, type Doing } from '../log/act.ts'
import { type FoundSchool, findSchool, schoolIdOf } from './schools.ts'

const entry = once(() =>
  z.strictObject({
    name: z.string(),
    nation: nation(),
    pupils: z.int().optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    phone: z.string().optional(),
    website: z.string().optional(),
    group: z.string().optional(),
    status: z.enum(['open', 'proposed', 'closed', 'unknown']),
    /** The import that last said something new of it. */
    import: z.string(),
  }),
)
export type LookUpEntry = z.infer<ReturnType<typeof entry>>

const shard = once(() => z.record(z.string(), entry()))
export type Shard = Readonly<Record<string, LookUpEntry>>

/** `100221` → `100`: the part of the look-up a URN stands in. */
export function shardOf(urn: string): string {
  return urn.slice(0, 3)
}

const shardKey = (name: string) => `register/${name}.json`

/** A part of the look-up, by URN; empty when there is none. */
export async function readShard(files: Files, name: string): Promise<Shard> {
  const bytes = await files.get(shardKey(name))
  return bytes ? shard().parse(JSON.parse(new TextDecoder().decode(bytes))) : {}
}

export async function keepShard(files: Files, name: string, entries: Shard): Promise<void> {
  await files.put(shardKey(name), JSON.stringify(entries), 'application/json')
}

/** The URN of a reference `urn:123456`; undefined for any other. */
export function urnOf(ref: string): string | undefined {
  return /^urn:(\d{6})$/.exec(ref)?.[1]
}

/** The look-up's entry of a reference; undefined when the register does not hold it. */
export async function lookUp(files: Files, ref: string): Promise<LookUpEntry | undefined> {
  const urn = urnOf(ref)
  return urn === undefined ? undefined : (await readShard(files, shardOf(urn)))[urn]
}

/** What of an entry goes into a school's own. */
export function registerEntryOf({
  status: _,
  import: __,
  ...of
}: LookUpEntry): RegisterEntry & Pick<LookUpEntry, 'name' | 'nation'> {
  return of
}

/** The command that registers the school of an entry. */
export function registerCommand(ref: string, found: LookUpEntry): Extract<SchoolCommand, { do: 'register-school' }> {
  return { do: 'register-school', ref, ...registerEntryOf(found) }
}

/**
 * The school of a reference or id; one the register alone holds is registered first, as whoever named it (`doing`).
 * Undefined when neither knows it. Two who name it at once register it once.
 */
export async function findOrRegister(
  tools: ActTools & { readonly files: Files },
  name: string,
  doing: Doing,
): Promise<FoundSchool | undefined> {
  const found = await findSchool(tools.log, name)
  if (found) return found
  const known = await lookUp(tools.files, name)
  if (!known) return undefined
  const { by, because, trace } = doing
  await act(tools, schoolDecider, `school#${schoolIdOf(name)}`, registerCommand(name, known), { by, because, trace })
  return findSchool(tools.log, name)
}
