// Only what a mail's sender wrote is read: not what it quotes, not what stands below it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Reading, readWish } from '../../../events/request/reading.ts'
import { letterOf, letters } from '../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../shared/post/render.tsx'
import { aRequest } from '../../shared/post/letters/a-request.ts'
import * as say from './wishes.ts'

const read = (text: string) => readWish({ subject: 'Re: Your annual review', text })
const asksOf = ({ asks }: Reading) => asks.map(({ ask }) => ask)
const wish = 'Please unsubscribe me and delete all my data.'

/** How mail programs quote a mail. */
const quoted: Readonly<Record<string, (text: string) => string>> = {
  'line by line': (text) => text.replace(/^/gm, '> '),
  'line by line, led in': (text) =>
    `On 2 Oct 2026, at 09:12, IQM <info@iqm.example> wrote:\n\n${text.replace(/^/gm, '> ')}`,
  'led in over two lines': (text) =>
    `On Fri, 2 Oct 2026 at 09:12, Inclusion Quality Mark Letters\n<letters@mail.iqm.example> wrote:\n${text.replace(/^/gm, '>')}`,
  'led in and not marked': (text) => `On 2 October 2026 09:12 IQM <info@iqm.example> wrote:\n\n${text}`,
  'as Outlook does': (text) =>
    `From: IQM <info@iqm.example>\nSent: 02 October 2026 09:12\nTo: Amira Hughes <amira@ashfield.example>\nSubject: Your review\n\n${text}`,
  'as Outlook does, in bold': (text) =>
    `________________________________\n*From:* IQM\n*Sent:* Friday\n*To:* Amira\n*Subject:* Your review\n\n${text}`,
  'as older Outlooks do': (text) => `-----Original Message-----\nFrom: IQM\nSent: Friday\nTo: Amira\n\n${text}`,
  'as Outlook does in Welsh': (text) =>
    `Oddi wrth: IQM <info@iqm.example>\nAnfonwyd: 02 Hydref 2026 09:12\nAt: Amira Hughes\nPwnc: Eich adolygiad\n\n${text}`,
  'led in in Welsh': (text) => `Ar 2 Hyd 2026 am 09:12, ysgrifennodd IQM <info@iqm.example>:\n\n${text}`,
  'led in in French': (text) => `Le ven. 2 oct. 2026 à 09:12, IQM <info@iqm.example> a écrit :\n\n${text}`,
  'led in in German': (text) => `Am 02.10.2026 um 09:12 schrieb IQM <info@iqm.example>:\n\n${text}`,
  'led in in Polish': (text) => `W dniu 2.10.2026 o 09:12, IQM <info@iqm.example> napisał(a):\n\n${text}`,
  'as Outlook does in German': (text) =>
    `Von: IQM <info@iqm.example>\nGesendet: Freitag, 2. Oktober 2026\nAn: Amira\nBetreff: Review\n\n${text}`,
  'forwarded by Gmail': (text) =>
    `---------- Forwarded message ---------\nFrom: Jo <jo@x.example>\nDate: Fri, 2 Oct 2026\nSubject: Hi\nTo: <me@x.example>\n\n${text}`,
  'forwarded by Apple': (text) => `Begin forwarded message:\n\nFrom: Jo <jo@x.example>\nSubject: Hi\n\n${text}`,
}

/** What stands below a mail. */
const below: Readonly<Record<string, string>> = {
  'a name': 'Kind regards,\n\nAmira Hughes\nHeadteacher\n01234 567890',
  'a name after two hyphens': '-- \nAmira Hughes\nAshfield Primary',
  'a notice of a school': `Many thanks\nAmira\n\nThis email and any attachments are confidential and intended solely for the use of the individual to whom they are addressed. If you have received this email in error please delete it and notify the sender. If you no longer wish to receive emails from us please unsubscribe.`,
  'the telephone it was written on': 'Sent from my iPhone',
  'the telephone it was written on, in Welsh': 'Anfonwyd o fy iPhone',
  'a Welsh farewell': 'Cofion cynnes\nAmira',
}

describe('what a mail quotes', () => {
  test.each(Object.entries(quoted))('does not count when quoted %s', (_, quote) => {
    expect(read(`Thank you, we have booked the visit for 24 November.\n\n${quote(wish)}`)).toMatchObject({
      asks: [],
      unsure: false,
    })
  })

  test.each(Object.entries(quoted))('hides no wish written above it, quoted %s', (_, quote) => {
    const reading = read(`Please take me off your mailing list.\n\nThanks\nAmira\n\n${quote('You can withdraw.')}`)
    expect(asksOf(reading)).toEqual(['withdraw-service', 'withdraw-news'])
    expect(reading.unsure).toBe(false)
  })

  test('may stand above the wish', () => {
    const reading = read(
      `On 2 Oct 2026, IQM wrote:\n> Your review is due.\n> You can withdraw.\n\nPlease unsubscribe me.`,
    )
    expect(asksOf(reading)).toEqual(['withdraw-service', 'withdraw-news'])
    expect(reading.unsure).toBe(false)
  })

  test('is nothing that anyone said when it is all there is', () => {
    expect(read(`> ${wish}`)).toMatchObject({ asks: [], unsure: true })
  })
})

