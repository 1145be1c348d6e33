/** Tells a school that was told of the risk that it is over, and why (F4). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, publicText } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight, schoolName, shortName } from '../review-words.tsx'

const becauses = ['attended', 'excused', 'corrected'] as const

const facts = once(() => z.strictObject({ school: publicText(), because: z.enum(becauses), since: day() }))

type Facts = z.infer<ReturnType<typeof facts>>

const why: Readonly<Record<Facts['because'], string>> = {
  attended: 'Somebody from the school attended the latest cluster meeting that counts.',
  excused: 'An absence was excused.',
  corrected: 'The record of a cluster meeting was completed or corrected.',
}

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`Flagship status no longer at risk – ${shortName(about)}`}
      title="Flagship status no longer at risk"
      preview="There is nothing you need to do."
      occasion="This letter was sent because you were told of the risk."
    >
      <Paragraph>
        The Flagship status of {schoolName(about)}, which was at risk since <OnDay day={about.since} />, is no longer at
        risk. {why[about.because]}
      </Paragraph>
      <Paragraph>There is nothing you need to do.</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

const told = { school: 'Aldermoor High School', since: '2027-02-10' } as const

export const riskCleared = defineLetter({
  kind: 'risk-cleared',
  version: 1,
  purpose: 'service',
  about: 'a Flagship whose status is no longer at risk',
  when: 'At once when the risk is cleared, to schools that were told of it; not when the award itself ended.',
  facts,
  examples: {
    attended: { ...told, because: 'attended' },
    excused: { ...told, because: 'excused' },
    corrected: { ...told, because: 'corrected' },
  },
  write,
})
