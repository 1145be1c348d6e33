/** The log's table as plain data: read by the adapter that fills it and by whatever makes it. */

export const logTable = {
  partitionKey: { name: 'stream', type: 'S' },
  sortKey: { name: 'version', type: 'N' },
  indexes: [
    {
      name: 'feed',
      /** `<London day of recording>#<shard>` */
      partitionKey: { name: 'feed', type: 'S' },
      /** `<instant> <stream> <version>`: the instant made unique. */
      sortKey: { name: 'at', type: 'S' },
      /** A hint of what was written when; the commit itself is read from the table. */
      projection: 'KEYS_ONLY',
    },
  ],
  /** What a record of its stream carries. */
  stream: 'NEW_IMAGE',
} as const

/** The attribute that holds a commit's exact bytes. */
export const bodyAttribute = 'body'

/** Over how many partitions of the index a day's commits are spread, so that none grows hot. Never changed: old commits stay where they are. */
export const feedShards = 4