describe('what stands below a mail', () => {
  test.each(Object.entries(below))('does not count: %s', (_, end) => {
    expect(read(`Thank you, all is booked.\n\n${end}`)).toMatchObject({ asks: [], unsure: false })
    const reading = read(`Please take me off your mailing list.\n\n${end}`)
    expect(asksOf(reading)).toEqual(['withdraw-service', 'withdraw-news'])
    expect(reading.unsure).toBe(false)
  })

  test('counts when it is added after the name', () => {
    const reading = read('All is booked.\n\nBest wishes\nAmira\n\nPS please take me off the newsletter list.')
    expect(reading).toMatchObject({ asks: [{ ask: 'withdraw-news' }], unsure: false })
  })

  test('goes to a person when it is a wish all the same', () => {
    expect(read('All is booked.\n\nBest wishes\nAmira\n\nPlease unsubscribe me.')).toMatchObject({ unsure: true })
  })
})

const mails = [
  ...say.withdrawsBoth,
  ...say.withdrawsNews,
  ...say.withdrawsInWelsh,
  ...say.ordinary,
  ...say.needsAPerson,
]
const known = (values: Readonly<Record<string, unknown>>) => fc.constantFrom(...Object.keys(values))

test('a reading stays the same under any quoted mail and any signature', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...mails),
      fc.constantFrom(...mails),
      known(quoted),
      known(below),
      (mail, other, how, end) => {
        const whole = `${mail}\n\n${below[end]}\n\n${quoted[how]?.(other)}`
        expect(read(whole)).toEqual(read(mail))
      },
    ),
    { numRuns: 300 },
  )
})

/** Every letter of ours in each of its examples, as the text that is sent. */
const ours = Object.keys(letters).flatMap((kind) => {
  const definition = letterOf(kind)
  if (definition === undefined) throw new Error(kind)
  return Object.values(definition.examples).map((facts) => renderLetter(definition, aRequest(facts)).text)
})
/** From "Why you get this" on, as some programs leave it below an answer without marking it. */
const feet = ours.map((text) => text.slice(Math.max(text.search(/^.{0,4}why you get this/im), 0)))

test('a reading stays the same under any letter of ours and above its foot alone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...mails),
      fc.constantFrom(...ours.map((_, at) => at)),
      known(quoted),
      (mail, at, how) => {
        expect(read(`${mail}\n\n${quoted[how]?.(ours[at] ?? '')}`)).toEqual(read(mail))
        expect(read(`${mail}\n\n${feet[at]}`)).toEqual(read(mail))
      },
    ),
    { numRuns: 200 },
  )
})

const denials: readonly ((wish: string) => string)[] = [
  (wish) => `I do not want you to do this: "${wish}"`,
  (wish) => `We never said: ${wish}`,
  (wish) => `If I write "${wish}", what happens?`,
  (wish) => `My colleague wrote to you: ${wish}`,
  (wish) => `It is not true that we asked: ${wish}`,
]

test('a plain wish put into another’s mouth or denied is never acted upon', () => {
  const plain = [...say.withdrawsBoth, ...say.withdrawsNews].filter((one) => one.split(/[.!?]\s/).length === 1)
  fc.assert(
    fc.property(fc.constantFrom(...plain), fc.constantFrom(...denials), (wish, deny) => {
      const reading = read(deny(wish))
      const acts = asksOf(reading).some((ask) => ask.startsWith('withdraw-')) && !reading.unsure && !reading.forAnother
      expect(acts, JSON.stringify(reading)).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('a denied verb is never acted upon', () => {
  const verbs = [
    'unsubscribe me',
    'take me off your list',
    'remove me from your mailing list',
    'stop emailing me',
    'opt me out',
  ]
  const denied = [
    'Please do not',
    "Please don't",
    'Do not',
    'Never',
    'You should not',
    'We do not want you to',
    'Please never',
    'There is no need to',
    'I would not like you to',
    'You need not',
  ]
  for (const no of denied)
    for (const verb of verbs) {
      const reading = read(`${no} ${verb}.`)
      expect(reading.unsure || reading.asks.length === 0, `${no} ${verb}: ${JSON.stringify(reading)}`).toBe(true)
    }
})
