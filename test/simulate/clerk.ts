/**
 * Whoever calls from outside: sends a command to the API under a key of its own, and when no answer comes sends it
 * again, until it is answered. So what was asked for is done once, or refused, whatever broke in between.
 */
import * as z from 'zod'
import type { Asked } from '../../events/letter/events.ts'
import type { HistoryRow } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { doCommand } from '../../functions/answer-api/do.ts'
import { whoseAddress } from '../../shared/deeds/addresses.ts'
import { giveConsent } from '../../shared/deeds/contacts.ts'
import { schoolIdOf } from '../../shared/deeds/schools.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { requestStreamOf } from '../../shared/deeds/withdrawals-by-mail.ts'
import { act } from '../../shared/log/act.ts'
import { standInQueue } from '../kit/stand-ins/queue.ts'
import { standInViews } from '../kit/stand-ins/views.ts'
import type { Allowance } from './faults.ts'
import { type Call, type Errand, type Happening, minute } from './happenings.ts'
import type { Machine } from './machine.ts'
import { kindOf, type MailKind, mailKinds, writeMail } from './mails.ts'
import { aReason } from './people.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Watch } from './watch.ts'

export interface ClerkTools {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly machine: Machine
  readonly watch: Watch
  /** Told of each answer: the status, and the rule that said no. */
  readonly answered: (command: string, status: number, refused: string | undefined) => void
  readonly failed: (by: string, thrown: unknown) => void
  readonly problem: (says: string) => void
}

export interface Clerk {
  /** A letter was asked for: at times its addressee has other plans at the same moment. */
  asked(letter: Asked): void
  /** Does what the plan says, now. */
  begin(what: Happening): void
  /** Calls not answered yet. */
  waiting(): number
}

const caller = { id: 'staff#root', role: 'admin', clusters: [] } as const
/** Who asks for letters to themselves: a member of staff whose address is kept, as soon as there is one. */
const adminsAddress = 'admin.canary@body.example'
/** A call that is never answered is a call the system cannot answer. */
const mostTries = 40

