// The fault switches: what goes wrong next, how often, and by which seed. They survive a restart.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { type Random, seededRandom } from './random.ts'
import { type Fault, type FaultKind, type FaultPlace, faultKinds, faultPlaces } from './types.ts'

export const faultSchema = z.object({
  on: z.enum(faultPlaces),
  do: z.enum(faultKinds),
  next: z.union([z.int().min(0), z.literal('all')]),
  seed: z.number().optional(),
  error: z.string().optional(),
})

/** The seeded numbers of a fault that was taken, and the AWS error it asks for by name. */
export interface Taken extends Random {
  readonly error: string | undefined
}

export interface FaultBook {
  set(fault: Fault): void
  clear(): void
  list(): Fault[]
  /** Does this go wrong that way? If so it counts as one of the next n, and the answer is the fault's seeded numbers. */
  take(on: FaultPlace, kind: FaultKind): Taken | undefined
  /** The numbers of such a fault if it stands, without counting. */
  peek(on: FaultPlace, kind: FaultKind): Random | undefined
  /** Counts one that was taken elsewhere. */
  spend(on: FaultPlace, kind: FaultKind): void
}

/** What a call can suffer, in the order they are tried. */
export const callFaults = ['error', 'drop', 'no-answer', 'delay'] as const
export type CallFault = (typeof callFaults)[number]

/** The first of `kinds` that stands for this place. */
export function takeCallFault(book: FaultBook, on: FaultPlace, kinds: readonly CallFault[]) {
  for (const kind of kinds) {
    const random = book.take(on, kind)
    if (random) return { kind, random }
  }
  return undefined
}

/** `file` keeps the switches; without it they last as long as the process. `onChange` is told of `set` and `clear`. */
export function createFaultBook(file?: string, onChange?: (faults: Fault[]) => void): FaultBook {
  const faults = new Map<string, { fault: Fault; random: Taken }>()
  const list = () => [...faults.values()].map((entry) => entry.fault)
  const keep = () => {
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(list()))
    renameSync(`${file}.new`, file)
  }
  const put = (fault: Fault, random: Taken = { ...seededRandom(fault.seed ?? 1), error: fault.error }) => {
    const name = `${fault.on} ${fault.do}`
    if (fault.next === 0) faults.delete(name)
    else faults.set(name, { fault, random })
  }
  const count = (on: FaultPlace, kind: FaultKind): Taken | undefined => {
    const entry = faults.get(`${on} ${kind}`)
    if (!entry) return undefined
    if (entry.fault.next !== 'all') {
      put({ ...entry.fault, next: entry.fault.next - 1 }, entry.random)
      keep()
    }
    return entry.random
  }
  for (const fault of file ? readFaults(file) : []) put(fault)
  return {
    set: (fault) => {
      put(fault)
      keep()
      onChange?.(list())
    },
    clear: () => {
      faults.clear()
      keep()
      onChange?.([])
    },
    list,
    take: count,
    peek: (on, kind) => faults.get(`${on} ${kind}`)?.random,
    spend: (on, kind) => {
      count(on, kind)
    },
  }
}

function readFaults(file: string): Fault[] {
  try {
    return z.array(faultSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
