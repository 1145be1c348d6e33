// C5: an answer to a letter tells by its address whose letter it answers, and tells nobody else anything.
import { expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { mailStreamOf } from '../../../shared/deeds/mail-places.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { oakfield, withOakfield } from '../serve-console/kit.ts'
import { bySystem, openPublic } from '../serve-public/kit.ts'

const morag = 'morag@oakfield.example'
const stop = 'I withdraw my consent.'
const day = 24 * 3600 * 1000

/** Oakfield's head has had a letter; what is answered to it, and from where, is for the test to say. */
async function answering() {
  const body = await openPublic()
  const school = await withOakfield(body)
  await body.morning(school, '2026-09-02')
  const { who } = await body.contactOf(morag)
  const { letter, replyTo = '' } = body.latest(morag)
  let mails = 0
  const mail = { ...body.tools.mail, list: async function* () {} }
  const tools = { ...body.tools, mail, ownDomains: ['iqm.example'] }

  const tellOf = async (name: string, dmarc: 'pass' | 'fail') => {
    const kept = `inbound/${name}`
    await receiveMail(tools, { kept, received: tools.world().now, findings: { ...noFindings, dmarc } })
    await body.settle()
    const stream = mailStreamOf(kept)
    return { ...(await loadStream(tools.log, mailDecider, stream)).state.read, id: stream.slice('mail#'.length) }
  }

  return {
    ...body,
    who,
    letter,
    replyTo,
    /** A mail comes in, and all that follows from it. */
    answer: async (
      text: string,
      { from = 'someone@home.example', to = replyTo, dmarc = 'fail', number = '', headers = '' }: Answer = {},
    ) => {
      mails += 1
      const head = `From: ${from}\r\nTo: ${to}\r\nSubject: hello\r\nMessage-ID: <${number || mails}@x.example>\r\n${headers}`
      await tools.mail.put(`inbound/${mails}`, `${head}\r\n${text}\r\n`, 'message/rfc822')
      return tellOf(String(mails), dmarc)
    },
    consents: async (email = morag) => {
      const { consents, paused } = await body.contactOf(email)
      return [consents.service?.state, consents.news?.state, paused]
    },
    fromUs: () => body.post.left.length,
  }
}

interface Answer {
  readonly from?: string
  readonly to?: string
  readonly dmarc?: 'pass' | 'fail'
  readonly number?: string
  readonly headers?: string
}

const untouched = ['given', undefined, false]

test('a letter names an address of its own for answers, which says nothing of anybody', async () => {
  const { replyTo, must, settle, letters } = await answering()
  expect(replyTo).toMatch(/^info\+[a-z2-7]{56}@iqm\.example$/)
  await must('test-letter', { kind: 'review-reminder' })
  await settle()
  expect(letters({ subject: 'Test: ' })[0]?.replyTo).toBe('info@iqm.example')
})

test('an answer from an address nobody has, vouched for by nobody, is known by the letter it answers', async () => {
  const desk = await answering()
  const { id, ...read } = await desk.answer(stop)
  const known = { sender: 'stranger', contact: desk.who, answers: desk.letter, bySign: true }
  expect(read).toMatchObject({ ...known, deeds: ['withdraw-service', 'withdraw-news', 'open-withdrawal'] })
  expect(await desk.consents()).toEqual(['withdrawn', 'withdrawn', false])
  // The address on file is told, with a link that undoes it; whoever wrote is not, nor does their address stand anywhere.
  expect(desk.latest(morag).subject).toContain('Stopped, as you asked')
  expect(desk.letters({ to: 'someone@home.example' })).toEqual([])
  expect(await desk.tools.vault.suppressionOf('someone@home.example')).toEqual({})
  const page = await desk.consoleGet(`/mail/${id}`)
  expect(page.text).toContain('which nobody else was given')
  expect(page.html).toContain(`/letters/${desk.letter.slice('letter#'.length)}`)
})

test('an answer that asks to be deleted opens a case, and the link goes to the address on file alone', async () => {
  const desk = await answering()
  const { deeds } = await desk.answer('Please delete all the data you hold about me.')
  expect(deeds).toEqual(['open-erasure'])
  expect(desk.latest(morag).subject).toContain('please confirm that it is you')
  expect(desk.letters({ to: 'someone@home.example' })).toEqual([])
  expect(await desk.consents()).toEqual(untouched)
})

test('an altered, cut, foreign or run-out sign knows nobody: nothing is done, and nobody is written to', async () => {
  const desk = await answering()
  const [front = '', sign = ''] = desk.replyTo.replace('@iqm.example', '').split('+')
  const turned = sign.endsWith('a') ? 'b' : 'a'
  const before = desk.fromUs()
  for (const other of [
    sign.slice(0, -1),
    `${sign.slice(0, -1)}${turned}`,
    `${sign}a`,
    'a'.repeat(56),
    desk.letter.slice(7),
  ]) {
    const { id, ...read } = await desk.answer(stop, { to: `${front}+${other}@iqm.example` })
    expect([read.contact, read.answers, read.deeds]).toEqual([undefined, undefined, ['ask-person']])
  }
  desk.clock.pass(401 * day)
  const { id, ...late } = await desk.answer(stop)
  expect([late.contact, late.answers, late.deeds]).toEqual([undefined, desk.letter, ['ask-person']])
  expect(await desk.consents()).toEqual(untouched)
  expect(desk.fromUs()).toBe(before)
})

test('with a run-out sign, the address on file is asked whether a mail nobody vouches for was theirs', async () => {
  const desk = await answering()
  desk.clock.pass(401 * day)
  const { deeds } = await desk.answer(stop, { from: morag })
  expect(deeds).toContain('ask-was-this-you')
  expect(desk.latest(morag).subject).toContain('Was this you?')
  expect(await desk.consents()).toEqual(['given', undefined, true])
})

test('a mail sent again with its sign does nothing more, not even after consent was given anew', async () => {
  const desk = await answering()
  await desk.answer(stop, { number: 'one' })
  const given = { email: morag, wording: '2018-05', how: 'phone' }
  for (const purpose of ['service', 'news']) await desk.must('give-consent', { ...given, purpose })
  await desk.settle()
  const again = await desk.answer(stop, { number: 'one' })
  expect(again.copyOf).toBeDefined()
  expect(await desk.consents()).toEqual(['given', 'given', false])
})

test('a contact who was handed on another’s letter speaks for themselves', async () => {
  const desk = await answering()
  const ben = { name: 'Ben Hall', email: 'ben@oakfield.example' }
  const { stream } = await desk.must('add-contact', { school: oakfield.ref, role: 'other', ...ben })
  await desk.settle()
  const { contact, answers, bySign, deeds } = await desk.answer(stop, { from: ben.email })
  expect([contact, answers, bySign]).toEqual([stream, desk.letter, undefined])
  expect(deeds).toContain('ask-was-this-you')
  expect((await desk.consents())[0]).toBe('given')
})

test('whoever writes in Welsh is answered with a word in Welsh, and nobody else is', async () => {
  const desk = await answering()
  await desk.answer('Rydym yn tynnu ein caniatâd yn ôl.', { from: morag, dmarc: 'pass' })
  const { subject, text, html } = desk.latest(morag)
  expect(subject).toContain('Stopped, as you asked')
  expect(text).toContain('Diolch am eich neges yn Gymraeg.')
  expect(html).toMatch(/<p lang="cy"[^>]*>Diolch am eich neges/)
  const english = await answering()
  await english.answer(stop, { from: morag, dmarc: 'pass' })
  expect(english.latest(morag).html).not.toContain('lang="cy"')
  expect(english.latest(morag).text).not.toContain('Gymraeg')
})

test('a forged mail in Welsh is asked about with a word in Welsh', async () => {
  const desk = await answering()
  await desk.answer('Rydym yn tynnu ein caniatâd yn ôl.', { from: morag, to: 'info@iqm.example' })
  expect(desk.latest(morag).text).toContain('Daeth neges yn Gymraeg atom yn eich enw chi.')
  await desk.answer('Dilëwch yr holl ddata sydd gennych amdanaf.', { from: morag, dmarc: 'pass' })
  expect(desk.latest(morag).text).toContain('Daeth cais yn Gymraeg atom yn eich enw chi.')
})

test('a machine that answers a letter withdraws nobody’s consent', async () => {
  const desk = await answering()
  const { deeds } = await desk.answer(stop, { headers: 'Auto-Submitted: auto-replied\r\n' })
  expect(deeds).toEqual(['ask-person'])
  expect(await desk.consents()).toEqual(untouched)
})

test('an answer to a letter of somebody who gave the mailbox to a successor is not the successor’s', async () => {
  const desk = await answering()
  const place = { contact: desk.who, school: oakfield.ref, role: 'head' }
  await desk.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag })
  await desk.must('give-consent', { email: morag, purpose: 'service', wording: '2018-05', how: 'phone' })
  const { contact, answers, deeds } = await desk.answer(stop)
  expect([contact, answers, deeds]).toEqual([undefined, desk.letter, ['ask-person']])
  expect((await desk.consents())[0]).toBe('given')
})

test('an answer to a letter of somebody who left long ago and is forgotten is a stranger’s', async () => {
  const desk = await answering()
  await desk.must('remove-contact', { contact: desk.who, school: oakfield.ref, role: 'head' })
  desk.clock.pass(366 * day)
  await act(desk.tools, contactDecider, desk.who, { do: 'wake' }, bySystem)
  const { contact, answers, deeds } = await desk.answer(stop)
  expect([contact, answers, deeds]).toEqual([undefined, desk.letter, ['ask-person']])
})
