/** The replies' table as plain data: read by the adapter that fills it and by whatever makes it. */

export const repliesTable = {
  /** Hash of caller and key: what a caller types as a key is not kept. */
  partitionKey: { name: 'claim', type: 'S' },
  indexes: [],
  /** Seconds since 1970 after which an item may be swept away; reads do not wait for the sweeper. */
  timeToLive: 'expires',
} as const
