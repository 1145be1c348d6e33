/**
 * Items of the first page's lists and the schools they concern: an item that names a person and no school concerns the
 * schools this person serves. A filter keeps what concerns its schools, and counts what it leaves out for having none.
 */
import type { Day } from '../../events/kernel/day.ts'
import type { Nation } from '../../events/kernel/words.ts'
import { fold } from '../../shared/board/lists.ts'
import { clusterOn, contactCards, schoolCards } from '../../shared/board/reads/lists.ts'
import type { SchoolCard } from '../../shared/board/rows/school.ts'
import type { ConsoleTools } from './tools.ts'

export interface TodayFilters {
  readonly cluster?: string | undefined
  /** `staff#…` */
  readonly assessor?: string | undefined
  readonly nation?: Nation | undefined
  /** A part of the group's name. */
  readonly group?: string | undefined
}

export interface Item {
  /** The ids of the schools it concerns; none for what concerns none, or a person whose schools were not looked up yet. */
  readonly schools: readonly string[]
  /** The person it is about (`contact#…`), where no school is named. */
  readonly contact?: string | undefined
  /** The cluster it is about (its id), where no school is named. */
  readonly cluster?: { readonly id: string; readonly name: string } | undefined
  /** The mail it is (`mail#…`). */
  readonly mail?: string
  readonly day: Day | undefined
  /** Its day has passed, and it should be done by now. */
  readonly late?: boolean
  /** A sentence without its full stop. */
  readonly what: string
  readonly href: string
}

export interface Listed {
  readonly items: readonly Item[]
  /** There is more than was read. */
  readonly more: boolean
}

export interface Kept {
  readonly items: readonly Item[]
  /** How many were left out because no school is known for them. */
  readonly leftOut: number
}

/** A school's id as a list of items has it. */
export function ofSchool(school: string | undefined): string[] {
  return school === undefined ? [] : [school]
}

/** Whether a school is meant by all filters that are set. */
export function fitsFilters(card: SchoolCard, filters: TodayFilters, today: Day): boolean {
  const { cluster, assessor, nation, group } = filters
  return (
    (nation === undefined || card.nation === nation) &&
    (cluster === undefined || clusterOn(card, today) === cluster) &&
    (assessor === undefined || card.review?.visit?.assessor === assessor) &&
    (group === undefined || fold(card.group ?? '').includes(fold(group)))
  )
}

function isSet(filters: TodayFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}

/** The items with the schools of the people they are about. */
export async function withSchools({ board }: ConsoleTools, items: readonly Item[]): Promise<Item[]> {
  const wanting = items.flatMap(({ schools, contact }) => (schools.length === 0 ? (contact ?? []) : []))
  if (wanting.length === 0) return [...items]
  const cards = await contactCards(board, wanting)
  return items.map((item) => {
    const served = cards.get(item.contact ?? '')?.schools.map(({ school }) => school) ?? []
    return item.schools.length > 0 ? item : { ...item, schools: [...new Set(served)] }
  })
}

/** Keeps what concerns the schools the filters mean; everything while none is set. */
export async function keepOf(tools: ConsoleTools, filters: TodayFilters, items: readonly Item[]): Promise<Kept> {
  if (!isSet(filters)) return { items, leftOut: 0 }
  const known = await withSchools(tools, items)
  const cards = await schoolCards(
    tools.board,
    known.flatMap(({ schools }) => schools),
  )
  const { today } = tools.world()
  const fits = (school: string) => {
    const card = cards.get(school)
    return card !== undefined && fitsFilters(card, filters, today)
  }
  const kept = known.filter((item) => item.schools.some(fits) || fitsWhole(item, filters))
  const leftOut = known.filter((item) => item.schools.length === 0 && !kept.includes(item) && !isOfOther(item, filters))
  return { items: kept, leftOut: leftOut.length }
}

/** Of a cluster as a whole it is known that it concerns this cluster, and no more. */
function fitsWhole(item: Item, { cluster, ...others }: TodayFilters): boolean {
  return item.schools.length === 0 && item.cluster !== undefined && item.cluster.id === cluster && !isSet(others)
}

/** It is about another cluster than the one that is meant. */
function isOfOther(item: Item, { cluster }: TodayFilters): boolean {
  return item.cluster !== undefined && cluster !== undefined && item.cluster.id !== cluster
}

/** What a filter left out, as a sentence; undefined for nothing. */
export function sayLeftOut(leftOut: number): string | undefined {
  if (leftOut === 0) return undefined
  return leftOut === 1 ? '1 that concerns no school is left out.' : `${leftOut} that concern no school are left out.`
}
