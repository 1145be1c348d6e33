/** Rows as their kind understands them: cells by name, blank ones left out, each problem with its column. */
import type * as z from 'zod'
import type { SourceRow } from '../../shared/deeds/import-files.ts'
import type { Read } from './groups.ts'

/** Reads each row by a schema of its columns; the first problem of a row is said, and never what the cell holds. */
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
    const [issue] = parsed.error.issues
    return { row, wrong: { column: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? 'does not fit' } }
  })
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is needed'
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`
  return issue.code === 'too_big' ? `is too long: at most ${issue.maximum} characters` : undefined
}
