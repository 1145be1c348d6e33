/** Confirms that an award was granted: which, to whom, from which day, and when its first review is due. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { award, day, publicText } from '../../../events/kernel/words.ts'
import { reviewKind } from '../../../events/school/events.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { KeyFacts, Letter, OnDay, Paragraph } from '../parts.tsx'
import { awardNames, ifNotRight, nextFact, ofAward, schoolName, shortName, whenTheNextIs } from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z
    .strictObject({
      school: publicText(),
      award: award(),
      on: day(),
      next: day().optional(),
      nextKind: reviewKind().optional(),
    })
    .refine(
      (about) => (about.next === undefined) === (about.nextKind === undefined),
      'a next review has a day and a kind',
    ),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const named = ofAward(about.award)
  return (
    <Letter
      subject={`${awardNames[about.award]} granted on ${sayDay(about.on)} – ${shortName(about)}`}
      title="The award is granted"
      preview="Please keep this letter with the school’s papers."
      occasion="This letter was sent because the award was recorded."
    >
      <Paragraph>
        This letter confirms that the {named} was granted to {schoolName(about)} on <OnDay day={about.on} />.
      </Paragraph>
      <KeyFacts
        facts={[
          ['School', schoolName(about)],
          ['Award', awardNames[about.award]],
          ['Granted on', sayDay(about.on)],
          ...nextFact(about),
        ]}
      />
      {whenTheNextIs(about)}
      <Paragraph>Please keep this letter with the school’s papers.</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const awardGranted = defineLetter({
  kind: 'award-granted',
  version: 1,
  purpose: 'service',
  about: 'an award that was granted',
  when: 'At once when a grant is recorded; not for history, and not for a grant of more than 30 days ago.',
  facts,
  examples: {
    'inclusive-school': {
      school: 'Ashfield Primary School',
      award: 'inclusive-school',
      on: '2026-11-10',
      next: '2029-11-10',
      nextKind: 'renewal',
    },
    flagship: {
      school: 'Ysgol Gynradd Bryn Derw',
      award: 'flagship',
      on: '2026-11-10',
      next: '2027-11-10',
      nextKind: 'annual-review',
    },
    'beside-a-higher': { school: 'Northridge Community College', award: 'inclusive-school', on: '2026-11-10' },
  },
  write,
})
