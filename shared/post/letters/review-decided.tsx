/**
 * Says what was decided on a review and what stands until when (R7). The same plain words whichever way it went: nothing
 * is praised, and what ended is said to have ended.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day } from '../../../events/kernel/words.ts'
import { decisions, reviewKind } from '../../../events/school/events.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { KeyFacts, Letter, Note, OnDay, Paragraph } from '../parts.tsx'
import {
  answerBy,
  awardNames,
  ifNotRight,
  kindFitsAward,
  nextFact,
  ofAward,
  reviewFact,
  reviewFacts,
  reviewNames,
  schoolName,
  shortName,
  whenTheNextIs,
} from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z
    .strictObject({
      ...reviewFacts(),
      decision: z.enum(decisions),
      on: day(),
      next: day().optional(),
      nextKind: reviewKind().optional(),
    })
    .refine(
      kindFitsAward,
      'the Inclusive School Award has renewals, the awards above it annual reviews and re-accreditations',
    )
    .refine(
      (about) => (about.next === undefined) === (about.nextKind === undefined),
      'a next review has a day and a kind',
    ),
)

type Facts = z.infer<ReturnType<typeof facts>>

interface Words {
  readonly title: string
  /** In the subject, after the review's name. */
  readonly subject: string
  /** Among the key facts. */
  readonly fact: string
  readonly preview: string
}

const words: Readonly<Record<Facts['decision'], Words>> = {
  retained: {
    title: 'The award is retained',
    subject: 'the award is retained',
    fact: 'Retained',
    preview: 'Nothing needs to be done now.',
  },
  're-accredited': {
    title: 'The award is re-accredited',
    subject: 'the award is re-accredited',
    fact: 'Re-accredited',
    preview: 'Nothing needs to be done now.',
  },
  'action-required': {
    title: 'Action is required',
    subject: 'action is required',
    fact: 'Action required',
    preview: 'Please agree with us what is to be done, and by when.',
  },
  'not-retained': {
    title: 'The award is not retained',
    subject: 'the award is not retained',
    fact: 'Not retained',
    preview: 'The award has ended.',
  },
}

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const { title, subject, fact, preview } = words[about.decision]
  const review = reviewNames[about.kind]
  return (
    <Letter
      subject={`Decision on the ${review} due on ${sayDay(about.due)}: ${subject} – ${shortName(about)}`}
      title={title}
      preview={preview}
      occasion="This letter was sent because the decision was recorded."
    >
      <Paragraph>
        The {review} of the {ofAward(about.award)} held by {schoolName(about)} was decided on <OnDay day={about.on} />.
      </Paragraph>
      <KeyFacts
        facts={[
          ['Decision', fact],
          ['School', schoolName(about)],
          ['Award', awardNames[about.award]],
          ['Review', reviewFact[about.kind]],
          ['Due on', sayDay(about.due)],
          ...nextFact(about),
        ]}
      />
      {whatNow(about, letterhead)}
    </Letter>
  )
}

function whatNow(about: Facts, letterhead: Letterhead): JSX.Element {
  switch (about.decision) {
    case 'retained':
    case 're-accredited':
      return (
        <>
          {whenTheNextIs(about)}
          <Paragraph>Please keep this letter with the school’s papers: the award stands by it.</Paragraph>
          {ifNotRight(letterhead)}
        </>
      )
    case 'action-required':
      return (
        <>
          <Note>Nothing lapses by itself. The award stands, and the review stays open until a further decision.</Note>
          <Paragraph>
            Please agree with us what is to be done, and by when. A further visit can be booked for it.
          </Paragraph>
          {answerBy(letterhead, {
            button: 'Agree what is to be done',
            subject: `${reviewNames[about.kind]}: action required – ${shortName(about)}`,
          })}
        </>
      )
    case 'not-retained':
      return (
        <>
          <Paragraph>
            With this decision the {ofAward(about.award)} has ended. Awards below it that the school holds stand as they
            did; an award above it has ended too.
          </Paragraph>
          <Paragraph>If you would like to talk about the decision, please reply to this letter.</Paragraph>
        </>
      )
  }
}

const decided = {
  school: 'Northridge Community College',
  award: 'centre-of-excellence',
  kind: 'annual-review',
  due: '2026-12-01',
  on: '2026-11-24',
} as const

export const reviewDecided = defineLetter({
  kind: 'review-decided',
  version: 1,
  purpose: 'service',
  about: 'the decision on a review',
  when: 'At once when a decision is recorded; not for one of more than 30 days ago.',
  facts,
  examples: {
    retained: { ...decided, decision: 'retained', next: '2027-12-01', nextKind: 'annual-review' },
    're-accredited': {
      ...decided,
      kind: 're-accreditation',
      decision: 're-accredited',
      next: '2027-12-01',
      nextKind: 'annual-review',
    },
    'action-required': { ...decided, decision: 'action-required' },
    'not-retained': { ...decided, decision: 'not-retained' },
  },
  write,
})
