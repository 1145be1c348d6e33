/** The clusters somebody is the Ambassador of. */
import type { Board } from '../board.ts'
import type { ClusterCard } from '../rows/cluster.ts'
import { readClusters } from './lists.ts'

/** All clusters by their Ambassador (`staff#<id>`), however many pages the list has. It may be some moments late. */
export async function clustersByAmbassador(board: Board): Promise<ReadonlyMap<string, readonly ClusterCard[]>> {
  const found: ClusterCard[] = []
  let after: string | undefined
  do {
    const page = await readClusters(board, { limit: 200, after })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return Map.groupBy(found, ({ ambassador }) => ambassador)
}

/** The ids of those somebody is the Ambassador of. */
export async function clustersOf(board: Board, staff: string): Promise<string[]> {
  return ((await clustersByAmbassador(board)).get(staff) ?? []).map(({ id }) => id)
}
