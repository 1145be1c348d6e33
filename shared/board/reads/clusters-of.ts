/** The clusters somebody is the Ambassador of. */
import type { Board } from '../board.ts'
import { readClusters } from './lists.ts'

/** Their ids, however many pages the list has. It may be some moments late. */
export async function clustersOf(board: Board, staff: string): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await readClusters(board, { limit: 200, after })
    found.push(...page.items.flatMap(({ id, ambassador }) => (ambassador === staff ? id : [])))
    after = page.next
  } while (after !== undefined)
  return found
}
