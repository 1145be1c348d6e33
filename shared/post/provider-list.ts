/** The mail provider's own list of addresses it does not write to: the account's, which our letters pass by. */
export interface ProviderList {
  /**
   * Promises that the list does not hold an address; not having been there is as good. A failure is a Fault, which does
   * not name the address.
   */
  forget(email: string): Promise<void>
}
