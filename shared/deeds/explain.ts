/**
 * What was considered for a school on a day, and what came of it: the review the day was about, each stage of its
 * ladder, who was chosen to be written to and who was passed over, the letters, and how the school stood at its end.
 */
import { isWorkingDay } from '../../events/kernel/calendar.ts'
import { type Day, londonDay } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { schoolFacts } from '../../events/school/events.ts'
import { type ExplainedStage, explainStages, type Reminded } from '../../events/school/explain.ts'
import type { Review, School } from '../../events/school/state.ts'
import type { Board } from '../board/board.ts'
import { readLetters } from '../board/reads/lists.ts'
import type { LetterCard } from '../board/rows/letter.ts'
import { entriesOf, type TrailEntry } from '../board/rows/trail.ts'
import { foldFacts } from '../log/act.ts'
import type { Log } from '../log/log.ts'

/** A choice of recipients as it was recorded. */
export type Chosen = ReturnType<typeof chosenIn>[number]

export interface Explained {
  readonly workingDay: boolean
  /** The review the day was about, with the school it was open at; one decided on it stands as it stood before. */
  readonly about: { readonly school: School; readonly review: Review } | undefined
  readonly stages: readonly ExplainedStage[]
  readonly chosen: readonly Chosen[]
  /** The school at the day's end. */
  readonly after: School
  /** Letters asked for on the day. */
  readonly letters: readonly LetterCard[]
  /** What the school's own log says of the day. */
  readonly recorded: readonly TrailEntry[]
}

interface ExplainTools {
  readonly log: Log
  readonly board: Board
  readonly world: () => World
}

/** Explains a day of a school (its id). Settings and calendar are those of now. */
export async function explainDay(tools: ExplainTools, id: string, day: Day): Promise<Explained> {
  const world = tools.world()
  const story = await storyOf(tools.log, `school#${id}`, day)
  const about = reviewOfDay(story)
  return {
    workingDay: isWorkingDay(world.calendar, story.after.nation, day),
    about,
    stages: about ? explainStages(about.school, about.review, story.reminded, day, world) : [],
    chosen: chosenIn(story.recorded),
    after: story.after,
    letters: await lettersAskedOn(tools, id, day),
    recorded: story.recorded,
  }
}

/** A school's life up to the end of a day. */
interface Story {
  readonly before: School
  readonly after: School
  readonly reminded: readonly Reminded[]
  /** What was recorded on the day. */
  readonly recorded: readonly TrailEntry[]
}

async function storyOf(log: Log, stream: string, until: Day): Promise<Story> {
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

function chosenIn(recorded: readonly TrailEntry[]) {
  return recorded.flatMap(({ type, data, at }) =>
    type === 'RecipientsChosen' ? [{ ...schoolFacts.RecipientsChosen.data.parse(data), at }] : [],
  )
}

/** The letters of a school asked for on a day. */
async function lettersAskedOn({ board }: Pick<ExplainTools, 'board'>, id: string, day: Day): Promise<LetterCard[]> {
  const found: LetterCard[] = []
  let after: string | undefined
  do {
    const page = await readLetters(board, { school: id, since: day, until: day }, { limit: 200, after })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}
