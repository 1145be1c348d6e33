/** What each function does with a message or a quarter of an hour: its real core, with the simulated ports as its tools. */
import * as z from 'zod'
import { heldBys } from '../../events/letter/events.ts'
import { alertStaff } from '../../functions/alert-staff/alert.ts'
import { askBulletin } from '../../functions/ask-bulletins/ask.ts'
import { askLetters } from '../../functions/ask-letters/ask.ts'
import { runQuarterHour } from '../../functions/begin-day/begin.ts'
import { erasePerson } from '../../functions/erase-person/erase.ts'
import { finishTasks } from '../../functions/finish-tasks/finish.ts'
import { followAttendance } from '../../functions/follow-attendance/follow.ts'
import { type Follow, followerOf } from '../../functions/follow-log/follow.ts'
import { keepEntries } from '../../functions/keep-entries/keep.ts'
import { noteDelivery, readProviderEvent } from '../../functions/note-deliveries/note.ts'
import { passOn } from '../../functions/pass-on-letters/pass-on.ts'
import { followChange, type PlanTools, planAnew, planMessage } from '../../functions/plan-anew/plan.ts'
import { raiseTaskFor } from '../../functions/raise-tasks/raise.ts'
import { lookForMail } from '../../functions/receive-mail/look.ts'
import { type MailTold, receiveMail } from '../../functions/receive-mail/receive.ts'
import { type HeldLetter, releaseLetters } from '../../functions/release-letters/release.ts'
import { sealDays } from '../../functions/seal-log/seal.ts'
import { sendLetter } from '../../functions/send-letters/send.ts'
import type { SendTools } from '../../functions/send-letters/tools.ts'
import { forgetContact } from '../../functions/tidy-vault/forget.ts'
import { tidyVault } from '../../functions/tidy-vault/tidy.ts'
import { wakeMessage, wakeShard } from '../../functions/wake-streams/wake.ts'
import type { Board } from '../../shared/board/board.ts'
import { listOfWords } from '../../shared/board/lists.ts'
import type { Published } from '../../shared/bus/bus.ts'
import type { Envelope } from '../../shared/post/post.ts'
import type { Ports } from './ports.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

export interface FunctionTools {
  readonly ports: Ports
  readonly scheduler: Scheduler
  readonly random: Random
  readonly wakeShards: number
  /** Told of a stream that could not be woken. */
  readonly failed: (by: string, thrown: unknown) => void
  /** Told of each letter that is about to be handed to the provider. */
  readonly begun: (envelope: Envelope) => void
  /** Told when the provider takes nothing at all. */
  readonly allStopped: () => void
}

type Handle = (message: unknown) => Promise<unknown>

/** Functions that do nothing here, each with the reason. */
export const notSimulated: Readonly<Record<string, string>> = {
  'run-import': 'imports come in with files, which are tried with the sample body instead',
  'answer-api': 'the clerk calls its core',
  'file-dead-letters': 'a run that has a dead letter is found wanting before one could be filed',
  'forward-mail': 'sends on ordinary mail to the office, which answers nobody; it has tests of its own',
  'tidy-mail': 'mail is kept for longer than these weeks',
  'serve-console': 'pages only show what the board holds',
  'admit-staff': 'accounts lie at the provider of sign-in, and nothing here hangs on them',
  'serve-public': 'links in letters are followed by people, who have tests of their own',
}

export interface Functions {
  readonly follow: Follow
  /** By the function's name, what it does with a message of its queues, as its handler says. */
  readonly handlers: Readonly<Record<string, Handle>>
  /** By the function's name, what it does every quarter of an hour. */
  /** What the mail provider calls for a mail that it stored. */
  readonly mailCame: (told: MailTold) => Promise<void>
  readonly quarterHourly: Readonly<Record<string, (at: string) => Promise<unknown>>>
}

