/**
 * In a bundle this stands in place of the store in which the table's client keeps endpoints it has found by asking for
 * them, 7 KB. It asks only where endpoint discovery is switched on, which it never is here. Used after all, it throws an
 * error with a name.
 */

class FoundEndpointsLeftOut extends Error {
  override readonly name = 'FoundEndpointsLeftOut'
  constructor() {
    super('this bundle holds no store of found endpoints: see infra/aws/lean.ts')
  }
}

const leftOut = () => {
  throw new FoundEndpointsLeftOut()
}

/** By the package's own form: made with each client of the table. */
export default class FoundEndpoints {
  readonly has = leftOut
  readonly get = leftOut
  readonly peek = leftOut
  readonly set = leftOut
  readonly clear = leftOut
}
