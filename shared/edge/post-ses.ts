/** The post of this environment, and how it is paced. */
import type { MailPost, Post } from '../post/post.ts'
import { openPost, postClient } from '../post/post-ses.ts'
import { mayHave, numberOr } from './env.ts'

export function postHere(): Post & MailPost {
  return openPost(postClient(), mayHave('SES_CONFIGURATION_SET', '') || undefined)
}

/** Letters keep to this part of the account's rate, so that what people send by hand still goes. */
const share = 0.8

/** Waits so that this process keeps its part of the account's rate: `SEND_RATE` letters a second, shared by `SENDERS` processes. */
export function pacer(): () => Promise<void> {
  const gap = (1000 * numberOr('SENDERS', 2)) / (numberOr('SEND_RATE', 14) * share)
  let next = 0
  return async () => {
    const now = performance.now()
    const turn = Math.max(now, next)
    next = turn + gap
    if (turn > now) await new Promise((resolve) => setTimeout(resolve, turn - now))
  }
}
