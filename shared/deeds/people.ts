/**
 * The words the vault keeps of somebody. An entry waits under its mark for the event that names it; where the log holds
 * that event, the mark counts for nothing, however long nobody lifted it: nobody is taken for erased because of an outage.
 */
import { type Person, whateverMark } from '../vault/vault.ts'
import type { DeedTools } from './tools.ts'

type PeopleTools = Pick<DeedTools, 'log' | 'vault' | 'world'>

/** The person of a stream; undefined when the vault holds none, or holds one that no fact names and whose mark is past. */
export async function personOf({ log, vault, world }: PeopleTools, who: string): Promise<Person | undefined> {
  const person = await vault.person(who, world().now)
  if (person) return person
  const unlifted = await vault.person(who, whateverMark)
  return unlifted && (await log.head(who)) ? unlifted : undefined
}
