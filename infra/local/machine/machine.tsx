/**
 * The time machine: one machine's clock moved from a page, the letters that left meanwhile, and the switches by which
 * something goes wrong. It lives beside the system and not in it: what runs on AWS has no such page.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import { addDays, addMinutes, type Instant, londonDay, londonTime } from '../../../events/kernel/day.ts'
import { readDay, sayMoment } from '../../../shared/pages/day.tsx'
import { renderPage } from '../../../shared/pages/layout.tsx'
import { type Cloud, faultKinds, faultPlaces } from '../cloud/types.ts'
import { type Move, quarterAtOrAfter } from '../days.ts'
import type { GatewayAnswer } from '../http.ts'
import { drawLetter, drawMachine, sayFault } from './draw.tsx'

/** Where it is. */
export const machinePath = '/local/machine'

export interface MachineTools {
  readonly now: () => Instant
  readonly hasTestClock: boolean
  /** Moves the test clock; answers the day it stands on then, or undefined when the day is past. */
  readonly moveTo: (move: Move) => Promise<string | undefined>
  /** The first instant after now at which something is to happen by itself. */
  readonly nextDue: () => Promise<Instant | undefined>
  readonly mail: Cloud['mail']
  readonly faults: Cloud['faults']
}

/** Answers a request for the machine's pages. */
export async function answerMachine(tools: MachineTools, event: APIGatewayProxyEventV2): Promise<GatewayAnswer> {
  const { method } = event.requestContext.http
  const below = event.rawPath.slice(machinePath.length)
  if (method === 'POST')
    return isFromElsewhere(event) ? stop(403, 'This form came from elsewhere.') : act(tools, below, event)
  const [, letter, asMail] = /^\/mail\/([^/]+)(\/as-mail)?$/.exec(below) ?? []
  if (letter !== undefined) return readLetter(tools, decodeURIComponent(letter), asMail !== undefined)
  return below === '' || below === '/'
    ? show(tools, event.queryStringParameters?.said)
    : stop(404, 'There is no such page.')
}

/** A browser says where a form was sent from; tools that say nothing are at home here. */
function isFromElsewhere({ headers }: APIGatewayProxyEventV2): boolean {
  const from = headers['sec-fetch-site']
  return from !== undefined && from !== 'same-origin' && from !== 'none'
}

/** Letters shown on the page, the latest first. */
const mostLetters = 30

async function show(tools: MachineTools, said: string | undefined): Promise<GatewayAnswer> {
  const letters = (await tools.mail.list()).toReversed()
  return page(
    'Time machine',
    tools,
    drawMachine({
      now: tools.now(),
      hasTestClock: tools.hasTestClock,
      said,
      letters: letters.slice(0, mostLetters),
      more: letters.length > mostLetters,
      faults: tools.faults.list(),
    }),
  )
}

async function readLetter(tools: MachineTools, id: string, asMail: boolean): Promise<GatewayAnswer> {
  const letter = (await tools.mail.list()).find((one) => one.id === id)
  if (!letter) return stop(404, 'No such letter has left.')
  if (asMail)
    return html(200, letter.html, "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
  return page(letter.subject, tools, drawLetter(letter))
}

const move = z.strictObject({ to: z.string(), outage: z.literal('yes').optional() })
const fault = z.strictObject({
  on: z.enum(faultPlaces),
  do: z.enum(faultKinds),
  next: z.union([z.literal('all'), z.coerce.number().int().min(1).max(10_000)]),
})

type Fields = Readonly<Record<string, string>>
type Deed = (tools: MachineTools, fields: Fields) => Promise<string>

/** What the page's buttons do; each answers what to say of it. */
const deeds: Readonly<Record<string, Deed>> = {
  '/next-day': (tools) => moved(tools, { to: addDays(londonDay(tools.now()), 1) }),
  '/to-day': async (tools, fields) => {
    const { to, outage } = move.parse(fields)
    const day = readDay(to)
    return day === undefined ? 'Give a day, such as 27 Mar 2027.' : moved(tools, { to: day, outage: outage === 'yes' })
  },
  '/next-happening': async (tools) => {
    const due = await tools.nextDue()
    if (due === undefined) return 'Nothing is to happen by itself.'
    const at = quarterAtOrAfter(addMinutes(due, 0))
    return moved(tools, { to: londonDay(at), at: londonTime(at) })
  },
  '/fault': async (tools, fields) => {
    const parsed = fault.safeParse(fields)
    if (!parsed.success) return 'Choose where, what, and how often.'
    tools.faults.set(parsed.data)
    return `Set: ${sayFault(parsed.data)}.`
  },
  '/no-faults': async (tools) => {
    tools.faults.clear()
    return 'Nothing goes wrong on purpose any more.'
  },
  '/empty-mail': async (tools) => {
    await tools.mail.clear()
    return 'The letters that left are put away.'
  },
}

async function moved(tools: MachineTools, to: Move): Promise<string> {
  if (!tools.hasTestClock) return 'The real time holds here: start with START_DAY to have a clock that can be moved.'
  const before = (await tools.mail.list()).length
  const stands = await tools.moveTo(to)
  if (stands === undefined) return 'That day is past: the clock only goes forward.'
  const left = (await tools.mail.list()).length - before
  const letters = left === 0 ? 'No letter left' : left === 1 ? 'One letter left' : `${left} letters left`
  return `The clock stands at ${sayMoment(tools.now())}. ${letters} on the way.`
}

async function act(tools: MachineTools, below: string, event: APIGatewayProxyEventV2): Promise<GatewayAnswer> {
  const deed = deeds[below]
  if (!deed) return stop(404, 'There is no such page.')
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString()
  const fields = Object.fromEntries([...new URLSearchParams(body)].filter(([, value]) => value !== ''))
  const said = await deed(tools, fields).catch((thrown: unknown) => {
    if (thrown instanceof z.ZodError) return 'Something in the form does not fit.'
    throw thrown
  })
  return { ...html(303, ''), headers: { location: `${machinePath}?${new URLSearchParams({ said })}` } }
}

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

function page(
  title: string,
  { now, hasTestClock }: MachineTools,
  children: Parameters<typeof renderPage>[0]['children'],
): GatewayAnswer {
  const testClock = hasTestClock ? now() : undefined
  return html(200, renderPage({ title, problem: false, body: 'This machine', testClock, children }))
}

function html(statusCode: number, body: string, csp = policy): GatewayAnswer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': csp,
    'cache-control': 'no-store',
  }
  return { statusCode, headers, cookies: [], body, isBase64Encoded: false }
}

function stop(statusCode: number, words: string): GatewayAnswer {
  return { ...html(statusCode, words), headers: { 'content-type': 'text/plain; charset=utf-8' } }
}
