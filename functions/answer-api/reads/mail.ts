/** Mail that came in, and what was done with it; what it says for those alone who may see who wrote it. */
import * as z from 'zod'
import { mailDecider } from '../../../events/mail/decide.ts'
import { mailAsks } from '../../../events/mail/events.ts'
import { readMails } from '../../../shared/board/reads/lists.ts'
import { type MailCard, mailCard, mailRows, mailStates } from '../../../shared/board/rows/mail.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { type SeenMail, seeMail } from '../../../shared/deeds/mail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'
import { list, type ReadCall, thing } from './read.ts'

const shape = mailCard().extend({
  /** For admin and coordinator, while it is kept. */
  from: z.object({ address: z.string(), name: z.string() }).optional(),
  subject: z.string().optional(),
})

const mails = list(
  {
    path: '/api/mail',
    sentence: 'Mail that came in, the latest first.',
    filters: { state: z.enum(mailStates).optional() },
    item: shape,
  },
  async ({ tools, caller, query: { state } }, ask) => {
    const { items, next } = await readMails(tools.board, { state }, ask)
    return { items: await Promise.all(items.map((card) => withSender(tools, caller, card))), next }
  },
)

async function withSender(tools: ApiTools, caller: ReadCall<unknown>['caller'], card: MailCard) {
  const { from, subject } = (await seen(tools, caller, card.id)) ?? {}
  return { ...card, from, subject }
}

async function seen(tools: ApiTools, caller: ReadCall<unknown>['caller'], id: string): Promise<SeenMail | undefined> {
  return isOffice(caller) ? seeMail(tools, `mail#${id}`) : undefined
}

const mail = thing(
  {
    path: '/api/mail/{mail}',
    sentence: 'One mail that came in: what was read in it and why, and what was done.',
    filters: {},
    gives: shape.extend({
      /** As plain text, quotes and all. */
      text: z.string().optional(),
      /** The sentence that decided, for each thing it asks. */
      because: z.array(z.object({ ask: z.enum(mailAsks), sentence: z.string().optional() })),
    }),
  },
  async ({ tools, caller, params: { mail: id = '' } }) => {
    const stream = id.startsWith('mail#') ? id : `mail#${id}`
    const { version, state } = await loadStream(tools.log, mailDecider, stream)
    const [row] = mailRows({ stream, version, state })
    if (!row) return { notFound: 'mail' }
    const card = mailCard().parse(row.data)
    const found = await seen(tools, caller, card.id)
    const { now } = tools.world()
    const because = (state.read?.asks ?? []).map(async ({ ask, sentence }) => ({
      ask,
      sentence: isOffice(caller) ? await tools.vault.note(sentence, now) : undefined,
    }))
    return { ...card, ...found, because: await Promise.all(because) }
  },
)

export const mailReads = [mails, mail]
