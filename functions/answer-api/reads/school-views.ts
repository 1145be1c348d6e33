/** What is shown of a school: from its card where there are many, from its stream, never late, where it is one. */
import type * as z from 'zod'
import type { OpenReview } from '../../../shared/board/reads/lists.ts'
import { clusterOn, schoolCards } from '../../../shared/board/reads/lists.ts'
import { type SchoolCard, schoolCard, schoolRows } from '../../../shared/board/rows/school.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import type { ApiTools } from '../tools.ts'
import { idOf, type openReviewShape, type schoolShape } from './shapes.ts'

/** A school's card made of its stream as it stands now. */
export function cardOf({ id, version, school }: FoundSchool): SchoolCard {
  const [card] = schoolRows({ stream: `school#${id}`, version, state: school })
  return schoolCard().parse(card?.data)
}

/** Schools by id, from the board; what it does not know yet is read from the log. */
export async function schoolsById(tools: ApiTools, ids: Iterable<string>): Promise<ReadonlyMap<string, SchoolCard>> {
  const wanted = [...new Set(ids)]
  const known = await schoolCards(tools.board, wanted)
  const missing = wanted.filter((id) => !known.has(id))
  const found = await Promise.all(missing.map((id) => findSchool(tools.log, id)))
  const late = found.flatMap((school) => (school ? [[school.id, cardOf(school)] as const] : []))
  return new Map([...known, ...late])
}

type SchoolView = z.infer<typeof schoolShape>

export function schoolView(card: SchoolCard, today: string): SchoolView {
  const { contacts: _, memberships, review, ...shown } = card
  const cluster = clusterOn({ memberships }, today)
  return { ...shown, review: review ? reviewView(review) : null, ...(cluster !== undefined && { cluster }) }
}

type ReviewView = NonNullable<SchoolView['review']>

export function reviewView({ kind, due, own, stage, visit, suspended }: NonNullable<SchoolCard['review']>): ReviewView {
  const assessor = visit?.assessor
  return {
    kind,
    due,
    stage: stage ?? null,
    booked: visit !== undefined,
    ...(visit && { visit: { on: visit.on, ...(assessor !== undefined && { assessor: idOf(assessor) }) } }),
    own,
    suspended,
  }
}

export function openReviewView({ school, review, state }: OpenReview): z.infer<typeof openReviewShape> {
  const { id, ref, name, nation, level } = school
  return { ...reviewView(review), state, school: ref, id, name, nation, level }
}
