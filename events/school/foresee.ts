/** What a change of settings or calendar would move for a school: everything that is to come by itself, before and after. */
import { addDays, type Day, laterOf } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { Stage } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { nextInvoiceDay } from './invoices.ts'
import { stageName, stagesToCome } from './ladder.ts'
import { standingAward } from './levels.ts'
import { plan } from './plan.ts'
import type { Review, School } from './state.ts'
import { announcementsToCome, decisionLateFrom } from './visits.ts'
import { nextWake } from './waking.ts'

export const foreseenWhats = ['reminder', 'visit-announcement', 'grace-end', 'visit-decision-late', 'invoice'] as const

interface ToCome {
  readonly what: (typeof foreseenWhats)[number]
  /** Of a reminder. */
  readonly stage?: Stage
  /** Of an announcement: days before the visit. */
  readonly before?: number
  readonly day: Day
}

/** What moves: null where it was not to come, or is not any more. */
export interface Move extends Omit<ToCome, 'day'> {
  readonly from: Day | null
  readonly to: Day | null
}

/** What would move if from now on this calendar and these settings held. */
export function movesIf(school: School, standing: DayWorld, then: Pick<DayWorld, 'calendar' | 'settings'>): Move[] {
  const kept = {
    calendar: standing.calendar.version,
    settings: standing.settings.version,
    wakeAt: nextWake(school, standing),
  }
  const world = {
    ...standing,
    calendar: { ...then.calendar, version: `${kept.calendar} changed` },
    settings: { ...then.settings, version: kept.settings + 1 },
    kept,
  }
  const planned = plan(school, world).reduce(evolveSchool, school)
  const [before, after] = [toCome(school, standing), toCome(planned, world)]
  const same = (a: ToCome) => (b: ToCome) => a.what === b.what && a.stage === b.stage && a.before === b.before
  const moved = before.map((one) => moveOf(one, one.day, after.find(same(one))?.day ?? null))
  const added = after.filter((one) => !before.some(same(one))).map((one) => moveOf(one, null, one.day))
  return [...moved, ...added]
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1))
}

function moveOf({ day: _, ...what }: ToCome, from: Day | null, to: Day | null): Move {
  return { ...what, from, to }
}

function firstDay({ from, to }: Move): Day {
  return [from, to].filter((day) => day !== null).toSorted()[0] ?? ''
}

function toCome(school: School, world: DayWorld): ToCome[] {
  const { review } = school
  if (!review) return []
  const ladder = review.visit ? announcements(school, review, world) : reminders(school, review, world)
  return [...ladder, ...decisionLate(review, world), ...graceEnd(review, world), ...invoice(school, world)]
}

function invoice(school: School, world: DayWorld): ToCome[] {
  const day = nextInvoiceDay(school, world)
  return day === undefined ? [] : [{ what: 'invoice', day: laterOf(day, world.today) }]
}

function reminders(school: School, review: Review, { today, calendar, settings }: DayWorld): ToCome[] {
  if (standingAward(school, review.award)?.state === 'suspended') return []
  return stagesToCome(review, school.nation, calendar, settings).map(({ offset, sendDay }) => ({
    what: 'reminder',
    stage: stageName(offset),
    day: laterOf(sendDay, today),
  }))
}

function announcements({ nation }: School, { visit }: Review, { today, calendar, settings }: DayWorld): ToCome[] {
  if (!visit) return []
  return announcementsToCome(visit, nation, calendar, settings)
    .map(({ before, sendDay }) => ({ what: 'visit-announcement' as const, before, day: laterOf(sendDay, today) }))
    .filter(({ day }) => day < visit.on)
}

function decisionLate({ visit }: Review, { settings, today }: DayWorld): ToCome[] {
  if (!visit || visit.late) return []
  return [{ what: 'visit-decision-late', day: laterOf(decisionLateFrom(visit, settings), today) }]
}

function graceEnd({ due, graceEnded }: Review, { settings, today }: DayWorld): ToCome[] {
  return graceEnded ? [] : [{ what: 'grace-end', day: laterOf(addDays(due, settings.graceDays), today) }]
}