export function functionsOf(tools: FunctionTools): Functions {
  const { ports, scheduler, failed } = tools
  const { log, board, vault, bus, files, repair, wake, plan, deeds } = ports
  const follow = followers({ log, bus, board, wakeShards: () => tools.wakeShards })
  const wait = (ms: number) => scheduler.wait(ms)
  const release = (because: string, trace: string) =>
    releaseLetters({ ...deeds, heldLetters: () => heldLetters(board) }, { by: 'system', because, trace })
  const planning = {
    ...deeds,
    board,
    plan,
    remaining: () => 300_000,
    failed: (_: string, thrown: unknown) => failed('plan-anew', thrown),
  }
  const waking = { ...deeds, board, wake, remaining: () => 300_000 }
  const sending = sendTools(tools)
  const receiving = { ...deeds, mail: ports.mail, ownDomains: ['iqm.example'] }
  const looking = {
    ...receiving,
    storedNow: scheduler.now,
    untoldSeconds: 900,
    remaining: () => 60_000,
    failed: (_: string, thrown: unknown) => failed('receive-mail', thrown),
  }
  return {
    follow,
    handlers: {
      'follow-log': async (message) => {
        const { stream, version } = place.parse(message)
        const commit = await log.read(stream, version)
        if (commit) await follow([commit.body])
      },
      'wake-streams': (message) =>
        wakeShard({ ...waking, failed: (_, thrown) => failed('wake-streams', thrown) }, wakeMessage().parse(message)),
      'plan-anew': (message) => planAnewHere(planning, message),
      'ask-letters': (message) => askLetters(deeds, detailOf(message)),
      'ask-bulletins': (message) => askBulletin({ ...deeds, board }, detailOf(message)),
      'send-letters': (message) => sendLetter(sending, detailOf(message)),
      'tidy-vault': async (message) => {
        const { type, stream } = detailOf(message)
        if (type === 'ContactForgotten') await forgetContact({ log, vault }, stream)
        else await tidyVault({ log, vault }, deeds.world().now)
      },
      'pass-on-letters': (message) => passOn(deeds, detailOf(message)),
      'release-letters': (message) => release(detailOf(message).id, detailOf(message).trace),
      'note-deliveries': async (message) => {
        const event = readProviderEvent(message)
        if (event) await noteDelivery(deeds, event)
      },
      'follow-attendance': (message) => followAttendance(deeds, detailOf(message)),
      'raise-tasks': (message) => raiseTaskFor({ ...deeds, board }, detailOf(message)),
      'alert-staff': (message) => alertStaff({ ...deeds, board }, detailOf(message)),
      'finish-tasks': (message) => finishTasks(deeds, detailOf(message)),
      'erase-person': (message) =>
        erasePerson(
          { ...deeds, board, files, mail: ports.mail, providerList: ports.providerList, through: vault },
          detailOf(message),
        ),
      'keep-entries': (message) => keepEntries(vault, detailOf(message)),
      'seal-log': (message) => sealDays({ ...deeds, board, files, wait }, detailOf(message)),
    },
    mailCame: (told) => receiveMail(receiving, told),
    quarterHourly: {
      'receive-mail': (at) => lookForMail(looking, at),
      'begin-day': (at) => runQuarterHour({ ...deeds, board, repair, wake, wait }, at),
      'release-letters': (at) => release('quarter-hour', `quarter-hour ${at}`),
    },
  }
}

function planAnewHere(tools: PlanTools, message: unknown): Promise<void> {
  const walk = planMessage().safeParse(message)
  return walk.success ? planAnew(tools, walk.data) : followChange(tools, detailOf(message))
}

function sendTools({ ports: { deeds, post, later }, scheduler, random, begun, allStopped }: FunctionTools): SendTools {
  return {
    ...deeds,
    post: {
      send(envelope) {
        begun(envelope)
        return post.send(envelope)
      },
    },
    clock: { monotonic: scheduler.ms },
    later,
    waitForTurn: () => scheduler.wait(random.int(0, 80)),
    allStopped,
    publicUrl: () => 'https://awards.iqm.example',
    sender: 'Inclusion Quality Mark <awards@iqm.example>',
    replyDomain: 'iqm.example',
    silenceSeconds: 1800,
  }
}

const heldCard = z.object({ heldBy: z.enum(heldBys), school: z.string().optional() })

async function* heldLetters(board: Board): AsyncGenerator<HeldLetter> {
  const { index, keys } = listOfWords('lettersInState', 'held')
  for (const key of keys) {
    const { rows } = await board.query({ index, key, limit: 1000 })
    for (const row of rows) yield { letter: row.stream, ...heldCard.parse(row.data) }
  }
}

/** Followers as containers: each does one thing at a time and keeps its memory; one that dies takes its memory along. */
function followers(tools: Parameters<typeof followerOf>[0]): Follow {
  const idle: Follow[] = []
  return async (commits) => {
    const follower = idle.pop() ?? followerOf(tools)
    try {
      await follower(commits)
    } finally {
      // Of one that died nothing comes back to here.
      idle.push(follower)
    }
  }
}

const place = z.object({ stream: z.string(), version: z.int() })
const published = z.custom<Published>((value) => typeof value === 'object' && value !== null && 'stream' in value)
const withDetail = z.object({ detail: published })

function detailOf(message: unknown): Published {
  return withDetail.parse(message).detail
}
