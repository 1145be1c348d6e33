/**
 * A body with Morag Evans, head of Oakfield, of whom things are kept wherever they can be: consents, notes, a task, mails.
 * Her request for erasure is opened, granted and answered; what is due then is done when a test says so.
 */
import { type EraseTools, erasePerson } from '../../../functions/erase-person/erase.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { mailStreamOf } from '../../../shared/deeds/mail-places.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { standInProviderList } from '../../kit/stand-ins/provider-list.ts'
import { oakfield, withOakfield } from '../serve-console/kit.ts'
import { openPublic } from '../serve-public/kit.ts'

export const morag = { name: 'Morag Evans', email: 'morag@oakfield.example', phone: '01632 960001' }
export const forEver = '9999-12-31T00:00:00.000Z'

/** Oakfield's body, able to erase. */
export async function openErasing() {
  const body = await openPublic()
  const school = await withOakfield(body)
  const providerList = standInProviderList()
  const mail = standInFiles()
  const tools: EraseTools = { ...body.tools, mail, providerList, through: body.through }
  const waiting: Published[] = []
  body.bus.onEvent((event) => {
    if (event.type === 'RequestDecided' || event.type === 'ErasureDue') waiting.push(event)
  })

  /** What is due, and all that follows from it; `with` other tools, that may break. */
  const erase = async (given: EraseTools = tools) => {
    await body.settle()
    for (const event of waiting.splice(0)) await erasePerson(given, event)
    await body.settle()
  }

  /** A request for erasure by staff, granted. Answers its stream. */
  const grant = async (whose: { readonly contact?: string; readonly email?: string }) => {
    const { stream } = await body.must('open-request', { kind: 'erasure', received: '2026-08-19', ...whose })
    await body.settle()
    await body.must('decide-request', { request: stream, outcome: 'answered' })
    return stream
  }

  const eventsOf = async (stream: string) =>
    (await Array.fromAsync(body.tools.log.history(stream))).flatMap(({ body: { events } }) => events)

  return {
    ...body,
    tools,
    providerList,
    waiting,
    school,
    erase,
    grant,
    eventsOf,
    /** A contact of Oakfield, followed. */
    contact: async (
      person: { readonly name: string; readonly email: string; readonly phone?: string },
      role = 'office',
    ) => {
      const { stream } = await body.must('add-contact', { school: oakfield.ref, role, ...person })
      await body.settle()
      return stream
    },
    /** A note about Oakfield; answers its id. */
    noteAbout: async (text: string, about = school) => {
      const id = await body.tools.vault.putNote(text, about, forEver)
      await body.tools.vault.keep(id)
      return id
    },
    /** A mail comes in, and is acted upon. Answers its stream. */
    mailFrom: async (name: string, from: string, text: string) => {
      const kept = `inbound/${name}`
      const whole = `From: ${from}\r\nTo: info@iqm.example\r\nSubject: hello\r\nMessage-ID: <${name}@x.example>\r\n\r\n${text}\r\n`
      await mail.put(kept, whole, 'message/rfc822')
      const told = { kept, received: body.clock.now(), findings: { ...noFindings, dmarc: 'pass' as const } }
      await receiveMail({ ...body.tools, mail, ownDomains: ['iqm.example'] }, told)
      await body.settle()
      return mailStreamOf(kept)
    },
    report: async (request: string) =>
      (await eventsOf(request)).filter(({ type }) => type === 'ErasureFinished').map(({ data }) => data),
    mailKeys: async () => (await Array.fromAsync(mail.list(''))).map(({ key }) => key),
    ledger: async () => {
      const keys = (await Array.fromAsync(body.tools.files.list('erasures/'))).map(({ key }) => key)
      return Promise.all(keys.map(async (key) => new TextDecoder().decode(await body.tools.files.get(key))))
    },
    /** Everything that is kept, as text: the log, the lists, the vault, files and mails. */
    everything: async () => {
      const { log, board, files } = body.tools
      const texts = [
        ...(await Array.fromAsync(log.items())).map(({ bytes }) => bytes),
        ...(await Array.fromAsync(board.all())).map((row) => JSON.stringify(row)),
        ...(await Array.fromAsync(body.through.notes())).map((note) => JSON.stringify(note)),
        ...(await Array.fromAsync(body.through.everyone())).map((one) => JSON.stringify(one)),
      ]
      for (const room of [files, mail])
        for await (const { key } of room.list('')) texts.push(key, new TextDecoder().decode(await room.get(key)))
      return texts.join('\n')
    },
  }
}

/** Morag with all that is kept of her. */
export async function withMorag() {
  const body = await openErasing()
  const { who } = await body.contactOf(morag.email)
  await body.tools.vault.putPerson(who, morag)
  await body.must('give-consent', { email: morag.email, purpose: 'news', wording: '2018-05', how: 'paper' })
  await body.must('pause-letters', { scope: 'contact', id: who, reason: 'She is on leave until May' })
  await body.mailFrom('one', morag.email, 'I withdraw my consent to news.')
  await body.mailFrom('two', morag.email, 'Please send me all you have about me.')
  await body.mailFrom('other', 'ada@elsewhere.example', 'Good morning.')
  const passage = await body.noteAbout('Met MORAG\nEvans (01632-960 001, Morag@oakfield.example) at the gate')
  body.providerList.holds.add(morag.email)
  await body.settle()
  return { ...body, who, passage }
}
