/** What is seen from beside the deployed body: letters in the emulator's post, queues, log lines; nothing is changed by it. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Emulator } from './emulator.ts'
import { call } from './signed.ts'

const patience = 60_000
const lookEvery = 250

/** Looks again until what is seen is right, for a minute at most; then throws what was last wrong with it. */
export async function until<T>(look: () => Promise<T>, wrong: (seen: T) => string | undefined): Promise<T> {
  for (const end = Date.now() + patience; ; await sleep(lookEvery)) {
    const seen = await look()
    const why = wrong(seen)
    if (why === undefined) return seen
    if (Date.now() > end) throw new Error(`after ${patience / 1000} s still: ${why}`)
  }
}

const sent = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({ To: z.array(z.string()), Subject: z.string(), BodyText: z.string(), BodyHtml: z.string().nullish() }),
    ),
  ),
})

export type Letter = { readonly to: string; readonly subject: string; readonly text: string; readonly html: string }

/** The letters that left, oldest first. */
export async function lettersThatLeft({ endpoint }: Emulator): Promise<Letter[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`)
  return Object.values(sent.parse(await answer.json()).messages)
    .flat()
    .map(({ To, Subject, BodyText, BodyHtml }) => ({
      to: To.join(' '),
      subject: Subject,
      text: BodyText,
      html: BodyHtml ?? '',
    }))
}

const lying = z.object({
  messages: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.object({ Body: z.string() }))))),
})

/** What lies in each queue of the body, visible or being worked on, by the queue's name without the body's. */
export async function queues({ endpoint }: Emulator): Promise<Map<string, string[]>> {
  const answer = await fetch(`${endpoint}/_ministack/sqs/messages`)
  const regions = Object.values(lying.parse(await answer.json()).messages).flatMap((account) => Object.values(account))
  return new Map(
    regions
      .flatMap((region) => Object.entries(region))
      .map(([url, messages]): [string, string[]] => [url.split('/').at(-1) ?? url, messages.map(({ Body }) => Body)])
      .filter(([name]) => name.startsWith('iqm-emulator-'))
      .map(([name, bodies]) => [name.replace('iqm-emulator-', ''), bodies]),
  )
}

const areDeadLetters = (queue: string) => queue.endsWith('-dead-letters')

/** What could not be done, as `queue: message`. */
export async function deadLetters(emulator: Emulator): Promise<string[]> {
  return [...(await queues(emulator))]
    .filter(([name]) => areDeadLetters(name))
    .flatMap(([name, bodies]) => bodies.map((body) => `${name}: ${body}`))
}

/** Waits until nothing is under way: no message in any queue, and what `count` counts stands still for two looks. */
export async function atRest(emulator: Emulator, count: () => Promise<number>): Promise<number> {
  let before = -1
  return until(
    async () => {
      const busy = [...(await queues(emulator))].filter(([name, bodies]) => !areDeadLetters(name) && bodies.length > 0)
      const now = await count()
      const stood = now === before
      before = now
      return { busy: busy.map(([name, bodies]) => `${bodies.length} in ${name}`), stood, now }
    },
    ({ busy, stood }) => (busy.length > 0 ? busy.join(', ') : stood ? undefined : 'the log grows'),
  ).then(({ now }) => now)
}

const lines = z.object({ events: z.array(z.object({ message: z.string() })) })

/** The log lines of a function, as it wrote them. */
export async function linesOf({ endpoint }: Emulator, verb: string): Promise<string[]> {
  const body = JSON.stringify({ logGroupName: `/aws/lambda/iqm-emulator-${verb}` })
  const said = await call(endpoint, { service: 'logs', target: 'Logs_20140328.FilterLogEvents', body })
  return lines.parse(JSON.parse(said)).events.map(({ message }) => message)
}
