/**
 * The reminder that a review falls, or fell, due (R2). Which words it uses goes by nearness to the due day, because the
 * stages are a setting; the day itself is always named, and nothing is counted from the day of sending, because a
 * letter may leave earlier (R4) or later (a hold) than its stage says.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { type Stage, stage } from '../../../events/school/events.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { KeyFacts, Letter, Note, OnDay, Paragraph } from '../parts.tsx'
import {
  answerBy,
  awardNames,
  kindFitsAward,
  type ReviewFacts,
  reviewFact,
  reviewFacts,
  reviewNames,
  reviewOf,
  schoolName,
  shortName,
  whatToHaveReady,
} from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z
    .strictObject({ ...reviewFacts(), stage: stage() })
    .refine(
      kindFitsAward,
      'the Inclusive School Award has renewals, the awards above it annual reviews and re-accreditations',
    ),
)

type Facts = z.infer<ReturnType<typeof facts>>

/** What differs with nearness. `review` is `annual review`, `of` the review with its award and school, `due` the day. */
interface Wording {
  readonly title: (review: string) => string
  readonly subject: (review: string, due: string) => string
  readonly opening: (of: string, due: JSX.Element) => JSX.Element
  readonly ask: string
  readonly button: string
}

const agreeADay = 'Agree a day for the visit'

const notLapsed =
  'The award has not lapsed: nothing lapses by itself, and any decision about an award is made by a person, with a reason.'

const wordings = {
  farAhead: {
    title: (review) => `Planning your ${review}`,
    subject: (review, due) => `Planning ahead: ${review} due on ${due}`,
    opening: (of, due) => (
      <>
        The {of} is due on {due}. There is time yet: this letter is to help you plan.
      </>
    ),
    ask: 'Please think of a day for the visit that suits your school, and let us know.',
    button: agreeADay,
  },
  ahead: {
    title: (review) => `Choosing a day for your ${review} visit`,
    subject: (review, due) => `Please choose a visit day: ${review} due on ${due}`,
    opening: (of, due) => (
      <>
        The {of} is due on {due}. No visit is booked for it yet, and this is a good time to choose a day.
      </>
    ),
    ask: 'Please send us two or three days that would suit your school.',
    button: agreeADay,
  },
  nearing: {
    title: (review) => `No visit is booked for your ${review} yet`,
    subject: (review, due) => `No visit booked yet: ${review} due on ${due}`,
    opening: (of, due) => (
      <>
        We have no visit in the diary yet for the {of}. The review is due on {due}.
      </>
    ),
    ask: 'Please send us the days that would suit you. These reminders stop as soon as a visit is booked.',
    button: agreeADay,
  },
  near: {
    title: (review) => `Please agree a day for your ${review} visit`,
    subject: (review, due) => `Please agree a visit day now: ${review} due on ${due}`,
    opening: (of, due) => (
      <>
        The {of} is coming close: it is due on {due}, and no visit is booked.
      </>
    ),
    ask: 'Please answer in the next few days, so that a day can still be found that suits you.',
    button: agreeADay,
  },
  lastDays: {
    title: (review) => `Your ${review} is due very soon`,
    subject: (review, due) => `Due very soon: ${review}, ${due}`,
    opening: (of, due) => (
      <>
        The {of} is due on {due}, and no visit is booked.
      </>
    ),
    ask: 'Please get in touch today, so that we can settle a day for the visit together.',
    button: agreeADay,
  },
  justOverdue: {
    title: (review) => `Your ${review} is now due`,
    subject: (review, due) => `Now due: ${review}, ${due}`,
    opening: (of, due) => (
      <>
        The {of} was due on {due}. We have no visit booked for it.
      </>
    ),
    ask: 'Please tell us which day would suit you for the visit.',
    button: agreeADay,
  },
  overdue: {
    title: (review) => `Your ${review} is overdue`,
    subject: (review, due) => `Overdue: ${review}, was due on ${due}`,
    opening: (of, due) => (
      <>
        The {of} was due on {due}, and there is still no visit booked. If something has come up at school, please tell
        us.
      </>
    ),
    ask: 'Please send us a day for the visit that you can keep.',
    button: agreeADay,
  },
  longOverdue: {
    title: (review) => `Please get in touch about your ${review}`,
    subject: (review, due) => `Please get in touch: ${review} was due on ${due}`,
    opening: (of, due) => (
      <>
        The {of} has been overdue since {due}, and no visit is booked. We would like to hear how things stand.
      </>
    ),
    ask: 'Please tell us, even in a line or two, what stands in the way of a visit.',
    button: 'Tell us how things stand',
  },
} as const satisfies Readonly<Record<string, Wording>>

