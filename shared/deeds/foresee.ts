/** What a change of settings or calendar would move, school by school: read strongly, so that nothing is shown that is not so. */
import type { World } from '../../events/kernel/decider.ts'
import type { Nation } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { type Move, movesIf } from '../../events/school/foresee.ts'
import type { Board } from '../board/board.ts'
import { readReviews } from '../board/reads/lists.ts'
import type { Ask, Page } from '../board/reads/page.ts'
import { type ActTools, loadStream } from '../log/act.ts'

export interface Foreseen {
  /** The school's id. */
  readonly id: string
  readonly ref: string
  readonly name: string
  readonly nation: Nation
  readonly moves: readonly Move[]
}

/** Schools of a page of open reviews for which something would move; a page may come short and still have a `next`. */
export async function foresee(
  tools: ActTools & { readonly board: Board },
  then: Pick<World, 'calendar' | 'settings'>,
  nation: Nation | undefined,
  ask: Ask,
): Promise<Page<Foreseen>> {
  const now = tools.world()
  const { items, next } = await readReviews(tools.board, { today: now.today }, ask)
  const touched = items.filter(({ school }) => nation === undefined || school.nation === nation)
  const foreseen = await Promise.all(
    touched.map(async ({ school: { id, ref, name, nation: of } }) => {
      const { state } = await loadStream(tools.log, schoolDecider, `school#${id}`)
      return { id, ref, name, nation: of, moves: movesIf(state, now, then) }
    }),
  )
  return { items: foreseen.filter(({ moves }) => moves.length > 0), ...(next !== undefined && { next }) }
}