export function clerkOf(tools: ClerkTools): Clerk {
  const { scheduler, random, machine, watch, problem } = tools
  let [calls, waiting] = [0, 0]

  /** Tries until it is done; `attempt` says whether it is. */
  const untilDone = (by: string, name: string, attempt: () => Promise<boolean>) => {
    waiting += 1
    const allowance: Allowance = { left: 3 }
    const go = (tries: number) => {
      if (!machine.isOn()) return void scheduler.after(random.int(60_000, 600_000), () => go(tries))
      if (tries > mostTries) {
        waiting -= 1
        return problem(`${name} was never answered`)
      }
      let done = false
      scheduler.start(
        by,
        [allowance],
        async () => {
          done = await attempt()
        },
        (how, thrown) => {
          if (how === 'failed') tools.failed(by, thrown)
          if (how === 'done' && done) waiting -= 1
          else scheduler.after(random.int(200, 15_000), () => go(tries + 1))
        },
      )
    }
    go(1)
  }

  const asAdmin = async () => {
    const id = await machine.vault.holderOf('staff', adminsAddress, machine.world().now)
    return id === undefined ? caller : { ...caller, id }
  }

  const call = ({ command, body, tryOut }: Omit<Call, 'at' | 'do'>) => {
    calls += 1
    const key = `call-${calls}`
    const bytes = bufferOf(JSON.stringify(body))
    untilDone('answer-api', `${command} ${JSON.stringify(body)}`, async () => {
      const api = apiTools(machine, scheduler, tryOut !== true)
      const by = command === 'test-letter' ? await asAdmin() : caller
      const asked = { caller: by, command, bytes, key, ifMatch: undefined, trace: `trace-${key}` }
      const answer = await doCommand(api, asked)
      if (answer.status === 409 || answer.status >= 500) return false
      if (answer.status === 400) problem(`${command} did not fit: ${answer.body}`)
      tools.answered(command, answer.status, refusedIn(answer.body))
      return true
    })
  }

  const errands: Readonly<Record<Errand['do'], (errand: Errand['with']) => void>> = {
    'finish a task': () => {
      const task = pickOr(random, watch.openTasks())
      if (task) call({ command: 'finish-task', body: { task, outcome: 'done', note: 'canary was rung up' } })
    },
    'assign a task': () => {
      const task = pickOr(random, watch.openTasks())
      if (task) call({ command: 'assign-task', body: { task, owner: 'coordinator.canary@body.example' } })
    },
    'settle a letter': () => {
      const letter = pickOr(random, watch.unresolvedLetters())
      const outcome = random.pick(['sent', 'not-sent'])
      if (letter) call({ command: 'resolve-letter', body: { letter, outcome, reason: 'canary looked it up' } })
    },
    'take over history': (errand) => {
      const { school, rows } = history.parse(errand)
      const doing = { by: 'system', because: 'import#simulated', trace: `import ${school}` }
      untilDone('run-import', 'an import of awards', async () => {
        const stream = `school#${schoolIdOf(school)}`
        const taken = await act(machine.deeds, schoolDecider, stream, { do: 'take-over-history', rows }, doing)
        // The clerk who registers the school may still be trying.
        return !isRefused(taken)
      })
    },
    'a mail comes': (errand) => {
      const { kind, email, number } = mailed.parse(errand)
      const { stranger, answers, dmarc } = kindOf(kind)
      const from = stranger ? `canary-${number}@home.example` : email
      const to = (answers && watch.mail.replyTo(email)) || 'info@iqm.example'
      const stream = machine.mailIn(writeMail(kind, from, to, number), dmarc)
      watch.mail.came({ stream, kind, from })
    },
    'is erased': (errand) => {
      const { email, received } = erasing.parse(errand)
      call({ command: 'open-request', body: { kind: 'erasure', email, received } })
      let looked = 0
      untilDone('answer-api', 'a request for erasure', async () => {
        looked += 1
        const who = await whoseAddress(machine.deeds, email)
        const request = who && requestStreamOf(who, 'erasure', received)
        const isOpen = request !== undefined && (await machine.deeds.log.head(request)) !== undefined
        // Whoever opens it may still be trying; or the address was nobody's then, or is somebody else's by now.
        if (request && !isOpen && looked < 10) return false
        if (isOpen) call({ command: 'decide-request', body: { request, outcome: 'answered' } })
        return true
      })
    },
    'import a consent': (errand) => {
      const { email, on } = imported.parse(errand)
      const doing = { by: 'system', because: 'import#simulated', trace: 'import of consents' }
      untilDone('run-import', 'an import of consents', async () => {
        const who = await machine.vault.holderOf('contact', email, machine.world().now)
        const given = { purpose: 'service', wording: '2018-05', how: 'paper', on, imported: true } as const
        if (who) await giveConsent(machine.deeds, who, given, doing)
        return true
      })
    },
  }

  const forAWhile = (on: Omit<Call, 'at' | 'do'>, off: Omit<Call, 'at' | 'do'>) => {
    call(on)
    scheduler.after(random.int(5, 600) * minute, () => call(off))
  }

  const otherPlans = (contact: string) => {
    const reason = aReason(random)
    random.weighed<() => void>([
      [7, () => call({ command: 'withdraw-consent', body: { contact, purpose: 'service' } })],
      [2, () => call({ command: 'pause-letters', body: { scope: 'contact', id: contact, reason } })],
      [
        1,
        () =>
          forAWhile(
            { command: 'pause-letters', body: { scope: 'all', reason } },
            { command: 'resume-letters', body: { scope: 'all', reason } },
          ),
      ],
      [
        1,
        () =>
          forAWhile(
            { command: 'set-sending', body: { position: 'off', reason } },
            { command: 'set-sending', body: { position: 'on', reason } },
          ),
      ],
    ])()
  }

  return {
    asked({ to }) {
      const earlier = watch.lastLetterTo(to)
      if (earlier !== undefined && random.chance(0.04)) machine.comesBack(earlier)
      if (random.chance(0.15)) scheduler.after(random.int(0, 2500), () => otherPlans(to))
    },
    begin: (what) => (what.do === 'call' ? call(what) : errands[what.do](what.with)),
    waiting: () => waiting,
  }
}

const historyRow: z.ZodType<HistoryRow> = z.object({
  award: z.enum(['inclusive-school', 'centre-of-excellence', 'flagship']),
  action: z.enum(['granted', 're-accredited']),
  on: z.string(),
})
const history = z.object({ school: z.string(), rows: z.array(historyRow) })
const mailed = z.object({
  kind: z.custom<MailKind>((kind) => Object.keys(mailKinds).includes(String(kind))),
  email: z.string(),
  number: z.int(),
})
const erasing = z.object({ email: z.string(), received: z.string() })
const imported = z.object({ email: z.string(), on: z.string() })

function apiTools(machine: Machine, scheduler: Scheduler, mayBeOn: boolean): Parameters<typeof doCommand>[0] {
  const { board, replies, files, mail, deeds } = machine
  const nobody = { bearerOf: async () => undefined }
  const clock = { monotonic: scheduler.ms }
  return {
    ...deeds,
    board,
    views: standInViews(scheduler.step),
    replies,
    files,
    mail,
    imports: standInQueue(scheduler.step),
    clock,
    wait: scheduler.wait,
    tokens: nobody,
    firstAdmin: undefined,
    publicUrl: () => 'https://awards.iqm.example',
    mayBeOn,
    report: () => undefined,
    look: async () => undefined,
  }
}

function bufferOf(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text)
  const buffer = new ArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}

const refusal = z.object({ refused: z.string() })

function refusedIn(body: string): string | undefined {
  return refusal.safeParse(JSON.parse(body)).data?.refused
}

function pickOr<T>(random: Random, from: readonly T[]): T | undefined {
  return from.length > 0 ? random.pick(from) : undefined
}