/** From how many days before the due day a wording is used: half-way between the stages a body starts with. */
const before = [
  { from: 135, wording: wordings.farAhead },
  { from: 75, wording: wordings.ahead },
  { from: 46, wording: wordings.nearing },
  { from: 19, wording: wordings.near },
  { from: 0, wording: wordings.lastDays },
]

/** From how many days after the due day. */
const after = [
  { from: 21, wording: wordings.longOverdue },
  { from: 8, wording: wordings.overdue },
  { from: 0, wording: wordings.justOverdue },
]

interface Nearness {
  readonly days: number
  readonly overdue: boolean
}

function nearness(of: Stage): Nearness {
  return { days: Number(of.replace(/^\w+-/, '')), overdue: of.startsWith('after-') }
}

function wordingFor({ days, overdue }: Nearness): Wording {
  return (overdue ? after : before).find(({ from }) => days >= from)?.wording ?? wordings.lastDays
}

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const near = nearness(about.stage)
  const wording = wordingFor(near)
  const review = reviewNames[about.kind]
  const due = sayDay(about.due)
  return (
    <Letter
      subject={`${wording.subject(review, due)} – ${shortName(about)}`}
      title={wording.title(review)}
      preview={wording.ask}
      occasion={`This is the reminder planned for ${dayCount(near.days)} ${near.overdue ? 'after' : 'before'} the due day.`}
    >
      <Paragraph>{wording.opening(reviewOf(about), <OnDay day={about.due} />)}</Paragraph>
      {near.overdue && <Note>{notLapsed}</Note>}
      {keyFacts(about, near.overdue)}
      <Paragraph>{wording.ask}</Paragraph>
      {answerBy(letterhead, {
        button: wording.button,
        subject: `Visit for the ${review} – ${shortName(about)}`,
      })}
      {whatToHaveReady(about)}
      <Paragraph>If we have agreed a day already, thank you: there is no need to reply.</Paragraph>
    </Letter>
  )
}

function keyFacts(about: ReviewFacts, overdue: boolean): JSX.Element {
  return (
    <KeyFacts
      facts={[
        ['School', schoolName(about)],
        ['Award', awardNames[about.award]],
        ['Review', reviewFact[about.kind]],
        [overdue ? 'Was due' : 'Due on', sayDay(about.due)],
        ['Visit', 'Not booked yet'],
      ]}
    />
  )
}

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

const annualReview = {
  school: 'Northridge Community College',
  award: 'centre-of-excellence',
  kind: 'annual-review',
  due: '2026-12-01',
} as const
const flagshipReview = {
  school: 'Ysgol Gynradd Bryn Derw',
  award: 'flagship',
  kind: 'annual-review',
  due: '2027-01-04',
} as const
const renewal = {
  school: 'Kingcroft Church of England Primary School',
  award: 'inclusive-school',
  kind: 'renewal',
  due: '2026-11-02',
} as const
const reAccreditation = { ...annualReview, school: 'Aldermoor High School', kind: 're-accreditation' } as const

export const reviewReminder = defineLetter({
  kind: 'review-reminder',
  version: 1,
  purpose: 'service',
  about: 'a review that falls due, or fell due, without a visit',
  when: '180, 90, 60, 30 and 7 days before the due day and 1, 14 and 28 days after it (a setting), in the morning of a working day, until a visit is booked.',
  facts,
  examples: {
    'before-180': { ...annualReview, stage: 'before-180' },
    'before-90': { ...flagshipReview, stage: 'before-90' },
    'before-60': { ...renewal, stage: 'before-60' },
    'before-30': { ...reAccreditation, stage: 'before-30' },
    'before-7': { ...annualReview, stage: 'before-7' },
    'after-1': { ...flagshipReview, kind: 're-accreditation', stage: 'after-1' },
    'after-14': { ...renewal, stage: 'after-14' },
    'after-28': { ...annualReview, stage: 'after-28' },
  },
  write,
})
