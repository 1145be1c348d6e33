/**
 * Makes a thing when it is first asked for, and then always answers the same. For schemas: to make one costs some 20 µs,
 * which a function pays at every start, whether it reads by that schema or not.
 */
/* @__NO_SIDE_EFFECTS__ */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}
