/** The body's own words around its letters, as they stand and as they stood. */
import * as z from 'zod'
import { type LetterKind, letterKinds } from '../../../events/letter/events.ts'
import { paragraphOf, wordingDecider, wordingStream } from '../../../events/wording/decide.ts'
import { wordingHistory, wordsAround } from '../../../shared/deeds/wording.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { type Letterhead, letterheadValues } from '../../../shared/post/letterhead.ts'
import { letterOf } from '../../../shared/post/letters/all.ts'
import type { ApiTools } from '../tools.ts'
import { list, thing } from './read.ts'

const ofKind = z.object({
  kind: z.enum(letterKinds),
  purpose: z.enum(['service', 'news', 'rights', 'staff']),
  about: z.string(),
  when: z.string().optional(),
  /** Of the fixed words. */
  version: z.int(),
  examples: z.array(z.string()),
  paragraph: z.string().optional(),
  /** How often the paragraph was changed. */
  paragraphVersion: z.int(),
})

const wording = thing(
  {
    path: '/api/wording',
    sentence: 'The letterhead, and every kind of letter with its purpose, its version and the paragraph of its own.',
    filters: {},
    gives: z.object({ letterhead: letterheadValues(), letterheadVersion: z.int(), letters: z.array(ofKind) }),
  },
  async ({ tools }) => {
    const { state } = await loadStream(tools.log, wordingDecider, wordingStream)
    const letters = await Promise.all(
      letterKinds.map((kind) => kindView(tools, kind, paragraphOf(state, kind).version)),
    )
    const { letterhead } = await wordsAround(tools, undefined)
    return {
      letterhead: shown(letterhead),
      letterheadVersion: state.letterhead.version,
      letters: letters.filter((one) => one !== undefined),
    }
  },
)

function shown({ address, ...rest }: Letterhead) {
  return { ...rest, address: [...address] }
}

async function kindView(tools: ApiTools, kind: LetterKind, paragraphVersion: number) {
  const definition = letterOf(kind)
  if (!definition) return undefined
  const { purpose, about, when, version, examples } = definition
  const { paragraph } = await wordsAround(tools, kind)
  return { kind, purpose, about, when, version, examples: Object.keys(examples), paragraph, paragraphVersion }
}

const history = list(
  {
    path: '/api/wording/history',
    sentence: 'Every version of the letterhead, or of the paragraph of one kind of letter, newest first.',
    filters: { kind: z.enum(letterKinds).optional().describe('The letterhead when left out.') },
    item: z.object({
      version: z.int(),
      at: z.iso.datetime(),
      by: z.string(),
      paragraph: z.string().optional(),
      letterhead: letterheadValues().optional(),
      reason: z.string().optional(),
    }),
  },
  async ({ tools, query }) => {
    const items = await wordingHistory(tools, query.kind ?? 'letterhead')
    return {
      items: items.map(({ kind: _, letterhead, ...one }) => ({ ...one, letterhead: letterhead && shown(letterhead) })),
    }
  },
)

export const wordingReads = [wording, history]
