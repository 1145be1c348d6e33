/** What staff do with mail that came in: file it anew, as a person reads it, or send it on to the office. */
import { commands } from '../../../events/commands.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { asksOf, refileMail } from '../../../shared/deeds/mail.ts'
import { act } from '../../../shared/log/act.ts'
import { one, several } from './performer.ts'

function streamOf(mail: string): string {
  return mail.startsWith('mail#') ? mail : `mail#${mail}`
}

export const mailPerformers = {
  'refile-mail': several(
    commands['refile-mail'],
    async ({ tools, doing, contact, body: { mail, asks, reason, ...body } }) => {
      const stream = streamOf(mail)
      if (!(await tools.log.head(stream))) return { notFound: 'mail' }
      if (body.contact !== undefined && contact === undefined) return { notFound: 'contact' }
      return refileMail(tools, stream, { asks: asksOf(asks), reason, ...(contact !== undefined && { contact }) }, doing)
    },
  ),

  'forward-mail': one(commands['forward-mail'], async ({ tools, doing, body: { mail } }) => {
    const stream = streamOf(mail)
    if (!(await tools.log.head(stream))) return { notFound: 'mail' }
    return act(tools, mailDecider, stream, { do: 'forward-mail' }, doing)
  }),
}
