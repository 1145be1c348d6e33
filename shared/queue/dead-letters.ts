/** What functions could not do in several tries, as the queues set it aside; and the way back for it. */

export interface DeadMessage {
  /** The same whenever the message is looked at. */
  readonly id: string
  readonly body: string
  /** The queue it failed on; undefined when it came from none. */
  readonly queue?: string | undefined
  readonly tries?: number | undefined
  /** The instant it was first sent. */
  readonly first?: string | undefined
  /** What takes it away. */
  readonly receipt: string
}

export interface DeadLetters {
  /** The functions whose dead letters are kept here. */
  readonly verbs: readonly string[]
  /** Some of a function's dead letters, at most ten; they stay until they are removed, and may be given again. */
  some(verb: string): Promise<DeadMessage[]>
  remove(verb: string, receipt: string): Promise<void>
  /** The queue that hears a function's events; undefined for one that hears none. */
  eventsQueueOf(verb: string): string | undefined
  /** Puts a message on a queue again, as it was. */
  putBack(queue: string, body: string): Promise<void>
}
