/** The vault's table as plain data: read by the adapter that fills it and by whatever makes it. It has no index and no stream. */

export const vaultTable = {
  /** `person#<who>`, `note#<id>`, `address#<kind>#<keyed hash>`, `suppress#<keyed hash>`, `hash-key#<version>` */
  partitionKey: { name: 'entry', type: 'S' },
  indexes: [],
} as const

/**
 * Days back to which DynamoDB can restore a table (point-in-time recovery, at most 35): as long, what was removed from one
 * lies in a copy that nobody can read but by restoring it.
 */
export const recoveryDays = 35
