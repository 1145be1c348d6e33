/** Whether every mail that came in was taken in to the end, and brought forth nothing that it may not. */
import * as z from 'zod'
import { mailDeeds } from '../../events/mail/events.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import { kindOf, type SimulatedMail, unsureBrings } from './mails.ts'

const mailState = z.object({
  filed: z.object({ found: z.literal(true).optional() }),
  read: z
    .object({
      deeds: z.array(z.enum(mailDeeds)),
      copyOf: z.string().optional(),
      broken: z.array(z.string()).optional(),
    })
    .optional(),
  acted: z.array(z.string()).optional(),
})

/** Filed, read and acted upon, whether anybody told of it or not; a machine is never answered, a forger never believed. */
export function mailsHold(mails: readonly SimulatedMail[], heads: ReadonlyMap<string, CommitBody>): string[] {
  return mails.flatMap((mail) => {
    const head = heads.get(mail.stream)
    const wrong = head ? wrongIn(mail, mailState.parse(head.state)) : ['came in and was never filed']
    return wrong.map((what) => `${mail.stream} (${mail.kind}) ${what}`)
  })
}

function wrongIn({ kind }: SimulatedMail, { filed, read, acted }: z.infer<typeof mailState>): string[] {
  if (!read || !acted) return ['was never done with']
  // Its bytes could not be had in all the tries there are: a person looks, and nothing else.
  if (read.broken?.includes('cannot-be-opened')) return read.deeds.filter((deed) => deed !== 'ask-person')
  const { headers, brings: whenTold } = kindOf(kind)
  const brings = filed.found && headers === undefined ? [...whenTold, ...unsureBrings] : whenTold
  const requests = brings.length === 0 ? acted : []
  return [...read.deeds.filter((deed) => !brings.includes(deed)), ...requests].map((what) => `brought forth ${what}`)
}
