/** Which Flagships would stand otherwise if other settings or another calendar held; read strongly, school by school. */
import type { World } from '../../events/kernel/decider.ts'
import type { Nation } from '../../events/kernel/words.ts'
import { type StandingMove, standingMoveIf } from '../../events/school/clearing.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Board } from '../board/board.ts'
import { readSchools } from '../board/reads/lists.ts'
import { type ActTools, loadStream } from '../log/act.ts'

export interface ForeseenStanding extends StandingMove {
  /** The school's id. */
  readonly id: string
  readonly name: string
}

/** More Flagships than any body has. */
const most = 5000

/** All Flagships, of a nation or of all, whose standing would change; by name, those in good standing now first. */
export async function foreseeStandings(
  tools: ActTools & { readonly board: Board },
  then: Pick<World, 'calendar' | 'settings'>,
  nation: Nation | undefined,
): Promise<ForeseenStanding[]> {
  const ids = await flagships(tools.board, nation)
  const foreseen = await Promise.all(
    ids.map(async (id) => {
      const { state } = await loadStream(tools.log, schoolDecider, `school#${id}`)
      const move = standingMoveIf(state, tools.world(), then)
      return move ? [{ id, name: state.name, ...move }] : []
    }),
  )
  return foreseen.flat()
}

async function flagships(board: Board, nation: Nation | undefined): Promise<string[]> {
  const ids: string[] = []
  for (const standing of ['good', 'at-risk'] as const) {
    let after: string | undefined
    do {
      const page = await readSchools(board, { standing, nation }, { limit: 200, after })
      ids.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after !== undefined && ids.length < most)
  }
  return ids
}
