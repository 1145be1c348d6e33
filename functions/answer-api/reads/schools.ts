/** Schools: the list with its filters and search, one with all that hangs on it, and open reviews soonest first. */
import * as z from 'zod'
import type { World } from '../../../events/kernel/decider.ts'
import { awards, nations } from '../../../events/kernel/words.ts'
import { riskOn } from '../../../events/school/standing.ts'
import { readReviews, readSchools, type SchoolFilters } from '../../../shared/board/reads/lists.ts'
import { searchSchools } from '../../../shared/board/reads/search.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { reviewStates, type SchoolCard } from '../../../shared/board/rows/school.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import type { ApiTools } from '../tools.ts'
import { entryViews } from './log-views.ts'
import { contactsNow } from './people.ts'
import { list, type Page, thing } from './read.ts'
import { cardOf, openReviewView, schoolView } from './school-views.ts'
import { oneSchoolShape, openReviewShape, schoolShape } from './shapes.ts'

/** Longer than any reference or id: such a name is nobody's, and no key of a table may be. */
const longestName = 200

/** The school of a path or filter, by reference or id. */
export async function schoolNamed(tools: ApiTools, name: string): Promise<FoundSchool | undefined> {
  return name === '' || name.length > longestName ? undefined : findSchool(tools.log, name)
}

const level = z.enum([...awards, 'none']).describe('The highest award; `none` for schools without one.')

const schools = list(
  {
    path: '/api/schools',
    sentence: 'Schools by name, or found by the beginnings of words of their name, town or reference.',
    filters: {
      q: z.string().max(200).optional(),
      level: level.optional(),
      nation: z.enum(nations).optional(),
      standing: z.enum(['good', 'at-risk', 'none']).optional(),
      cluster: z.string().max(200).optional(),
    },
    item: schoolShape,
  },
  async ({ tools, query }, ask) => {
    const { today } = tools.world()
    const filters = {
      level: query.level === 'none' ? null : query.level,
      nation: query.nation,
      standing: query.standing,
      cluster: query.cluster === undefined ? undefined : { id: query.cluster.replace(/^cluster#/, ''), today },
    }
    const { items, next } = await find(tools, query.q, filters, ask)
    return { items: items.map((card) => schoolView(card, today)), next }
  },
)

function find(
  { board }: ApiTools,
  q: string | undefined,
  filters: SchoolFilters,
  ask: { readonly limit: number; readonly after: string | undefined },
): Promise<Page<SchoolCard>> {
  return q === undefined ? readSchools(board, filters, ask) : searchSchools(board, q, filters, ask)
}

/** Entries of a school's timeline on its own page; the log has the rest. */
const timelineEntries = 50

const school = thing(
  {
    path: '/api/schools/{school}',
    sentence: 'One school with its awards, open review, contacts and what happened.',
    filters: {},
    gives: oneSchoolShape,
  },
  async ({ tools, caller, params: { school: name = '' } }) => {
    const found = await schoolNamed(tools, name)
    if (!found) return { notFound: 'school' }
    const [contacts, timeline] = await Promise.all([
      contactsNow(
        tools,
        caller,
        found.school.contacts.map(({ contact }) => contact),
      ),
      readTrail(tools, { school: found.id }, { limit: timelineEntries }),
    ])
    return {
      ...schoolView(cardOf(found), tools.world().today),
      standing: standingNow(found, tools.world()),
      version: found.version,
      contacts,
      timeline: await entryViews(tools, timeline.items),
    }
  },
)

/** What counts against a Flagship today: the card has what counted when the risk was recorded. */
function standingNow({ school: found }: FoundSchool, world: World): SchoolCard['standing'] {
  const { standing } = cardOf({ id: '', version: 0, school: found })
  const risk = riskOn(found, world.today, world.calendar, world.settings)
  return standing.state === 'at-risk' && risk ? { ...standing, ...risk, meetings: [...risk.meetings] } : standing
}

const reviews = list(
  {
    path: '/api/reviews',
    sentence: 'Open reviews, soonest due first.',
    filters: {
      state: z.enum(reviewStates).optional(),
      within: z.coerce.number().int().min(0).max(3700).optional().describe('Due at most so many days from today.'),
    },
    item: openReviewShape,
  },
  async ({ tools, query }, ask) => {
    const { items, next } = await readReviews(tools.board, { ...query, today: tools.world().today }, ask)
    return { items: items.map(openReviewView), next }
  },
)

export const schoolReads = [schools, school, reviews]
