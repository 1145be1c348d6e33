// A mail that a person files anew: what it opened as it was read before is closed, and nothing stands twice.
import { expect, test } from 'vitest'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { refileMail } from '../../../shared/deeds/mail.ts'
import { mailStreamOf } from '../../../shared/deeds/mail-places.ts'
import { requestStreamOf } from '../../../shared/deeds/withdrawals-by-mail.ts'
import { stepFaults } from '../../kit/stand-ins/step.ts'
import { itemsOf } from '../answer-api/kit.ts'
import { withOakfield } from '../serve-console/kit.ts'
import { bySystem, linkIn, openPublic } from '../serve-public/kit.ts'
import { aDesk, aMail, start } from './kit.ts'

const morag = 'morag@oakfield.example'
const reason = 'She rang: she meant something else'

/** Oakfield's head writes what is said, and a person may file it anew. */
async function aDeskWith(text: string, { from = morag }: { readonly from?: string } = {}) {
  const body = await openPublic()
  await withOakfield(body)
  const tools = {
    ...body.tools,
    mail: { ...body.tools.mail, list: async function* () {} },
    ownDomains: ['iqm.example'],
  }
  const receive = async (name: string) => {
    const kept = `inbound/${name}`
    const head = `From: ${from}\r\nTo: info@iqm.example\r\nSubject: hello\r\nMessage-ID: <${name}@x.example>\r\n`
    await tools.mail.put(kept, `${head}\r\n${text}\r\n`, 'message/rfc822')
    await receiveMail(tools, { kept, received: tools.world().now, findings: { ...noFindings, dmarc: 'pass' } })
    await body.settle()
    return mailStreamOf(kept).slice('mail#'.length)
  }
  const mail = await receive('one')

  return {
    ...body,
    mail,
    receive,
    refile: async (asks: readonly string[], more: object = {}) => {
      await body.must('refile-mail', { mail, asks, reason, ...more })
      await body.settle()
    },
    requests: async () => {
      const states = ['open', 'waiting', 'answered', 'refused']
      const lists = states.map(async (state) => itemsOf(await body.getJson(`/api/requests?state=${state}`)))
      return (await Promise.all(lists))
        .flat()
        .map(({ kind, state, notAsked }) => `${kind} ${notAsked === true ? 'closed' : state}`)
    },
    tasks: async (state = 'open') =>
      itemsOf(await body.getJson(`/api/tasks?state=${state}`)).filter(({ about }) => about === 'request-open').length,
  }
}

const erase = 'Please delete all the data you hold about me.'

test('that asks for something else closes the request it opened, and the task with it', async () => {
  const desk = await aDeskWith(erase)
  expect([await desk.requests(), await desk.tasks()]).toEqual([['erasure open'], 1])
  await desk.refile(['access'])
  expect(await desk.requests()).toEqual(['access open', 'erasure closed'])
  expect(await desk.tasks()).toBe(1)
  const [closed] = itemsOf(await desk.getJson('/api/requests?state=refused'))
  const page = await desk.consoleGet(`/requests/${String(closed?.id)}`)
  expect(page.text).toContain('Closed: not asked for')
  expect(page.text).toContain('was filed anew and does not ask for it, so the request was closed')
  expect(page.html).not.toContain('/do/decide-request')
})

test('that asks for nothing closes all it opened, and nobody is told of a decision', async () => {
  const desk = await aDeskWith(`${erase} I withdraw my consent.`)
  const before = desk.letters({ to: morag }).length
  await desk.refile([])
  expect(await desk.requests()).toEqual(['withdrawal answered', 'erasure closed'])
  expect(await desk.tasks()).toBe(0)
  expect(desk.letters({ to: morag })).toHaveLength(before)
  const confirm = linkIn(desk.letters({ to: morag, subject: 'please confirm' })[0] ?? { text: '' }, 'confirm')
  expect((await desk.click(confirm, '')).status).toBe(410)
})

test('that is filed back opens the same request again, with its task, and writes to nobody twice', async () => {
  const desk = await aDeskWith(erase)
  const before = desk.letters({ to: morag }).length
  await desk.refile([])
  await desk.refile(['erasure'])
  await desk.refile(['erasure'])
  expect([await desk.requests(), await desk.tasks()]).toEqual([['erasure open'], 1])
  expect(desk.letters({ to: morag })).toHaveLength(before)
})

test('that was another person’s moves its case to them', async () => {
  const desk = await aDeskWith(erase, { from: 'stranger@home.example' })
  expect(await desk.requests()).toEqual(['erasure open'])
  await desk.refile(['erasure'], { contact: morag })
  expect(await desk.requests()).toEqual(['erasure open', 'erasure closed'])
  const [open] = itemsOf(await desk.getJson('/api/requests?state=open'))
  expect(open?.contact).toBe((await desk.contactOf(morag)).who.slice('contact#'.length))
})

test('that was read as asking what its person has proved or another mail asks too leaves the case open', async () => {
  const desk = await aDeskWith(erase)
  await desk.receive('two')
  await desk.refile([])
  expect(await desk.requests()).toEqual(['erasure open'])
  const proved = await aDeskWith(erase)
  await proved.click(linkIn(proved.letters({ to: morag, subject: 'please confirm' })[0] ?? { text: '' }, 'confirm'), '')
  await proved.refile([])
  expect(await proved.requests()).toEqual(['erasure open'])
})

test('whose filing anew broke off at any step is finished by filing it once more', async () => {
  const aRead = async () => {
    const desk = await aDesk()
    await desk.store('one', aMail(erase))
    await desk.tell('one')
    const refile = () =>
      refileMail(
        desk.tools,
        desk.streamOf('one'),
        { asks: ['access'], reason: 'note-00000000-0000-4000-8000-000000000001' },
        bySystem,
      )
    const states = () => {
      const streams = (['erasure', 'access'] as const).map((kind) =>
        requestStreamOf(desk.contact, kind, start.slice(0, 10)),
      )
      return Promise.all(streams.map(async (stream) => (await desk.tools.log.head(stream))?.body.state))
    }
    return { desk, refile, states }
  }
  const whole = await aRead()
  let count = 0
  whole.desk.through(async () => {
    count += 1
    return undefined
  })
  await whole.refile()
  const expected = await whole.states()
  expect(expected).toMatchObject([{ state: 'closed' }, { state: 'open' }])
  for (const fault of stepFaults)
    for (let at = 1; at <= count; at++) {
      const { desk, refile, states } = await aRead()
      let step = 0
      desk.through(async () => {
        step += 1
        return step === at ? fault : undefined
      })
      await refile().catch(() => undefined)
      desk.through(async () => undefined)
      await refile()
      expect([fault, at, await states()]).toEqual([fault, at, expected])
    }
})
