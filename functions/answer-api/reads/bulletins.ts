/** Bulletins: how far each got, what it says, and who gets it and who not. */
import * as z from 'zod'
import { bulletinDecider, bulletinStream } from '../../../events/bulletin/decide.ts'
import { whyNots } from '../../../events/letter/events.ts'
import { readBulletins } from '../../../shared/board/reads/lists.ts'
import { bulletinCard, bulletinRows } from '../../../shared/board/rows/bulletin.ts'
import { newsRecipients } from '../../../shared/deeds/bulletins.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { bulletinTexts } from '../../../shared/deeds/words-for.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { list, thing } from './read.ts'

const shape = z.object(bulletinCard().shape)

const bulletins = list(
  {
    path: '/api/bulletins',
    sentence: 'Bulletins: drafts, those on their way, those sent.',
    filters: {},
    item: shape,
  },
  ({ tools }, ask) => readBulletins(tools.board, ask),
)

const bulletin = thing(
  {
    path: '/api/bulletins/{bulletin}',
    sentence: 'One bulletin with its words, for admins and coordinators.',
    filters: {},
    gives: shape.extend({ subject: z.string().optional(), paragraphs: z.array(z.string()).optional() }),
  },
  async ({ tools, caller, params }) => {
    const stream = bulletinStream(params.bulletin ?? '')
    const [row] = bulletinRows({ stream, ...(await loadStream(tools.log, bulletinDecider, stream)) })
    if (!row) return { notFound: 'bulletin' }
    const texts = isOffice(caller) ? await bulletinTexts(tools, stream) : undefined
    return { ...bulletinCard().parse(row.data), subject: texts?.subject, paragraphs: texts && [...texts.paragraphs] }
  },
)

const recipients = list(
  {
    path: '/api/bulletins/{bulletin}/recipients',
    sentence: 'Who would get a bulletin sent now, and who not and why: all contacts, by id.',
    filters: {},
    item: z.object({ contact: z.string(), gets: z.boolean(), whyNot: z.enum(whyNots).optional() }),
  },
  async ({ tools }, ask) => {
    const { items, next } = await newsRecipients(tools, ask)
    return {
      items: items.map(({ card, why }) => ({ contact: card.id, gets: why === undefined, whyNot: why })),
      next,
    }
  },
)

export const bulletinReads = [bulletins, recipients, bulletin]
