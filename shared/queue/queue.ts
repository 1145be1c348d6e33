/** A queue of work for one function: messages are kept until the function has done them. At least once, in no order. */
export interface Queue {
  /** Sends messages (each at most 256 KB as JSON), all or a throw; `delaySeconds` at most 900. */
  send(messages: readonly object[], delaySeconds?: number): Promise<void>
}
