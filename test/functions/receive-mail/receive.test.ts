// A stored mail is taken in once and to the end, wherever it breaks off; what nobody tells of is found.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { lookForMail } from '../../../functions/receive-mail/look.ts'
import { seeMail } from '../../../shared/deeds/mail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { type StepFault, stepFaults } from '../../kit/stand-ins/step.ts'
import { aDesk, aMail, amira, start } from './kit.ts'

type Desk = Awaited<ReturnType<typeof aDesk>>

const withdrawal = aMail('I withdraw my consent and ask that you delete any personal data you hold about me.')

const mailIn = async ({ tools }: Desk, stream: string) => (await loadStream(tools.log, mailDecider, stream)).state
const contactIn = async ({ tools, contact }: Desk) => (await loadStream(tools.log, contactDecider, contact)).state

/** All that came of it, but for the ids of notes, of which one that broke off leaves some behind. */
async function outcome(desk: Desk, name: string): Promise<object> {
  const { filed, read, acted } = await mailIn(desk, desk.streamOf(name))
  const { consents, paused } = await contactIn(desk)
  const requests = await Promise.all(
    (acted ?? []).map(async (stream) => (await desk.tools.log.head(stream))?.body.state),
  )
  return { filed, deeds: read?.deeds, asks: read?.asks.map(({ ask }) => ask), acted, consents, paused, requests }
}

describe('a stored mail', () => {
  test('that breaks off at any step is finished by being told of again, as if nothing had happened', async () => {
    const whole = await aDesk()
    await whole.store('one', withdrawal)
    let count = 0
    whole.through(async () => {
      count += 1
      return undefined
    })
    await whole.tell('one')
    const expected = await outcome(whole, 'one')
    expect(count).toBeGreaterThan(20)
    for (const fault of stepFaults)
      for (let at = 1; at <= count; at++) {
        const desk = await brokenAt(at, fault)
        desk.through(async () => undefined)
        await desk.tell('one')
        expect([fault, at, await outcome(desk, 'one')]).toEqual([fault, at, expected])
      }
  })

  test('is filed although it is no mail at all, and a person is to look', async () => {
    const desk = await aDesk()
    for (const [name, bytes] of Object.entries({
      none: '',
      noise: '\u0000\u0001\u0002',
      page: '<html>',
      from: 'From:\r\n\r\nx',
    })) {
      await desk.store(name, bytes)
      await desk.tell(name)
      const { read, acted } = await mailIn(desk, desk.streamOf(name))
      expect([name, read?.sender, read?.deeds, acted]).toEqual([name, 'nobody', ['ask-person'], []])
    }
  })

  test('keeps what a person would see beside it, and the sentence that decided in the vault', async () => {
    const desk = await aDesk()
    await desk.store('one', withdrawal)
    await desk.tell('one')
    const stream = desk.streamOf('one')
    expect(await seeMail(desk.tools, stream)).toMatchObject({ from: { address: amira }, subject: 'hello' })
    const { read } = await mailIn(desk, stream)
    const [first] = read?.asks ?? []
    expect(await desk.tools.vault.note(first?.sentence ?? '', start)).toMatch(/withdraw my consent/)
    const log = await Array.fromAsync(desk.tools.log.history(stream))
    expect(JSON.stringify(log)).not.toMatch(/amira|withdraw my consent|hello/i)
  })

  test('of somebody whose verdict is not that of the mail provider acts on nothing', async () => {
    const desk = await aDesk()
    const headers = 'Authentication-Results: amazonses.com; dmarc=pass\r\n'
    await desk.store('one', aMail('Please remove me from all lists.', { headers }))
    await desk.tell('one', 'fail')
    const { consents, paused } = await contactIn(desk)
    expect([consents.service?.state, consents.news?.state, paused]).toEqual(['given', 'given', true])
  })
})

/** A desk where taking the mail in failed at its n-th step; where that step bears the fault, it went well. */
async function brokenAt(at: number, fault: StepFault): Promise<Desk> {
  const desk = await aDesk()
  await desk.store('one', withdrawal)
  let count = 0
  desk.through(async () => {
    count += 1
    return count === at ? fault : undefined
  })
  await desk.tell('one').catch(() => undefined)
  return desk
}

describe('the quarter-hourly look', () => {
  const later = '2026-10-06T10:20:00.000Z'
  const look = (desk: Desk, at = later) => {
    const failed: string[] = []
    desk.moveTo(at)
    const tools = {
      ...desk.tools,
      storedNow: () => at,
      untoldSeconds: 900,
      remaining: () => 60_000,
      failed: (stream: string) => void failed.push(stream),
    }
    return lookForMail(tools, at).then((left) => ({ left, failed }))
  }

  test('takes up a mail nobody told of, as one nobody vouches for', async () => {
    const desk = await aDesk()
    await desk.store('one', withdrawal)
    expect(await look(desk)).toEqual({ left: 0, failed: [] })
    const { filed, read } = await mailIn(desk, desk.streamOf('one'))
    expect([filed?.verdict, filed?.found, filed?.received]).toEqual(['not-passed', true, start])
    expect(read?.deeds).toContain('ask-was-this-you')
    expect((await contactIn(desk)).consents.service?.state).toBe('given')
  })

  test('leaves alone what may still be told of, and what is done', async () => {
    const desk = await aDesk()
    await desk.store('one', withdrawal)
    await look(desk, '2026-10-06T10:10:00.000Z')
    expect((await mailIn(desk, desk.streamOf('one'))).filed).toBeUndefined()
    desk.moveTo(start)
    await desk.tell('one')
    const { version } = await loadStream(desk.tools.log, mailDecider, desk.streamOf('one'))
    await look(desk)
    expect((await loadStream(desk.tools.log, mailDecider, desk.streamOf('one'))).version).toBe(version)
  })

  test('is not stopped by a mail that cannot be taken up, and says that it waits', async () => {
    const desk = await aDesk()
    await desk.store('a', withdrawal)
    await desk.store('b', aMail('Please send me a copy of all the information you hold on me.'))
    let count = 0
    desk.through(async (name) => {
      if (name === 'files.get') count += 1
      return name === 'files.get' && count === 1 ? 'error-before' : undefined
    })
    const { left, failed } = await look(desk)
    expect([left, failed]).toEqual([1, [desk.streamOf('a')]])
    expect((await mailIn(desk, desk.streamOf('b'))).acted).toHaveLength(1)
    expect(await look(desk)).toEqual({ left: 0, failed: [] })
  })

  test('hands a mail whose opening ended everything to a person, unopened, after an hour', async () => {
    const desk = await aDesk()
    await desk.store('one', withdrawal)
    desk.through(async (name) => (name === 'files.get' ? 'error-before' : undefined))
    await desk.tell('one').catch(() => undefined)
    desk.through(async () => undefined)
    await look(desk, '2026-10-06T11:30:00.000Z')
    const { read } = await mailIn(desk, desk.streamOf('one'))
    expect([read?.broken, read?.deeds]).toEqual([['cannot-be-opened'], ['ask-person']])
  })

  test('passes over what the provider puts there to see whether it may', async () => {
    const desk = await aDesk()
    await desk.store('AMAZON_SES_SETUP_NOTIFICATION', 'Subject: Amazon SES Setup Notification\r\n\r\nHello')
    expect(await look(desk)).toEqual({ left: 0, failed: [] })
    expect((await mailIn(desk, desk.streamOf('AMAZON_SES_SETUP_NOTIFICATION'))).filed).toBeUndefined()
  })
})
