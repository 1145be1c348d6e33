/**
 * A withdrawal races the letters to the same address, on real adapters and real tables: which I/O step of whom goes next
 * is chosen from the seed, one at a time. What must hold: a letter claimed after the withdrawal stood on the
 * suppression list never leaves, and says why.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { several } from '../../events/kernel/several.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { sendLetter } from '../../functions/send-letters/send.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { withdrawConsent } from '../../shared/deeds/contacts.ts'
import { type DeedTools, letterStream } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'
import type { Log } from '../../shared/log/log.ts'
import { openLog } from '../../shared/log/log-dynamodb.ts'
import type { Vault } from '../../shared/vault/vault.ts'
import { openVault } from '../../shared/vault/vault-dynamodb.ts'
import type { Tables } from '../kit/dynalite.ts'
import { standInLog } from '../kit/stand-ins/log.ts'
import { standInPost } from '../kit/stand-ins/post.ts'
import { standInQueue } from '../kit/stand-ins/queue.ts'
import { openTurns, type Turns } from '../kit/turns.ts'
import { randomOf } from '../simulate/random.ts'

const now = '2026-09-16T10:00:00.000Z'
const today = '2026-09-16'
const world = () => worldAt(now, firstCalendar, defaultSettings)
const doing: Doing = { by: 'system', because: 'api', trace: 'race' }
const schools = ['school#race-one', 'school#race-two'] as const

/** Their review is due on 15 December, and this is the morning of its reminder 90 days before. */
const flagshipSince2024 = [
  { award: 'inclusive-school', action: 'granted', on: '2020-11-30' },
  { award: 'centre-of-excellence', action: 'granted', on: '2020-11-30' },
  { award: 'flagship', action: 'granted', on: '2024-12-15' },
] as const

/** What one race came to. */
export interface Race {
  readonly role: ContactRole
  readonly letters: readonly RacedLetter[]
}

export interface RacedLetter {
  /** The withdrawal stood on the suppression list before this letter's claim was begun. */
  readonly withdrawnBefore: boolean
  /** The provider was called. */
  readonly begun: boolean
  readonly state: string
  readonly whyNot: string | undefined
}

export interface Racing {
  race(seed: number): Promise<Race>
}

/** Opens the tables once for all races: two Flagships whose reminder fell due this morning, and sending on. */
export async function openRacing(tables: Tables): Promise<Racing> {
  const names = await tables.fresh()
  const turns = openTurns()
  const log = openLog(tables.client, names.log)
  const vault = openVault(tables.client, names.vault)
  const actors = ['withdraws', 'sends-one', 'sends-two'].map((name) => {
    const client = turns.client(name, tables.clientOf())
    return { name, log: openLog(client, names.log), vault: openVault(client, names.vault) }
  })
  await vault.suppress('makes.the.first.hash.key@oakfield.example', 'news', today)
  for (const [n, stream] of schools.entries()) {
    const register = { do: 'register-school', ref: `urn:10000${n}`, name: `Oakfield ${n}`, nation: 'england' } as const
    await act(toolsOf(log, vault), schoolDecider, stream, register, doing)
    const before = {
      ...toolsOf(log, vault),
      world: () => worldAt('2026-08-20T10:00:00.000Z', firstCalendar, defaultSettings),
    }
    await act(before, schoolDecider, stream, { do: 'take-over-history', rows: flagshipSince2024 }, doing)
    await act(toolsOf(log, vault), schoolDecider, stream, { do: 'wake' }, doing)
  }
  const on = { do: 'set-sending', position: 'on', mayBeOn: true } as const
  await act(toolsOf(log, vault), settingsDecider, settingsStream, on, doing)
  return { race: (seed) => raceOnce(seed, turns, log, vault, actors) }
}

interface Actor {
  readonly name: string
  readonly log: Log
  readonly vault: Vault
}

let ids = 0

function toolsOf(log: Log, vault: Vault): DeedTools {
  const newId = () => {
    ids += 1
    return `race-${ids}`
  }
  return { log, vault, world, newId, waitToRetry: async () => undefined }
}

