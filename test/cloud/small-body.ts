/**
 * Six invented schools whose days are counted from today, since a deployed body runs on the real clock: what was
 * granted when is chosen so that one stage of a review falls due on a working day soon to come.
 */
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { workingDayOnOrAfter, workingDayOnOrBefore } from '../../events/kernel/calendar.ts'
import { addDays, addYears, type Day } from '../../events/kernel/day.ts'

/** A school by its place in the story. */
export const schools = {
  due: { ref: 'ref:CLOUD-1', name: 'Ashdown Primary School' },
  officeOnly: { ref: 'ref:CLOUD-2', name: 'Birchfield High School' },
  unreachable: { ref: 'ref:CLOUD-3', name: 'Cedar Lane Academy' },
  dayLater: { ref: 'ref:CLOUD-4', name: 'Dovecote Junior School' },
  visited: { ref: 'ref:CLOUD-5', name: 'Elmhurst Infant School' },
  newcomer: { ref: 'ref:CLOUD-6', name: 'Foxglove Special School' },
} as const

/** Who is written to, by address; all consent but the head of the unreachable school, who has withdrawn. */
export const people = {
  head: 'ada.marsh@ashdown.example',
  lead: 'noor.hale@ashdown.example',
  office: 'office@birchfield.example',
  withdrawn: 'ivo.penn@cedarlane.example',
  later: 'uma.grey@dovecote.example',
  visited: 'lena.holt@elmhurst.example',
} as const

/** Names that must stay in the vault. */
export const names = ['Ada Marsh', 'Noor Hale', 'Ivo Penn', 'Uma Grey', 'Lena Holt'] as const

export type Story = {
  /** The day whose morning run reminds the first two schools of a review 90 days later. */
  readonly first: Day
  readonly due: Day
  /** The day of the same review's next stage, 60 days before. */
  readonly second: Day
  /** A booked visit's day: later than any morning of the story comes near. */
  readonly visit: Day
  readonly csv: { readonly schools: string; readonly awards: string; readonly contacts: string }
}

const working = (day: Day) => workingDayOnOrAfter(firstCalendar, 'england', day)

/** Whether an award granted a year before is due on this day again: not on 29 February. */
const comesRound = (due: Day) => addYears(addYears(due, -1), 1) === due

/**
 * The story from a day on. Its first reminder is two days off at least: a stage of the day on which a body is imported is
 * left out (R5), and midnight may come in between.
 */
export function tellStory(today: Day): Story {
  let first = working(addDays(today, 2))
  while (!fits(first)) first = working(addDays(first, 1))
  const due = addDays(first, 90)
  const granted = addYears(due, -1)
  const awards = [
    [schools.due.ref, granted],
    [schools.officeOnly.ref, granted],
    [schools.unreachable.ref, granted],
    [schools.dayLater.ref, addYears(dueLater(first), -1)],
    [schools.visited.ref, granted],
  ]
  return {
    first,
    due,
    second: secondAfter(first),
    visit: addDays(first, 60),
    csv: {
      schools: rows('ref,name,nation,pupils,town,phone,website', [
        ...Object.values(schools).map(({ ref, name }) => `${ref},${name},england,310,Ottermead,,`),
      ]),
      awards: rows('school,award,action,on', [
        ...awards.flatMap(([ref, on]) => [
          `${ref},inclusive-school,granted,${on}`,
          `${ref},centre-of-excellence,granted,${on}`,
        ]),
      ]),
      contacts: rows('school,role,name,email,phone,service,service_on,news,news_on,wording,how', [
        contact(schools.due.ref, 'head', names[0], people.head, 'yes'),
        contact(schools.due.ref, 'inclusion-lead', names[1], people.lead, 'yes'),
        contact(schools.officeOnly.ref, 'office', 'School office', people.office, ''),
        contact(schools.unreachable.ref, 'head', names[2], people.withdrawn, 'withdrawn'),
        contact(schools.dayLater.ref, 'head', names[3], people.later, 'yes'),
        contact(schools.visited.ref, 'head', names[4], people.visited, 'yes'),
      ]),
    },
  }
}

const secondAfter = (first: Day) => workingDayOnOrBefore(firstCalendar, 'england', addDays(first, 30))

/** Both reviews fall due on the days meant, and the holidays leave a morning to each stage: not just before the summer. */
const fits = (first: Day) =>
  comesRound(addDays(first, 90)) && comesRound(dueLater(first)) && working(addDays(first, 1)) < secondAfter(first)

/** Of the school whose review falls due with the next working day’s morning. */
const dueLater = (first: Day) => addDays(working(addDays(first, 1)), 90)

const rows = (header: string, lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`

function contact(school: string, role: string, name: string, email: string, service: 'yes' | 'withdrawn' | ''): string {
  const said = service === '' ? ',,,,,' : `${service},2024-03-04,,,2018-05,paper`
  return `${school},${role},${name},${email},,${said}`
}
