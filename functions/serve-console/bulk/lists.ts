/** The lists from which several things can be chosen, and all that the filters of one find, up to a bound. */
export type BulkList = 'schools' | 'reviews' | 'tasks'

export const bulkLists = {
  schools: { of: 'schools', path: '/schools', name: 'Schools', one: 'school', many: 'schools' },
  reviews: { of: 'schools', path: '/reviews', name: 'Reviews', one: 'school', many: 'schools' },
  tasks: { of: 'tasks', path: '/tasks', name: 'Tasks', one: 'task', many: 'tasks' },
} as const

/** The most that is done in one go: as many as one can look through before they are done. */
export const mostRows = 200

export function isBulkList(name: string): name is BulkList {
  return Object.hasOwn(bulkLists, name)
}

/** `1 school`, `12 schools`. */
export function countOf(list: BulkList, n: number): string {
  const { one, many } = bulkLists[list]
  return n === 1 ? `1 ${one}` : `${n.toLocaleString('en-GB')} ${many}`
}
