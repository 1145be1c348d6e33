/** C4, C5: the links of a letter act for whoever it was written to, never for whoever reads that mailbox by now. */
import { describe, expect, test } from 'vitest'
import { askWasThisYou, openRequestFor } from '../../../shared/deeds/rights.ts'
import { oakfield, withOakfield } from '../serve-console/kit.ts'
import { bySystem, linkIn, openPublic } from './kit.ts'

const morag = 'morag@oakfield.example'
const moved = 'morag.evans@elsewhere.example'
const oneClick = 'List-Unsubscribe=One-Click'

/** Letters with every kind of link have left to Morag at her old address. */
async function written() {
  const body = await openPublic()
  const school = await withOakfield(body)
  await body.morning(school, '2026-09-02')
  const { who } = await body.contactOf(morag)
  const letter = body.latest(morag)
  const wanted = { kind: 'access', received: '2026-09-02', mail: 'mail#1', passed: true } as const
  const request = await openRequestFor(body.tools, { ...wanted, contact: who }, bySystem)
  await body.settle()
  const confirm = linkIn(body.latest(morag), 'confirm')
  await askWasThisYou(body.tools, { contact: who, purposes: ['service'], mail: 'mail#2' }, bySystem)
  await body.settle()
  const asked = body.latest(morag)
  const links = {
    stop: linkIn(letter, 'u'),
    own: linkIn(letter, 'me'),
    confirm,
    yes: linkIn(asked, 'you'),
    no: linkIn(asked, 'you', 1),
  }
  return { ...body, school, who, request, links }
}

/** Morag’s address on file is another one now, and somebody else may have her old one. */
async function addressChanged(successor?: string) {
  const body = await written()
  await body.must('change-contact', { contact: body.who, email: moved })
  await body.settle()
  if (successor === undefined) return body
  await body.must('add-contact', { school: oakfield.ref, role: 'other', name: successor, email: morag })
  await body.settle()
  await body.must('give-consent', { email: morag, purpose: 'service', wording: '2018-05', how: 'phone' })
  await body.settle()
  return body
}

async function mailboxHandedOver() {
  const body = await written()
  const place = { contact: body.who, school: oakfield.ref, role: 'head' }
  await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag })
  await body.settle()
  await body.must('give-consent', { email: morag, purpose: 'service', wording: '2018-05', how: 'phone' })
  await body.settle()
  return body
}

type Body = Awaited<ReturnType<typeof written>>

const serviceOf = async ({ contactOf }: Body, email: string) => (await contactOf(email)).consents.service?.state

/** Both to look and to act lead nowhere, and the page says what may be the reason. */
async function leadNowhere(body: Body, links: readonly string[]): Promise<void> {
  for (const link of links)
    for (const seen of [await body.get(link), await body.click(link, 'ask=access&do=stop&purpose=service')]) {
      expect([link, seen.status]).toEqual([link, 404])
      expect(seen.text).toContain('may no longer be the one we have for whoever the letter was written to')
    }
}

describe('after the mailbox was handed over, the links of an old letter', () => {
  test('stop nothing of the successor’s, and say so', async () => {
    const body = await mailboxHandedOver()
    const { status, text } = await body.click(body.links.stop, oneClick)
    expect([status, text.includes('There is nothing to stop by this link')]).toEqual([200, true])
    expect(await serviceOf(body, morag)).toBe('given')
    expect(await body.tools.vault.suppressionOf(morag)).toEqual({})
  })

  test('show, prove and answer nothing', async () => {
    const body = await mailboxHandedOver()
    const { own, confirm, yes, no } = body.links
    await leadNowhere(body, [own, confirm, yes, no])
    expect(await serviceOf(body, morag)).toBe('given')
  })
})

describe('after the person’s address changed, the links of an old letter', () => {
  test('stop letters to them where they are written to now, and not to whoever has the old address', async () => {
    const body = await addressChanged('Nia Rees')
    const { text } = await body.click(body.links.stop, oneClick)
    expect(text).toContain('We will send you no more')
    expect([await serviceOf(body, moved), await serviceOf(body, morag)]).toEqual(['withdrawn', 'given'])
    expect(await body.tools.vault.suppressionOf(morag)).toEqual({})
    expect(await body.tools.vault.suppressionOf(moved)).toHaveProperty('service')
  })

  test('put the old address on the suppression list as well, where it is nobody’s', async () => {
    const body = await addressChanged()
    await body.click(body.links.stop, oneClick)
    expect(await body.tools.vault.suppressionOf(morag)).toEqual({ service: '2026-09-02' })
    expect(await serviceOf(body, moved)).toBe('withdrawn')
  })

  test.each([['Nia Rees'], [undefined]])('show, prove and let go on nothing (%s has it now)', async (successor) => {
    const body = await addressChanged(successor)
    const { own, confirm, no } = body.links
    await leadNowhere(body, [own, confirm, no])
    expect((await body.contactOf(moved)).paused).toBe(true)
  })

  test('answer that it was theirs for them alone', async () => {
    const body = await addressChanged('Nia Rees')
    expect((await body.click(body.links.yes, '')).text).toContain('We will send you no more')
    expect([await serviceOf(body, moved), await serviceOf(body, morag)]).toEqual(['withdrawn', 'given'])
  })

  test('undo nothing by the mailbox they left', async () => {
    const body = await written()
    await body.click(body.links.stop, oneClick)
    await body.settle()
    const undo = linkIn(body.latest(morag), 'undo')
    await body.must('change-contact', { contact: body.who, email: moved })
    await body.settle()
    await leadNowhere(body, [undo])
    expect(await serviceOf(body, moved)).toBe('withdrawn')
  })
})
