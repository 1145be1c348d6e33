/** Why a letter went or not: what was considered for a school on a day, and what came of it. */
import * as z from 'zod'
import { isWorkingDay } from '../../../events/kernel/calendar.ts'
import { londonDay } from '../../../events/kernel/day.ts'
import { contactRoles } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { letterTopic, passedOverWhys, schoolFacts } from '../../../events/school/events.ts'
import { explainStages, type Reminded, stageFates } from '../../../events/school/explain.ts'
import type { Review, School } from '../../../events/school/state.ts'
import { readLetters } from '../../../shared/board/reads/lists.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import { entriesOf, type TrailEntry } from '../../../shared/board/rows/trail.ts'
import { foldFacts } from '../../../shared/log/act.ts'
import type { Log } from '../../../shared/log/log.ts'
import type { ApiTools } from '../tools.ts'
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

/** A school's life up to the end of a day. */
interface Story {
  readonly before: School
  readonly after: School
  readonly reminded: readonly Reminded[]
  /** What was recorded on the day. */
  readonly recorded: readonly TrailEntry[]
}

async function storyOf(log: Log, stream: string, until: string): Promise<Story> {
  let [before, after] = [schoolDecider.initial, schoolDecider.initial]
  const reminded: Reminded[] = []
  const recorded: TrailEntry[] = []
  for await (const { body } of log.history(stream)) {
    const on = londonDay(body.at)
    if (on > until) break
    after = foldFacts(schoolDecider, after, body.events)
    if (on < until) before = after
    else recorded.push(...entriesOf(body))
    reminded.push(...remindersIn(body.events).map((reminder) => ({ ...reminder, on })))
  }
  return { before, after, reminded, recorded }
}

function remindersIn(events: readonly { readonly type: string; readonly data: unknown }[]): Omit<Reminded, 'on'>[] {
  return events.flatMap(({ type, data }) => {
    if (type !== 'ReviewReminderDue') return []
    const { stage, due } = schoolFacts.ReviewReminderDue.data.parse(data)
    return [{ stage, due }]
  })
}

/** The review a day was about, with the school it was open at. */
function reviewOfDay({ before, after }: Story): { school: School; review: Review } | undefined {
  const wasDecided = before.review && before.review.own !== after.review?.own
  const school = wasDecided ? before : after
  return school.review && { school, review: school.review }
}

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
    const world = tools.world()
    const on = query.day ?? world.today
    const story = await storyOf(tools.log, `school#${found.id}`, on)
    const about = reviewOfDay(story)
    const letters = await lettersOf(tools, found.id, on)
    return {
      school: found.school.ref,
      day: on,
      workingDay: isWorkingDay(world.calendar, story.after.nation, on),
      review: about ? { ...shown(found.id, about.school), plannedAfter: about.review.plannedAfter } : null,
      stages: about ? explainStages(about.school, about.review, story.reminded, on, world) : [],
      recipients: recipientsIn(story.recorded),
      contacts: story.after.contacts.map(({ contact, role }) => ({ contact: idOf(contact), role })),
      letters: await letterViews(tools, letters),
      recorded: await entryViews(tools, story.recorded),
    }
  },
)

function shown(id: string, school: School) {
  const { review } = cardOf({ id, version: 0, school })
  if (!review) throw new Error('a school was to have a review')
  return reviewView(review)
}

function recipientsIn(recorded: readonly TrailEntry[]) {
  return recorded.flatMap(({ type, data }) => {
    if (type !== 'RecipientsChosen') return []
    const { topic, matter, via, to, passedOver } = schoolFacts.RecipientsChosen.data.parse(data)
    const over = passedOver.map(({ contact, why }) => ({ contact: idOf(contact), why }))
    return [{ topic, matter, via, to: to.map(idOf), passedOver: over }]
  })
}

/** The letters of a school asked for on a day. */
async function lettersOf({ board }: ApiTools, id: string, on: string): Promise<LetterCard[]> {
  const found: LetterCard[] = []
  let after: string | undefined
  do {
    const page = await readLetters(board, { school: id, since: on }, { limit: 200, after })
    found.push(...page.items.filter((letter) => letter.day === on))
    after = page.next
  } while (after !== undefined)
  return found
}

export const explainReads = [explain]
