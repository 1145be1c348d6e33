/**
 * What the letters about reviews and visits say alike: the names of awards and reviews, what to have ready for each, and
 * how to answer. Everything here is the body's published practice (DOMAIN 2); nothing is asked for that it does not ask.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Day } from '../../events/kernel/day.ts'
import { type Award, award, day, publicText } from '../../events/kernel/words.ts'
import { type ReviewKind, reviewKind } from '../../events/school/events.ts'
import { cleanLine, clip } from './clean.ts'
import type { Letterhead } from './letterhead.ts'
import { mailLink } from './links.ts'
import { Button, Heading, KeyFacts, Paragraph, Step, Steps, Whole } from './parts.tsx'
import { sayDay } from './say-day.ts'

/** Facts every letter about a review has: which school, which award, which review, and the day it is due as it stands. */
export const reviewFacts = () => ({ school: publicText(), award: award(), kind: reviewKind(), due: day() })

/** The Inclusive School Award is renewed; the two above it are reviewed each year (DOMAIN 2, R1). */
export function kindFitsAward(facts: { readonly award: Award; readonly kind: ReviewKind }): boolean {
  return (facts.award === 'inclusive-school') === (facts.kind === 'renewal')
}

export interface ReviewFacts {
  readonly school: string
  readonly award: Award
  readonly kind: ReviewKind
  readonly due: Day
}

export const awardNames: Readonly<Record<Award, string>> = {
  'inclusive-school': 'Inclusive School Award',
  'centre-of-excellence': 'Centre of Excellence',
  flagship: 'Flagship',
}

export const reviewNames: Readonly<Record<ReviewKind, string>> = {
  renewal: 'renewal',
  'annual-review': 'annual review',
  're-accreditation': 're-accreditation',
}

/** The school's name as one line; a name of nothing readable becomes `your school`, so that sentences stay whole. */
export function schoolName(facts: { readonly school: string }): string {
  return cleanLine(facts.school) || 'your school'
}

/** The same, short enough to leave room for the day in a subject. */
export function shortName(facts: { readonly school: string }): string {
  return clip(schoolName(facts), 80)
}

/** `Inclusive School Award`, `Centre of Excellence award`: as it stands in a sentence. */
export function ofAward(award: Award): string {
  const name = awardNames[award]
  return name.endsWith('Award') ? name : `${name} award`
}

/** `annual review of the Centre of Excellence award held by Ashfield School` */
export function reviewOf(facts: ReviewFacts): string {
  return `${reviewNames[facts.kind]} of the ${ofAward(facts.award)} held by ${schoolName(facts)}`
}

/** The review that follows, where one does. */
export interface NextReview {
  readonly next?: Day | undefined
  readonly nextKind?: ReviewKind | undefined
}

/** The next review among the key facts. */
export function nextFact({ next, nextKind }: NextReview): (readonly [string, string])[] {
  if (next === undefined || nextKind === undefined) return []
  return [
    ['Next review', reviewFact[nextKind]],
    ['Next due on', sayDay(next)],
  ]
}

/** What follows, and that nothing needs to be done for it yet. */
export function whenTheNextIs({ next, nextKind }: NextReview): JSX.Element | null {
  if (next === undefined || nextKind === undefined) return null
  return (
    <Paragraph>
      Nothing needs to be done now: we will write to you again in good time before the next {reviewNames[nextKind]}.
    </Paragraph>
  )
}

/** What the school has ready for the visit, by award. */
export function whatToHaveReady(facts: ReviewFacts): JSX.Element {
  return (
    <>
      <Heading>What to have ready</Heading>
      <Steps>
        {points[facts.award].map((point) => (
          <Step>{point}</Step>
        ))}
      </Steps>
    </>
  )
}

/** The review among the key facts, with what its name alone does not say (R1). */
export const reviewFact: Readonly<Record<ReviewKind, string>> = {
  renewal: 'Renewal, every third year',
  'annual-review': 'Annual review',
  're-accreditation': 'Re-accreditation, the third review of the cycle',
}

// DOMAIN 2: self-evaluation against the framework, with evidence; the Centre's action plan; the Flagship's project outline.
const points: Readonly<Record<Award, readonly string[]>> = {
  'inclusive-school': [
    'Your self-evaluation against the elements of the current framework.',
    'The evidence that goes with it.',
  ],
  'centre-of-excellence': [
    'The written update: each target of this year’s action plan, and its impact on inclusive practice.',
    'The action plan for the coming year: 3 or 4 targets, each linked to your School Development Plan, with who is responsible and a timescale.',
  ],
  flagship: [
    'The written update: your project in detail, key step by key step.',
    'The next steps, each with named staff and a timeline.',
    'Only if a new project begins: its outline, in at most 400 words, with a title and its key steps, each with named staff and a timeline.',
  ],
}

/** The one thing to do, as a button, and the other ways of doing it. */
export function answerBy(
  letterhead: Letterhead,
  answer: { readonly button: string; readonly subject: string },
): JSX.Element {
  return (
    <>
      <Button href={mailLink(letterhead.replyTo, answer.subject)}>{answer.button}</Button>
      <Paragraph>You can also simply reply to this letter{orRing(letterhead)}.</Paragraph>
    </>
  )
}

/** How to say that a booked visit cannot be kept: quiet words, because nothing needs to be done. */
export function ifSomethingChanges(letterhead: Letterhead): JSX.Element {
  return <Paragraph>If the day no longer suits, please reply{orRing(letterhead)}.</Paragraph>
}

/** How to say that something in the letter is wrong. */
export function ifNotRight(letterhead: Letterhead): JSX.Element {
  return <Paragraph>If something in this letter is not right, please reply{orRing(letterhead)}.</Paragraph>
}

/** ` or ring us on …`, where the letterhead has a number. */
export function orRing({ phone }: Letterhead): JSX.Element | null {
  return phone === undefined ? null : (
    <>
      {' '}
      or ring us on <Whole>{phone}</Whole>
    </>
  )
}

/** The facts of a booked visit at a glance. */
export function visitKeyFacts(facts: ReviewFacts & { readonly visit: string }): JSX.Element {
  return (
    <KeyFacts
      facts={[
        ['Visit on', sayDay(facts.visit)],
        ['School', schoolName(facts)],
        ['Award', awardNames[facts.award]],
        ['Review', reviewFact[facts.kind]],
        ['Due on', sayDay(facts.due)],
      ]}
    />
  )
}
