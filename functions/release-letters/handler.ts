/** release-letters with real tools: woken by switches, and every quarter of an hour for what was held meanwhile. */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { heldBys } from '../../events/letter/events.ts'
import { listOfWords } from '../../shared/board/lists.ts'
import { actToolsHere } from '../../shared/edge/acting.ts'
import { publishedIn, queueOrQuarterHourDoor } from '../../shared/edge/doors.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { type HeldLetter, releaseLetters } from './release.ts'

const board = boardHere()
const card = once(() => z.object({ heldBy: z.enum(heldBys), school: z.string().optional() }))

async function* heldLetters(): AsyncGenerator<HeldLetter> {
  const { index, keys } = listOfWords('lettersInState', 'held')
  for (const key of keys) {
    let after: string | undefined
    do {
      const { rows, next } = await board.query({ index, key, limit: 100, ...(after !== undefined && { after }) })
      for (const row of rows) yield { letter: row.stream, ...card().parse(row.data) }
      after = next
    } while (after !== undefined)
  }
}

const tools = { ...actToolsHere(), heldLetters }

async function afterEvent(message: unknown): Promise<void> {
  const event = publishedIn(message)
  if (event) await releaseLetters(tools, { by: 'system', because: event.id, trace: event.trace })
}

export const handler = queueOrQuarterHourDoor('release-letters', afterEvent, (at) =>
  releaseLetters(tools, { by: 'system', because: 'quarter-hour', trace: `quarter-hour ${at}` }),
)