async function raceOnce(
  seed: number,
  turns: Turns,
  log: Log,
  vault: Vault,
  [withdrawing, ...senders]: readonly Actor[],
): Promise<Race> {
  const random = randomOf(seed)
  // A person at both schools, or a mailbox both share.
  const role: ContactRole = random.pick(['head', 'office'])
  const who = `contact#race-${seed}`
  const email = `reader-${seed}@oakfield.example`
  await vault.putPerson(who, { name: 'Ada Marsh', email })
  await keepPerson(log, who, role)
  const letters = await Promise.all(senders.map((sender, n) => askFor(log, who, role, schools[n] ?? '', sender)))
  const seen = turns.begin(random)
  const left = new Set<string>()
  const send = async ({ sender, stream, event }: (typeof letters)[number]) => {
    const post = standInPost(async () => {
      await turns.turn(sender.name, 'post.send', async () => undefined)
      return undefined
    })
    post.onLetter(() => void left.add(stream))
    await sendLetter(senderTools(sender, post), event)
  }
  const withdraw = async () => {
    if (!withdrawing) return
    const command = { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: today } as const
    await withdrawConsent(toolsOf(withdrawing.log, withdrawing.vault), who, command, doing)
  }
  await turns.run([withdraw(), ...letters.map(send)])
  return {
    role,
    letters: await Promise.all(
      letters.map(async ({ sender, stream }) => {
        const { state } = await loadStream(log, letterDecider, stream)
        const suppressed = seen.indexOf('withdraws UpdateItem done')
        const claimed = seen.indexOf(`${sender.name} PutItem begun`)
        const withdrawnBefore = suppressed >= 0 && suppressed < claimed
        return { withdrawnBefore, begun: left.has(stream), state: state.state, whyNot: state.whyNot }
      }),
    ),
  }
}

/** The contact with consent, in one commit. */
async function keepPerson(log: Log, who: string, role: ContactRole): Promise<void> {
  const given = { purpose: 'service', wording: '2018-05', how: 'paper', on: '2026-08-01', imported: false } as const
  await commitAtOnce(log, (tools) =>
    act(
      tools,
      several(contactDecider),
      who,
      [
        ...schools.map((school) => ({ do: 'add-contact', school: school.slice('school#'.length), role }) as const),
        { do: 'give-consent', ...given },
      ],
      doing,
    ),
  )
}

async function askFor(log: Log, to: string, role: ContactRole, school: string, sender: Actor) {
  const matter = `review|${school}|2026-12-15|2026-12-15|before-90`
  const stream = letterStream(to, matter)
  const facts = { review: 'annual-review', award: 'flagship', stage: 'before-90', due: '2026-12-15' } as const
  const asked = { kind: 'review-reminder', purpose: 'service', to, role, school, topic: 'review', matter, cause: `${school}@1.0`, causedAt: now, facts } as const // biome-ignore format: one fact
  await commitAtOnce(log, (tools) => act(tools, letterDecider, stream, { do: 'ask-letter', asked }, doing))
  const event: Published = { id: `${stream}@1.0`, type: 'LetterAsked', v: 1, stream, version: 1, at: now, by: 'system', because: asked.cause, trace: 'race', data: {} } // biome-ignore format: one event
  return { sender, stream, event }
}

/** What is a stream's first commit needs no look at the table: it is decided beside it, and then written. */
async function commitAtOnce(log: Log, decide: (tools: DeedTools) => Promise<unknown>): Promise<void> {
  const beside = standInLog()
  const bodies: Parameters<Log['append']>[0][] = []
  beside.onCommit((body) => void bodies.push(body))
  await decide({ ...toolsOf(beside, nobody), log: beside })
  for (const body of bodies) await log.append(body)
}

const nobody = new Proxy<Vault>(Object.create(null), {
  get() {
    throw new Error('nobody is looked up here')
  },
})

function senderTools({ log, vault }: Actor, post: ReturnType<typeof standInPost>): Parameters<typeof sendLetter>[0] {
  return {
    ...toolsOf(log, vault),
    post,
    clock: { monotonic: () => 0 },
    later: standInQueue(),
    waitForTurn: async () => undefined,
    allStopped: () => undefined,
    publicUrl: () => 'https://awards.iqm.example',
    sender: 'Inclusion Quality Mark <awards@iqm.example>',
    replyDomain: 'iqm.example',
    silenceSeconds: 1800,
  }
}
