/** Why a letter went or not: what was considered for a school on a day, and what came of it. */
import * as z from 'zod'
import { contactRoles } from '../../../events/kernel/words.ts'
import { letterTopic, passedOverWhys } from '../../../events/school/events.ts'
import { stageFates } from '../../../events/school/explain.ts'
import type { School } from '../../../events/school/state.ts'
import { type Chosen, explainDay } from '../../../shared/deeds/explain.ts'
import { letterViews } from './letters.ts'
import { entryViews } from './log-views.ts'
import { thing } from './read.ts'
import { cardOf, reviewView } from './school-views.ts'
import { schoolNamed } from './schools.ts'
import { entryShape, idOf, letterShape, reviewShape } from './shapes.ts'

const day = z.iso.date()

const passedOver = z.object({ contact: z.string(), why: z.enum(passedOverWhys) })

const explanation = z.object({
  school: z.string(),
  day,
  workingDay: z.boolean(),
  /** The review the day was about; one decided on it stands as it stood before. */
  review: reviewShape.extend({ plannedAfter: day }).nullable(),
  stages: z.array(
    z.object({
      stage: z.string(),
      day,
      sendDay: day,
      fate: z.enum(stageFates),
      on: day.optional(),
      because: z.string(),
    }),
  ),
  /** Who was chosen to be written to on the day (R9), and who was passed over. */
  recipients: z.array(
    z.object({
      topic: letterTopic(),
      matter: z.string(),
      via: z.enum(['named', 'office', 'nobody']),
      to: z.array(z.string()),
      passedOver: z.array(passedOver),
    }),
  ),
  contacts: z.array(z.object({ contact: z.string(), role: z.enum(contactRoles) })),
  /** Letters asked for on the day. */
  letters: z.array(letterShape),
  /** Everything recorded of the school on the day. */
  recorded: z.array(entryShape),
})

const explain = thing(
  {
    path: '/api/schools/{school}/explain',
    sentence: 'What was considered for a school on a day, and why each letter went or not.',
    filters: { day: day.optional().describe('Today when left out.') },
    gives: explanation,
  },
  async ({ tools, params: { school: name = '' }, query }) => {
    const found = await schoolNamed(tools, name)
    if (!found) return { notFound: 'school' }
    const on = query.day ?? tools.world().today
    const { workingDay, about, stages, chosen, after, letters, recorded } = await explainDay(tools, found.id, on)
    return {
      school: found.school.ref,
      day: on,
      workingDay,
      review: about ? { ...shown(found.id, about.school), plannedAfter: about.review.plannedAfter } : null,
      stages: [...stages],
      recipients: chosen.map(recipientsView),
      contacts: after.contacts.map(({ contact, role }) => ({ contact: idOf(contact), role })),
      letters: await letterViews(tools, letters),
      recorded: await entryViews(tools, recorded),
    }
  },
)

function shown(id: string, school: School) {
  const { review } = cardOf({ id, version: 0, school })
  if (!review) throw new Error('a school was to have a review')
  return reviewView(review)
}

function recipientsView({ topic, matter, via, to, passedOver }: Chosen) {
  const over = passedOver.map(({ contact, why }) => ({ contact: idOf(contact), why }))
  return { topic, matter, via, to: to.map(idOf), passedOver: over }
}

export const explainReads = [explain]
