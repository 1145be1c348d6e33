// Mail that came in is kept as long as the setting says, and what was done stays in the log.
import { expect, test } from 'vitest'
import { mailDecider } from '../../../events/mail/decide.ts'
import { tidyMail } from '../../../functions/tidy-mail/tidy.ts'
import { seeMail } from '../../../shared/deeds/mail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { aDesk, aMail } from '../receive-mail/kit.ts'

const onDay = (day: string) => `${day}T08:00:00.000Z`

async function withMail(settings: { readonly rawMailDays?: number } = {}) {
  const desk = await aDesk(settings)
  await desk.store('one', aMail('I withdraw my consent.'))
  await desk.tell('one')
  const stream = desk.streamOf('one')
  const { state } = await loadStream(desk.tools.log, mailDecider, stream)
  const note = state.read?.asks[0]?.sentence ?? ''
  await desk.tools.vault.keep(note)
  const isKept = async () => [
    (await desk.tools.mail.get('inbound/one')) !== undefined,
    (await seeMail(desk.tools, stream)) !== undefined,
    (await desk.tools.vault.note(note, onDay('2026-10-06'))) !== undefined,
  ]
  return { desk, stream, isKept }
}

test('a mail is kept for ninety days, and on the next its words are gone and its facts are not', async () => {
  const { desk, stream, isKept } = await withMail()
  desk.moveTo(onDay('2027-01-04'))
  expect(await tidyMail(desk.tools)).toBe(0)
  expect(await isKept()).toEqual([true, true, true])
  desk.moveTo(onDay('2027-01-05'))
  expect(await tidyMail(desk.tools)).toBe(1)
  expect(await isKept()).toEqual([false, false, false])
  expect((await loadStream(desk.tools.log, mailDecider, stream)).state.read?.deeds).toContain('withdraw-service')
  expect(await tidyMail(desk.tools)).toBe(0)
})

test('another number of days holds when the body says so', async () => {
  const { desk, isKept } = await withMail({ rawMailDays: 7 })
  desk.moveTo(onDay('2026-10-14'))
  await tidyMail(desk.tools)
  expect(await isKept()).toEqual([false, false, false])
})

test('what nobody acted upon yet stays, however old', async () => {
  const desk = await aDesk()
  await desk.store('one', aMail('I withdraw my consent.'))
  desk.moveTo(onDay('2027-10-06'))
  expect(await tidyMail(desk.tools)).toBe(0)
  expect(await desk.tools.mail.get('inbound/one')).toBeDefined()
})
