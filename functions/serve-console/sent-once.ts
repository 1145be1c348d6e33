/**
 * A form that is sent twice, because a button was pressed twice or a page loaded again, is done once: the second is
 * answered as the first was. Each page holds a token of its own, so the same token with the same fields is the same form.
 */
import { createHash } from 'node:crypto'
import type { Reply } from '../../shared/replies/replies.ts'
import type { Sent } from './page.ts'
import type { ConsoleTools } from './tools.ts'
import { untilDone } from './until-done.ts'

/** One form as it was sent. */
export interface Sending {
  /** `staff#…` */
  readonly by: string
  /** Where it was sent to. */
  readonly action: string
  /** All that was filled in, and the token. */
  readonly fields: Sent
  readonly file: Uint8Array | undefined
}

/** What a form led to: a way on (303, with the address), or its own page again, which does nothing twice. */
export type Led = Reply

/**
 * Does what a form asks, unless the very same form was done within a day: then answers what that led to, waiting for it
 * while it is under way. What led back to the form is done again, as nothing came of it; so is what broke off, and the
 * rules look after that. Throws Fault, and what `run` throws.
 */
export async function sentOnce(tools: ConsoleTools, sending: Sending, run: () => Promise<Led>): Promise<Led> {
  const { by } = sending
  const key = keyOf(sending)
  const claim = () => tools.replies.claim(by, key, key, tools.newId(), tools.world().now)
  let standing = await claim()
  if (standing.state === 'new') {
    const led = await run()
    await tools.replies.answer(by, key, led)
    return led
  }
  await untilDone(tools, async () => {
    if (standing.state === 'unfinished') standing = await claim()
    return standing.state !== 'unfinished'
  })
  return standing.state === 'answered' && standing.reply.status === 303 ? standing.reply : run()
}

function keyOf({ action, fields, file }: Sending): string {
  const hash = createHash('sha256').update(JSON.stringify([action, Object.entries(fields)]))
  if (file) hash.update(file)
  return `form ${hash.digest('base64url')}`
}
