/** Those the list of staff shows as admins. */
import type { Board } from '../board.ts'
import { readStaff } from './lists.ts'

/** Their streams, however many pages the list has. It may be some moments late. */
export async function adminsShown(board: Board): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await readStaff(board, { limit: 200, after })
    found.push(...page.items.flatMap(({ id, role }) => (role === 'admin' ? `staff#${id}` : [])))
    after = page.next
  } while (after !== undefined)
  return found
}
