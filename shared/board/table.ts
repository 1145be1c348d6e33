/** The board's table as plain data: read by the adapter that fills it and by whatever makes it. */
import { type Index, indexes } from './board.ts'

/** The attributes that place a row in an index; a row without them is not in it. */
export function placeAttributes(index: Index): { readonly key: string; readonly sort: string } {
  return { key: `${index}Key`, sort: `${index}Sort` }
}

export const boardTable = {
  partitionKey: { name: 'stream', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  indexes: indexes.map((index) => ({
    name: index,
    partitionKey: { name: placeAttributes(index).key, type: 'S' } as const,
    sortKey: { name: placeAttributes(index).sort, type: 'S' } as const,
    projection: 'ALL' as const,
  })),
} as const
