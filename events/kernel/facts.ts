/**
 * How a concept says its events: name, version, data and the sentence an administrator reads. Types of facts come from
 * these definitions, so that an event and its schema cannot drift apart.
 */
import type * as z from 'zod'
import { once } from './once.ts'

export interface FactDefinition<T extends z.ZodObject = z.ZodObject> {
  /** Version of the data's form; one kept example of each version must always parse. */
  readonly v: number
  readonly data: T
  /** The sentence without the name of what it happened to, for the log page: `a review fell due`. */
  readonly sentence: (data: z.infer<T>) => string
}

/** The union of facts of a table of definitions. */
export type FactOf<D> = {
  [K in keyof D & string]: D[K] extends { data: infer T extends z.ZodObject }
    ? { readonly type: K; readonly data: z.infer<T> }
    : never
}[keyof D & string]

/**
 * One event's definition; infers the data's type for the sentence. The schema is made when it is first asked for: to make
 * all of them took a third of a function's start, and each function meets only a few events.
 */
export function fact<T extends z.ZodObject>(
  v: number,
  makeData: () => T,
  sentence: (data: z.infer<T>) => string,
): FactDefinition<T> {
  const data = once(makeData)
  return {
    v,
    get data() {
      return data()
    },
    sentence,
  }
}
