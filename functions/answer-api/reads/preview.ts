/** What would leave on a day: today the letters that are held, and each day what open reviews call for then. */
import * as z from 'zod'
import { heldBys, letterKinds, whyNots } from '../../../events/letter/events.ts'
import { passedOverWhys } from '../../../events/school/events.ts'
import { type InWave, waveOf } from '../../../shared/deeds/wave.ts'
import { list } from './read.ts'
import { idOf } from './shapes.ts'

const day = z.iso.date()

const previewed = z.object({
  kind: z.enum(letterKinds),
  school: z.string().optional(),
  /** `planned`: it falls due on the day; `held`: it waits already. */
  is: z.enum(['planned', 'held']),
  /** False: nobody would get it, or it would be withheld; `whyNot` or `passedOver` say why. */
  leaves: z.boolean(),
  to: z.array(z.string()),
  via: z.enum(['named', 'office', 'nobody']).optional(),
  passedOver: z.array(z.object({ contact: z.string(), why: z.enum(passedOverWhys) })).optional(),
  stage: z.string().optional(),
  due: day.optional(),
  visit: day.optional(),
  before: z.int().optional(),
  letter: z.string().optional(),
  heldBy: z.enum(heldBys).optional(),
  whyNot: z.enum(whyNots).optional(),
})
type Previewed = z.input<typeof previewed>

const preview = list(
  {
    path: '/api/preview',
    sentence: 'What would leave on a day, if nothing changed until then; today also what is held.',
    filters: { day: day.optional().describe('Today when left out; none that is past.') },
    item: previewed,
  },
  async ({ tools, query }, ask) => {
    const { items, next } = await waveOf(tools, query.day ?? tools.world().today, ask)
    return { items: items.map(view), next }
  },
)

function view({ school, to, passedOver, facts, ...one }: InWave): Previewed {
  const { stage, due, visit, before } = facts
  const over = passedOver?.map(({ contact, why }) => ({ contact: idOf(contact), why }))
  return { ...one, school: school?.ref, to: to.map(idOf), passedOver: over, stage, due, visit, before }
}

export const previewReads = [preview]
