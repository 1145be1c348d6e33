/** Sums over what was used: added, taken away, shared out. Every field counts, whatever fields there come to be. */
import type { Kept, Use } from './measured.ts'

type Functions = Use['functions']

/** Nothing used. */
export const noUse: Use = {
  functions: {},
  readUnits: 0,
  writeUnits: 0,
  messages: 0,
  queueCalls: 0,
  busEvents: 0,
  letters: 0,
  letterBytes: 0,
  filePuts: 0,
  fileGets: 0,
  fileBytes: 0,
  logBytes: 0,
  requests: 0,
  answerBytes: 0,
}

/** `a` and `times` as often `b`; below nothing there is nothing. */
export function plus(a: Use, b: Use, times = 1): Use {
  const sum = (x: number, y: number) => Math.max(0, x + times * y)
  return {
    functions: addFunctions(a.functions, b.functions, sum),
    readUnits: sum(a.readUnits, b.readUnits),
    writeUnits: sum(a.writeUnits, b.writeUnits),
    messages: sum(a.messages, b.messages),
    queueCalls: sum(a.queueCalls, b.queueCalls),
    busEvents: sum(a.busEvents, b.busEvents),
    letters: sum(a.letters, b.letters),
    letterBytes: sum(a.letterBytes, b.letterBytes),
    filePuts: sum(a.filePuts, b.filePuts),
    fileGets: sum(a.fileGets, b.fileGets),
    fileBytes: sum(a.fileBytes, b.fileBytes),
    logBytes: sum(a.logBytes, b.logBytes),
    requests: sum(a.requests, b.requests),
    answerBytes: sum(a.answerBytes, b.answerBytes),
  }
}

/** So many times the same. */
export function times(use: Use, n: number): Use {
  return plus(noUse, use, n)
}

function addFunctions(a: Functions, b: Functions, sum: (x: number, y: number) => number): Functions {
  const none = { calls: 0, milliseconds: 0 }
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted()
  const summed = names.map((name) => {
    const [x, y] = [a[name] ?? none, b[name] ?? none]
    return [name, { calls: sum(x.calls, y.calls), milliseconds: sum(x.milliseconds, y.milliseconds) }] as const
  })
  return Object.fromEntries(summed.filter(([, { calls }]) => calls > 0))
}

/** `a` and `times` as often `b`, of what is kept. */
export function plusKept(a: Kept, b: Kept, times = 1): Kept {
  const sum = (x: number, y: number) => Math.max(0, x + times * y)
  return { log: sum(a.log, b.log), board: sum(a.board, b.board), vault: sum(a.vault, b.vault) }
}
