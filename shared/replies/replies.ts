/**
 * Replies: what was answered to a command sent with an `Idempotency-Key`, kept 24 hours, refusals too. The same key and
 * body gets the same answer and does nothing twice; the same key with another body is refused.
 */

/** How long an answer is kept, in seconds: 24 hours. */
export const keptSeconds = 24 * 60 * 60

export interface Reply {
  readonly status: number
  readonly body: string
}

export type Claimed =
  | { readonly state: 'new'; readonly commitId: string }
  /** Claimed before but not answered: run again with the same commit id, which then meets its own commit. */
  | {
      readonly state: 'unfinished'
      readonly commitId: string
      readonly tries: readonly { stream: string; version: number }[]
    }
  | { readonly state: 'answered'; readonly reply: Reply }
  | { readonly state: 'other-body' }

export interface Replies {
  /**
   * Claims a key of one caller for a body, known by its hash; `commitId` is used when the key is new. A
   * claim that stands under this very `commitId` is one's own, its answer lost on the way: `new`.
   */
  claim(caller: string, key: string, bodyHash: string, commitId: string, now: string): Promise<Claimed>
  /** Notes where a commit is about to be written, before it is. */
  note(caller: string, key: string, stream: string, version: number): Promise<void>
  /** Keeps what was answered. A Fault when the key was not claimed. */
  answer(caller: string, key: string, reply: Reply): Promise<void>
}
