/**
 * Looks for stored mail that nobody told of, or whose reading broke off, and takes it up. One that cannot be taken up
 * stops no other. Most looks pass over what is older than two days; that of the morning run sees all there is.
 */
import { addMinutes, type Instant, londonTime, morningRunTime } from '../../events/kernel/day.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import { inboundPrefix, isMail, mailStreamOf } from '../../shared/deeds/mail-places.ts'
import { loadStream } from '../../shared/log/act.ts'
import { noFindings, receiveMail } from './receive.ts'
import type { ReceiveTools } from './tools.ts'

export interface LookTools extends ReceiveTools {
  /** The instant by the clock of whoever keeps the mail: what is younger than `untoldSeconds` may still be told of. */
  readonly storedNow: () => Instant
  readonly untoldSeconds: number
  /** Milliseconds until the function is ended. */
  readonly remaining: () => number
  /** Told of a mail that could not be taken up; the next look tries again. */
  readonly failed: (stream: string, thrown: unknown) => void
}

/** How far back most looks go, in minutes. */
const mostLooksGoBack = 2 * 24 * 60
/** What could not be opened for so long is filed unopened. */
const openedWithinMinutes = 60
/** What is begun must be done before the function is ended. */
const enough = 15_000

/** Takes up what was left; answers how many stored mails still wait, because they failed or no time was left. */
export async function lookForMail(tools: LookTools, at: Instant): Promise<number> {
  const now = tools.storedNow()
  const from = londonTime(at) === morningRunTime ? '' : addMinutes(now, -mostLooksGoBack)
  const young = addMinutes(now, -tools.untoldSeconds / 60)
  let left = 0
  for await (const { key, at: since } of tools.mail.list(inboundPrefix)) {
    if (!isMail(key) || since < from || since >= young) continue
    if (!(await isDone(tools, key)) && !(await takeUp(tools, key, since))) left += 1
  }
  return left
}

async function isDone({ log }: LookTools, kept: string): Promise<boolean> {
  const { state } = await loadStream(log, mailDecider, mailStreamOf(kept))
  return state.acted !== undefined
}

async function takeUp(tools: LookTools, kept: string, since: Instant): Promise<boolean> {
  if (tools.remaining() < enough) return false
  const { now } = tools.world()
  const cannotBeOpened = addMinutes(since, openedWithinMinutes) < tools.storedNow() && (await wasBegun(tools, kept))
  // Where a test clock runs, the store's own time may be later than the body's.
  const received = since < now ? since : now
  try {
    await receiveMail(tools, { kept, received, findings: noFindings, found: true, cannotBeOpened })
    return true
  } catch (thrown) {
    tools.failed(mailStreamOf(kept), thrown)
    return false
  }
}

/** Filed, and then something ended whoever opened it. */
async function wasBegun({ log }: LookTools, kept: string): Promise<boolean> {
  const { state } = await loadStream(log, mailDecider, mailStreamOf(kept))
  return state.filed !== undefined && state.read === undefined
}
