/**
 * A mail whose sender is not sure asks to stop letters (C5): the person at the address on file is asked whether it was
 * them. Until they answer, for a few working days at most, letters to them pause. A further mail meanwhile asks again and
 * lengthens nothing: nobody can keep another one's letters back for ever.
 */
import { isOfficeDay } from '../kernel/calendar.ts'
import { addDays, type Day, morningRun } from '../kernel/day.ts'
import { type DayWorld, type Decision, refuse } from '../kernel/decider.ts'
import type { ConsentPurpose } from '../kernel/words.ts'
import type { ContactFact } from './events.ts'
import type { Contact, Question } from './state.ts'

export interface AskWasThisYou {
  readonly question: string
  readonly purposes: readonly ConsentPurpose[]
  readonly mail: string
}

/** Told again of the same mail, nothing is done. */
export function askWasThisYou(
  { question, purposes, mail }: AskWasThisYou,
  contact: Contact,
  world: DayWorld,
): Decision<ContactFact> {
  const { question: known } = contact
  if (known?.mails.includes(mail)) return []
  const open = openQuestion(contact)
  const until = open?.until ?? workingDaysAfter(world, world.settings.wasThisYouDays)
  const data = { question: open?.id ?? question, purposes: [...purposes], mail, until }
  const asked: ContactFact = { type: 'WasThisYouAsked', data }
  return open ? [asked] : [asked, { type: 'LettersPaused', data: { because: 'was-this-you', until } }]
}

/** The day so many working days of the body's own office after today. */
function workingDaysAfter({ today, calendar }: DayWorld, count: number): Day {
  let day = today
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isOfficeDay(calendar, 'england', day)) left -= 1
  }
  return day
}

/** The question that waits for its answer; undefined for none. */
export function openQuestion({ question }: Contact): Question | undefined {
  return question === undefined || question.closed ? undefined : question
}

export interface AnswerWasThisYou {
  readonly question: string
  readonly answer: 'withdraw' | 'keep'
}

/**
 * The answer closes the question. Its link answers once; told again the same, nothing is done. That it was them is acted
 * on besides: the withdrawal is a command of its own, before this one.
 */
export function answerWasThisYou({ question, answer }: AnswerWasThisYou, contact: Contact): Decision<ContactFact> {
  const open = openQuestion(contact)
  if (open?.id !== question)
    return refuse('question-is-closed', 'This question was answered already, or its time is over.')
  return [
    { type: 'WasThisYouAnswered', data: { question, answer } },
    { type: 'LettersResumed', data: { because: 'answered' } },
  ]
}

/** On the morning of its day an open question no longer keeps letters back. */
export function endQuestion(contact: Contact, { lastRun }: DayWorld): ContactFact[] {
  const open = openQuestion(contact)
  return open && open.until <= lastRun ? [{ type: 'LettersResumed', data: { because: 'time-over' } }] : []
}

/** When an open question ends by itself. */
export function questionEndsAt(contact: Contact): string | undefined {
  const open = openQuestion(contact)
  return open && morningRun(open.until)
}

/** Whether letters to a contact pause on a day: also before the run that records that they go on. */
export function isPausedOn(contact: Contact, today: Day): boolean {
  const open = openQuestion(contact)
  return contact.pausedByStaff === true || (open !== undefined && today < open.until)
}

/** The question after it was asked, or asked again: all mails of its time are one question. */
export function questionAsked(
  contact: Contact,
  { question, purposes, mail, until }: Extract<ContactFact, { type: 'WasThisYouAsked' }>['data'],
): Question {
  const open = openQuestion(contact)
  const all = new Set([...(open?.purposes ?? []), ...purposes])
  const mails = [...(contact.question?.mails ?? []), mail].slice(-mostMails)
  return { id: question, purposes: [...all], until, mails }
}

/** So many mails are remembered, so that none asks twice. */
const mostMails = 20
