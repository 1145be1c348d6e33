/** Letters, newest first, each with why it was asked for and why it did not leave; and what waits for a person. */
import * as z from 'zod'
import { sentenceOf } from '../../../events/catalogue.ts'
import { taskSentence } from '../../../events/task/calls.ts'
import { saySettled } from '../../../events/task/events.ts'
import { readLetters, readTasks } from '../../../shared/board/reads/lists.ts'
import { type LetterCard, letterStates } from '../../../shared/board/rows/letter.ts'
import { type TaskCard, taskStates } from '../../../shared/board/rows/task.ts'
import { findContact } from '../../../shared/deeds/contacts.ts'
import { parseEventId } from '../../../shared/log/log.ts'
import type { ApiTools } from '../tools.ts'
import { list } from './read.ts'
import { schoolsById } from './school-views.ts'
import { schoolNamed } from './schools.ts'
import { idOf, letterShape, streamOf, taskShape } from './shapes.ts'

type LetterView = z.input<typeof letterShape>

const letters = list(
  {
    path: '/api/letters',
    sentence: 'Letters, newest first: what each is about, how far it got, and why it did not leave.',
    filters: {
      school: z.string().optional().describe('Reference or id.'),
      contact: z.string().max(254).optional().describe('Id or address.'),
      state: z.enum(letterStates).optional(),
      since: z.iso.date().optional().describe('Asked for on this day or later.'),
    },
    item: letterShape,
  },
  async ({ tools, query }, ask) => {
    const school = query.school === undefined ? undefined : await schoolNamed(tools, query.school)
    if (query.school !== undefined && !school) return { notFound: 'school' }
    const to = query.contact === undefined ? undefined : await findContact(tools, { contact: query.contact })
    if (query.contact !== undefined && !to) return { notFound: 'contact' }
    const { state, since } = query
    const filters = { school: school?.id, to, state, since }
    const { items, next } = await readLetters(tools.board, filters, ask)
    return { items: await letterViews(tools, items), next }
  },
)

/** Letters with the school's reference and the sentence of what called for them. */
export async function letterViews(tools: ApiTools, cards: readonly LetterCard[]): Promise<LetterView[]> {
  const schools = await schoolsById(
    tools,
    cards.flatMap(({ school }) => (school === undefined ? [] : idOf(school))),
  )
  const sentences = await sentencesOf(tools, cards)
  return cards.map((card) => {
    const { id, kind, purpose, role, matter, state, day, whyNot, heldBy, unresolved, refusedBecause, cause } = card
    const school = card.school === undefined ? undefined : schools.get(idOf(card.school))?.ref
    return {
      id,
      kind,
      purpose,
      [card.to.startsWith('staff#') ? 'staff' : 'contact']: idOf(card.to),
      role,
      school,
      matter,
      state,
      day,
      why: { ...card.facts, event: cause, at: card.causedAt, sentence: sentences.get(cause) ?? '' },
      whyNot,
      heldBy,
      unresolved,
      refusedBecause,
    }
  })
}

async function sentencesOf({ log }: ApiTools, cards: readonly LetterCard[]): Promise<ReadonlyMap<string, string>> {
  const causes = [...new Set(cards.map(({ cause }) => cause))]
  const found = await Promise.all(
    causes.map(async (cause) => {
      const place = parseEventId(cause)
      const commit = place && (await log.read(place.stream, place.version))
      const event = commit?.body.events[place?.n ?? 0]
      return [cause, event ? sentenceOf(event.type, event.data) : ''] as const
    }),
  )
  return new Map(found)
}

const tasks = list(
  {
    path: '/api/tasks',
    sentence: 'What waits for a person, soonest due first.',
    filters: {
      state: z.enum(taskStates).optional(),
      owner: z.string().max(120).optional().describe("A member of staff's id; `me` for oneself."),
    },
    item: taskShape,
  },
  async ({ tools, caller, query: { state, owner } }, ask) => {
    const stream = owner === 'me' ? caller.id : owner && streamOf('staff', owner)
    const { items, next } = await readTasks(tools.board, { state, owner: stream }, ask)
    const schools = await schoolsById(
      tools,
      items.flatMap(({ school }) => (school === undefined ? [] : idOf(school))),
    )
    return { items: items.map((card) => taskView(card, schools)), next }
  },
)

type TaskView = z.input<typeof taskShape>

function taskView(card: TaskCard, schools: ReadonlyMap<string, { readonly ref: string }>): TaskView {
  const { id, about, due, owner, state, outcome, settled, cause, school, contact, letter, deadLetter, mail, day } = card
  return {
    id,
    about,
    sentence: taskSentence(about, card),
    due,
    owner: owner && idOf(owner),
    state,
    outcome: settled ? saySettled(settled) : outcome,
    settled,
    cause,
    school: school && schools.get(idOf(school))?.ref,
    phone: card.schoolPhone,
    contact: contact && idOf(contact),
    letter: letter && idOf(letter),
    deadLetter,
    mail,
    day,
  }
}

export const letterReads = [letters, tasks]
