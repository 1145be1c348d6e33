/**
 * Looks on while mails come in. Whoever asked by mail to stop stands on the suppression list when that mail is done with;
 * from then on nothing goes there, until they have consented anew.
 */
import * as z from 'zod'
import { kindOfStream } from '../../events/deciders.ts'
import type { ConsentPurpose } from '../../events/kernel/words.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import type { SimulatedMail } from './mails.ts'

export interface MailWatch {
  commit(body: CommitBody): void
  came(mail: SimulatedMail): void
  left(envelope: Envelope): void
  /** An address left the suppression list. */
  released(purpose: ConsentPurpose, email: string): void
  /** Where answers to the latest letter to an address go. */
  replyTo(email: string): string | undefined
  readonly mails: readonly SimulatedMail[]
}

export interface Seen {
  readonly isSuppressed: (purpose: ConsentPurpose, email: string) => boolean
  /** Something speaks against letters from now on, or no more. */
  readonly set: (what: string, speaksAgainst: boolean) => void
  readonly problem: (says: string) => void
}

/** What speaks against a letter once its addressee asked by mail to stop. */
export function stoppedByMail(purpose: string, email: string): string {
  return `stopped by mail: ${purpose} ${foldAddress(email)}`
}

export function watchMails({ isSuppressed, set, problem }: Seen): MailWatch {
  const mails = new Map<string, SimulatedMail>()
  const replyTos = new Map<string, string>()
  /** When what was last recorded: a mail as filed, a consent given, a contact who is no longer where they were. */
  const lately = new Map<string, number>()
  /** What was stopped by mail, and when. */
  const stopped = new Map<string, number>()
  let order = 0

  const since = (what: string) => lately.get(what) ?? 0

  const ofState: Readonly<Record<string, (body: CommitBody) => void>> = {
    contact({ stream, events }) {
      for (const { type, data } of events) {
        if (type === 'ConsentGiven') lately.set(`given ${data.purpose}`, order)
        if (leaves.has(type)) lately.set(`moved ${stream}`, order)
      }
    },
    mail({ stream, state, events }) {
      for (const { type } of events) {
        if (type === 'MailFiled') lately.set(stream, order)
        if (type === 'MailActedUpon') acted(stream, mailState.parse(state).read)
      }
    },
  }

  /** Who is known by a sign wrote from elsewhere; who moved meanwhile is on the list with another address. */
  const acted = (stream: string, read: MailRead | undefined) => {
    const { from } = mails.get(stream) ?? {}
    if (!read || from === undefined || read.bySign || since(`moved ${read.contact}`) > since(stream)) return
    for (const purpose of purposesIn(read)) stop(stream, purpose, from)
  }

  const stop = (stream: string, purpose: ConsentPurpose, from: string) => {
    const what = stoppedByMail(purpose, from)
    if (isSuppressed(purpose, from)) {
      stopped.set(what, order)
      set(what, true)
    } else if (since(`given ${purpose}`) < since(stream))
      problem(`${stream} asked to stop and is done with, and its sender is not on the suppression list`)
  }

  return {
    commit(body) {
      order += 1
      ofState[kindOfStream(body.stream)]?.(body)
    },
    came: (mail) => void mails.set(mail.stream, mail),
    left({ to, replyTo }) {
      if (replyTo !== undefined) replyTos.set(foldAddress(to), replyTo)
    },
    released(purpose, email) {
      const what = stoppedByMail(purpose, email)
      const from = stopped.get(what)
      if (from === undefined) return
      if (since(`given ${purpose}`) < from) problem('whoever withdrew by mail left the suppression list unasked')
      stopped.delete(what)
      set(what, false)
    },
    replyTo: (email) => replyTos.get(foldAddress(email)),
    get mails() {
      return [...mails.values()]
    },
  }
}

/** By these a contact is not, or no more, where a mail of theirs came from. */
const leaves: ReadonlySet<string> = new Set([
  'ContactChanged',
  'ContactHandedOver',
  'ContactsMerged',
  'ContactForgotten',
])

const mailState = z.object({
  read: z
    .object({ deeds: z.array(z.string()), contact: z.string().optional(), bySign: z.literal(true).optional() })
    .optional(),
})
type MailRead = NonNullable<z.infer<typeof mailState>['read']>

function purposesIn({ deeds }: MailRead): ConsentPurpose[] {
  return (['service', 'news'] as const).filter((purpose) =>
    deeds.some((deed) => deed === `withdraw-${purpose}` || deed === `suppress-${purpose}`),
  )
}
