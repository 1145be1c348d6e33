/** Names for ids: of schools from the board, of people from the vault where the caller may see them; many at once. */

import { schoolCards } from '../../shared/board/reads/lists.ts'
import { type SchoolCard, schoolCard, schoolRows } from '../../shared/board/rows/school.ts'
import { maySeePeople } from '../../shared/deeds/callers.ts'
import type { FoundSchool } from '../../shared/deeds/schools.ts'
import { findSchool } from '../../shared/deeds/schools.ts'
import type { Caller } from './caller.ts'
import type { ConsoleTools } from './tools.ts'

/** `school#x` and `x` as `x`. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1)
}

/** A school's card made of its stream as it stands now, never late. */
export function cardOf({ id, version, school }: FoundSchool): SchoolCard {
  const [card] = schoolRows({ stream: `school#${id}`, version, state: school })
  return schoolCard().parse(card?.data)
}

export type Schools = ReadonlyMap<string, SchoolCard>

/** Schools by id (with or without `school#`); what the board does not know yet is read from the log. */
export async function schoolsNamed(tools: ConsoleTools, streams: Iterable<string | undefined>): Promise<Schools> {
  const ids = [...new Set([...streams].flatMap((stream) => (stream === undefined ? [] : idOf(stream))))]
  const known = await schoolCards(tools.board, ids)
  const late = await Promise.all(ids.filter((id) => !known.has(id)).map((id) => findSchool(tools.log, id)))
  return new Map([...known, ...late.flatMap((found) => (found ? [[found.id, cardOf(found)] as const] : []))])
}

/** Who did things (`by` of entries): members of staff by name. */
export async function whoDid(tools: ConsoleTools, bys: Iterable<string>): Promise<(by: string) => string> {
  const staff = [...new Set(bys)].filter((by) => by.startsWith('staff#'))
  const people = await tools.vault.people(staff, tools.world().now)
  return (by) => {
    if (by === 'system') return 'The system'
    if (by.startsWith('contact#')) return 'A contact'
    return people.get(by)?.name ?? 'A former member of staff'
  }
}

/** What stands where the name of somebody stood who was forgotten or erased. */
export const notKept = 'No longer kept'

/** An addressee and the school the letter is about. */
export interface Addressed {
  readonly to: string
  readonly school?: string | undefined
}

/** Names of addressees, by their stream; those the caller may not see are missing. */
export async function addresseesNamed(
  tools: ConsoleTools,
  caller: Caller,
  addressed: readonly Addressed[],
  schools: Schools,
): Promise<ReadonlyMap<string, string>> {
  const maySee = ({ to, school }: Addressed) =>
    to.startsWith('staff#') ||
    maySeePeople(caller, school === undefined ? undefined : schools.get(idOf(school)), tools.world().today)
  const streams = [...new Set(addressed.filter(maySee).map(({ to }) => to))]
  const people = await tools.vault.people(streams, tools.world().now)
  return new Map(streams.map((stream) => [stream, people.get(stream)?.name ?? notKept]))
}
