/** Tools of which one call dies before it does anything: for what is broken off and done again. */
import type { FilingTools } from '../../../functions/file-dead-letters/file.ts'

/** `log.append 2` is the second append; the rest are met at their first call. */
export function die(tools: FilingTools, where: string): FilingTools {
  const [what, nth = '1'] = where.split(' ')
  let left = Number(nth)
  const met = (name: string) => {
    if (name !== what) return
    left -= 1
    if (left === 0) throw new Error('died')
  }
  return {
    ...tools,
    files: {
      ...tools.files,
      put: async (...args) => {
        met('files.put')
        return tools.files.put(...args)
      },
    },
    log: {
      ...tools.log,
      append: async (body) => {
        met('log.append')
        return tools.log.append(body)
      },
    },
    deadLetters: {
      ...tools.deadLetters,
      remove: async (...args) => {
        met('dead.remove')
        return tools.deadLetters.remove(...args)
      },
    },
  }
}
