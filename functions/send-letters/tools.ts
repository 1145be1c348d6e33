/** What sending needs beside the log and the vault. */
import type { Clock } from '../../shared/clock/clock.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { Post } from '../../shared/post/post.ts'
import type { Queue } from '../../shared/queue/queue.ts'

export interface SendTools extends DeedTools {
  readonly post: Post
  readonly clock: Pick<Clock, 'monotonic'>
  /** The queue of letters to try later. */
  readonly later: Queue
  /** Waits for this letter's turn, so that the provider's rate is kept. */
  readonly waitForTurn: () => Promise<void>
  /** Told when the provider takes no letter at all until a person acts. */
  readonly allStopped: () => void
  /** Where the body's pages are found from outside: links in letters begin with it. */
  readonly publicUrl: () => string
  /** The address letters come from. */
  readonly sender: string
  /** Where answers to letters come in: a domain of the system's own; undefined while no mail comes in there. */
  readonly replyDomain: string | undefined
  /** How long the provider may stay silent about an interrupted try before it is taken up again, in seconds. */
  readonly silenceSeconds: number
}
