/** Which body a deploy is for, read once from the context it is given; a wrong word stops the deploy with a sentence. */
import * as z from 'zod'

const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,15}$/, 'a stage is 2 to 16 small letters, digits and hyphens')
  .refine((name) => name !== 'local', 'the stage `local` is one machine’s: it is started, never deployed')

const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a domain in small letters, such as letters.body.example')

const loopback = z.string().regex(/^https?:\/\/(127\.0\.0\.1|localhost):\d+$/, 'an emulator is on this machine')

const context = z.object({
  stage: stageName,
  mailDomain: domain.optional(),
  inboundDomain: domain.optional(),
  answers: z.enum(['come-in'], 'say `answers=come-in` once mail to the domain comes in, or leave it out').optional(),
  sendRate: z.coerce.number().positive().default(14),
  publicUrl: z.url().optional(),
  runbook: z.string().default('docs/runbook.md'),
  emulator: loopback.optional(),
})

/**
 * What differs between one deployed body and another.
 * - `name`: `production` is guarded against deletion; only it and `emulator` may have sending `on`.
 * - `mailDomain`: the subdomain letters come from; the body proves it to the mail provider once.
 * - `inboundDomain`: the subdomain mail comes in at; where letters come from, unless said otherwise.
 * - `replyDomain`: where answers to letters go, each to an address of its letter's own; none until somebody said, by
 *   `answers=come-in`, that mail to `inboundDomain` comes in: else answers would be lost.
 * - `sendRate`: letters a second the account may send, as its page at the provider says.
 * - `publicUrl`: the address people see, where it is not the API's own.
 * - `runbook`: where the page for the person woken at night is read; alarms link a heading of it.
 * - `emulator`: the address of a local emulator; the stage `emulator`, and no other, has one. Every function there is
 *   told to find all services at it, so that a body deployed as `emulator` by mistake can reach no real mail provider.
 */
export type Stage = {
  readonly name: string
  readonly mailDomain: string
  readonly inboundDomain: string
  readonly replyDomain: string | undefined
  readonly sendRate: number
  readonly publicUrl?: string | undefined
  readonly runbook: string
  readonly emulator: string | undefined
  readonly guarded: boolean
}

/** Reads a stage from the deploy's context (`-c stage=… -c mailDomain=…`). Throws a sentence when it does not fit. */
export function readStage(get: (key: string) => unknown): Stage {
  const keys = ['stage', 'mailDomain', 'inboundDomain', 'answers', 'sendRate', 'publicUrl', 'runbook', 'emulator']
  const given = Object.fromEntries(keys.map((key) => [key, get(key)]).filter(([, value]) => value !== undefined))
  const read = context.safeParse(given)
  if (!read.success) throw new Error(`the deploy’s context does not fit:\n${z.prettifyError(read.error)}`)
  const { stage, emulator, mailDomain = emulator && 'letters.body.example', answers, ...others } = read.data
  if ((stage === 'emulator') !== (emulator !== undefined)) {
    throw new Error('the stage `emulator`, and no other, is given the address of one with `-c emulator=http://…`')
  }
  if (mailDomain === undefined) throw new Error('say which domain letters come from with `-c mailDomain=letters.…`')
  const { inboundDomain = mailDomain } = others
  return {
    ...others,
    mailDomain,
    inboundDomain,
    replyDomain: answers && inboundDomain,
    name: stage,
    emulator,
    guarded: stage === 'production',
  }
}
