/**
 * Files what functions could not do: the message is kept, a fact says so, a task asks a person, and only then is it taken
 * from its queue. Broken off and done again, each meets itself. No function that failed is asked to help: a broken one
 * would otherwise bring forth dead letters about its dead letters.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { deadDecider, type Filed } from '../../events/dead/decide.ts'
import { addDays } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { type Raised, taskDecider } from '../../events/task/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { readDeadLetters } from '../../shared/board/reads/lists.ts'
import { taskStream } from '../../shared/deeds/tools.ts'
import type { Files } from '../../shared/files/files.ts'
import { type ActTools, act, type Doing, loadStream } from '../../shared/log/act.ts'
import { eventIdOf } from '../../shared/log/log.ts'
import type { DeadLetters, DeadMessage } from '../../shared/queue/dead-letters.ts'

export interface FilingTools extends ActTools {
  readonly board: Board
  readonly files: Files
  readonly deadLetters: DeadLetters
}

/** Looks at one function's dead letters in one run at most: ten messages each. */
const looks = 10

/** Files all there is; answers how many messages were taken from their queues. */
export async function fileDeadLetters(tools: FilingTools): Promise<number> {
  let count = 0
  for (const verb of tools.deadLetters.verbs) count += await fileThoseOf(tools, verb)
  return count
}

async function fileThoseOf(tools: FilingTools, verb: string): Promise<number> {
  let count = 0
  for (let look = 0; look < looks; look++) {
    const messages = await tools.deadLetters.some(verb)
    if (messages.length === 0) break
    for (const message of messages) await fileOne(tools, verb, message)
    count += messages.length
  }
  return count
}

/** How many wait for a person; more than a page is enough to ring. */
export async function waitingDeadLetters({ board }: Pick<FilingTools, 'board'>): Promise<number> {
  return (await readDeadLetters(board, { state: 'waiting' }, { limit: 200 })).items.length
}

const event = once(() =>
  z.object({ detail: z.object({ id: z.string(), type: z.string(), stream: z.string(), data: z.unknown() }) }),
)
const ofStream = once(() => z.object({ DDBStreamBatchInfo: z.unknown() }))
const keys = once(() => z.array(z.unknown()).min(1))

type About = Pick<Filed, 'kind' | 'queue' | 'event' | 'type' | 'stream'> & { readonly isOfDeadLetter: boolean }

function readBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** What a message is about, as far as it can be read. */
function aboutOf({ deadLetters }: FilingTools, verb: string, { body, queue }: DeadMessage): About {
  const read = readBody(body)
  const detail = event().safeParse(read).data?.detail
  const back = queue ?? (detail && deadLetters.eventsQueueOf(verb))
  const isStream = back === undefined && (isOf(ofStream(), read) || isOf(keys(), read))
  return {
    kind: back === undefined ? (isStream ? 'stream' : 'call') : 'queue',
    ...(back !== undefined && { queue: back }),
    ...(detail && { event: detail.id, type: detail.type, stream: detail.stream }),
    isOfDeadLetter: isOf(aboutDeadLetter(), detail?.data),
  }
}

const aboutDeadLetter = once(() => z.object({ about: z.literal('dead-letter') }))

function isOf(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}

/** Of what is made up for by itself, one a day and function is enough: it points at entries, and may be very many. */
function idOf(verb: string, { kind }: About, message: DeadMessage, today: string): string {
  return createHash('sha256')
    .update(JSON.stringify([verb, kind === 'queue' ? message.id : today]))
    .digest('hex')
    .slice(0, 32)
}

async function fileOne(tools: FilingTools, verb: string, message: DeadMessage): Promise<void> {
  const { now, today } = tools.world()
  const { isOfDeadLetter, ...about } = aboutOf(tools, verb, message)
  const id = idOf(verb, { ...about, isOfDeadLetter }, message, today)
  const [stream, kept] = [`dead#${id}`, `dead-letters/${id}.json`]
  const { tries, first } = message
  const filed: Filed = { verb, ...about, ...(tries && { tries }), ...(first && { first }), last: now, kept }
  await tools.files.put(kept, message.body, 'application/json')
  const doing: Doing = { by: 'system', because: about.event ?? 'quarter-hour', trace: tools.newId() }
  await act(tools, deadDecider, stream, { do: 'file-dead-letter', filed }, doing)
  // Nobody can be told of what telling cannot do; it stands in the list, and its alarm rings.
  if (!(verb === 'alert-staff' && isOfDeadLetter)) await askPerson(tools, id, filed, doing)
  await tools.deadLetters.remove(verb, message.receipt)
}

/** A person is to look within this many days. */
const within = 1

async function askPerson(tools: FilingTools, id: string, filed: Filed, doing: Doing): Promise<void> {
  const stream = `dead#${id}`
  const cause = eventIdOf(stream, 1, 0)
  const raised: Raised = {
    about: 'dead-letter',
    cause,
    deadLetter: id,
    verb: filed.verb,
    due: addDays(tools.world().today, within),
    ...(await touched(tools, filed.stream)),
  }
  await act(tools, taskDecider, taskStream(stream), { do: 'raise-task', raised }, { ...doing, because: cause })
}

/** Whom it touches: the school and the letter its event was about. */
async function touched(tools: ActTools, stream = ''): Promise<Pick<Raised, 'school' | 'schoolName' | 'letter'>> {
  if (stream.startsWith('school#')) {
    const { state } = await loadStream(tools.log, schoolDecider, stream)
    return { school: stream, ...(state.name && { schoolName: state.name }) }
  }
  if (!stream.startsWith('letter#')) return {}
  const { state } = await loadStream(tools.log, letterDecider, stream)
  return { letter: stream, ...(state.asked?.school && (await touched(tools, state.asked.school))) }
}
