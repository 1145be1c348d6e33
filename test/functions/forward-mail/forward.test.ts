// A mail goes on to the office as it came, or says why it did not and waits for a person.
import { expect, test } from 'vitest'
import { mailDecider } from '../../../events/mail/decide.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { forwardMail } from '../../../functions/forward-mail/forward.ts'
import { taskStream } from '../../../shared/deeds/tools.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import type { Posted } from '../../../shared/post/post.ts'
import { aDesk, aMail } from '../receive-mail/kit.ts'

const doing = { by: 'staff#s-1', because: 'api', trace: 'trace' }
const original = aMail('When is the next meeting? Caf\u00e9 at noon.')

interface Office {
  readonly sending?: 'on' | 'staff'
  readonly inboundDomain?: string
  /** What the provider says, one try after the other; then it takes what it is given. */
  readonly answers?: Posted[]
}

async function anOffice({ sending = 'on', inboundDomain = 'in.iqm.example', answers = [] }: Office = {}) {
  const desk = await aDesk()
  await desk.store('one', original)
  await desk.tell('one')
  await act(desk.tools, settingsDecider, settingsStream, { do: 'set-sending', position: sending, mayBeOn: true }, doing)
  const sent: { to: string; text: string }[] = []
  const post = {
    async sendOn({ to, bytes }: { readonly to: string; readonly bytes: Uint8Array }): Promise<Posted> {
      const answer = answers.shift() ?? { outcome: 'sent', providerId: 'p-1' }
      if (answer.outcome === 'sent') sent.push({ to, text: new TextDecoder().decode(bytes) })
      return answer
    },
  }
  const tools = { ...desk.tools, post, inboundDomain, sender: 'The Body <awards@iqm.example>' }
  const stream = desk.streamOf('one')
  const event = {
    id: `${stream}@3.0`,
    type: 'MailForwardAsked',
    v: 1,
    stream,
    version: 3,
    at: '',
    by: '',
    because: '',
    trace: 't',
    data: {},
  }
  const state = async () => (await loadStream(tools.log, mailDecider, stream)).state
  const task = async () => (await loadStream(tools.log, taskDecider, taskStream(`mail-to-read|${stream}`))).state.state
  return { forward: () => forwardMail(tools, event), sent, state, task }
}

test('an ordinary mail goes on byte for byte, and its writer is whom an answer goes to', async () => {
  const { forward, sent, state, task } = await anOffice()
  await forward()
  await forward()
  expect(sent).toHaveLength(1)
  const [{ to, text } = { to: '', text: '' }] = sent
  expect(to).toBe('info@iqm.example')
  expect(text).toContain('Reply-To: amira@ashfield.example\r\n')
  expect(text).toContain('Auto-Submitted: auto-forwarded\r\n')
  const attached = text.split('filename="as-it-came.eml"')[1]?.split('\r\n\r\n')[1] ?? ''
  expect(Buffer.from(attached, 'base64').toString()).toBe(original)
  expect(await state()).toMatchObject({ forward: 'done' })
  expect(await task()).toBe('none')
})

test('while letters do not leave, a mail waits for a person instead', async () => {
  const { forward, sent, state, task } = await anOffice({ sending: 'staff' })
  await forward()
  expect([sent.length, (await state()).forward, await task()]).toEqual([0, 'not', 'open'])
})

test('a mail is not sent to where it would come in again', async () => {
  const { forward, sent, task } = await anOffice({ inboundDomain: 'iqm.example' })
  await forward()
  expect([sent.length, await task()]).toEqual([0, 'open'])
})

test('a mail the provider does not take now is tried again, and one it never takes waits for a person', async () => {
  const { forward, state, task } = await anOffice({
    answers: [
      { outcome: 'try-later', why: 'TooManyRequestsException' },
      { outcome: 'uncertain', why: 'ECONNRESET' },
      { outcome: 'refused', why: 'MessageRejected' },
    ],
  })
  await expect(forward()).rejects.toThrow(/forward-mail: TooMany/)
  await expect(forward()).rejects.toThrow(/forward-mail: ECONNRESET/)
  expect((await state()).forward).toBe('asked')
  await forward()
  expect([(await state()).forward, await task()]).toEqual(['not', 'open'])
})
