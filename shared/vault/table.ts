/** The vault's table as plain data: read by the adapter that fills it and by whatever makes it. It has no index and no stream. */

export const vaultTable = {
  /** `person#<who>`, `note#<id>`, `address#<kind>#<keyed hash>`, `suppress#<keyed hash>`, `hash-key#<version>` */
  partitionKey: { name: 'entry', type: 'S' },
  indexes: [],
} as const
