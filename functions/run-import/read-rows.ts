/** Rows as their kind understands them: cells by name, blank ones left out, each problem with its column. */
import type * as z from 'zod'
import type { SourceRow } from '../../shared/deeds/import-files.ts'
import type { Read } from './groups.ts'
import type { Told } from './tools.ts'

/** Reads each row by a schema of its columns; all that does not fit in a row is said at once, and never what a cell holds. */
export function readRows<R extends object>(
  rows: readonly SourceRow[],
  columns: readonly string[],
  schema: z.ZodType<R>,
): Read<R & { readonly row: number }>[] {
  return rows.map(({ row, cells, wrong }) => {
    if (wrong) return { row, wrong }
    const named = columns.flatMap((column, n) => (cells[n] ? [[column, cells[n]] as const] : []))
    const parsed = schema.safeParse(Object.fromEntries(named), { error: messageOf })
    if (parsed.success) return { row, says: { ...parsed.data, row } }
    return { row, wrong: wrongOf(parsed.error) }
  })
}

/** The first problem with its column; further ones, each with its own, in the same reason. */
function wrongOf({ issues }: z.ZodError): Told {
  const [first = { column: '', reason: 'does not fit' }, ...further] = issues.map(({ path, message }) => ({
    column: path.map(String).join('.'),
    reason: message,
  }))
  const others = further.filter(
    ({ column }, n) => column !== first.column && further.findIndex((one) => one.column === column) === n,
  )
  return { ...first, reason: [first.reason, ...others.map(({ column, reason }) => `${column}: ${reason}`)].join('; ') }
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is needed'
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`
  return issue.code === 'too_big' ? `is too long: at most ${issue.maximum} characters` : undefined
}
