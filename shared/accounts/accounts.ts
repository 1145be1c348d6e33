/**
 * Accounts at the provider of sign-in: what lets a member of staff in to the pages. An account has the username that is
 * the member's id in the log; the provider keeps the address with it, to invite and to sign in by.
 */
export interface Accounts {
  /** Opens an account and has its holder invited; nothing happens where there is one. Throws a Fault when it cannot. */
  open(username: string, email: string): Promise<void>
  /**
   * Has the holder invited again, with a fresh password for the first time, and opens the account if there is none;
   * nothing happens for one who has signed in already.
   */
  invite(username: string, email: string): Promise<void>
  /** Takes an account away with all the provider keeps of its holder; nothing happens where there is none. */
  close(username: string): Promise<void>
}
