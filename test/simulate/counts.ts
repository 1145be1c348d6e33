/** What occurred how often: over many runs nothing that can occur may never have. */

export const kinds = ['events', 'refusals', 'steps', 'deliveries', 'answers'] as const
export type Kind = (typeof kinds)[number]
export type Counts = Readonly<Record<Kind, Map<string, number>>>

export function emptyCounts(): Counts {
  return { events: new Map(), refusals: new Map(), steps: new Map(), deliveries: new Map(), answers: new Map() }
}

/** Adds one run's counts to a sum. */
export function addCounts(sum: Counts, counts: Counts): void {
  for (const kind of kinds) for (const [what, times] of counts[kind]) sum[kind].set(what, (sum[kind].get(what) ?? 0) + times)
}
