// What waits for a person is told with its schools: a task about somebody's address concerns the schools they serve.
import { beforeAll, describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { act } from '../../../shared/log/act.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { type Console, openConsole, withOakfield } from './kit.ts'

let console: Console

const stranger =
  'From: P <p@nowhere.example>\r\nTo: info@iqm.example\r\nSubject: Stop it\r\nMessage-ID: <1@x.example>\r\n'

/**
 * On 30 November 2026: Oakfield in cluster North with letters paused; mail to Morag, its head, came back; somebody asked
 * for Morag's data in August; and a stranger wrote a mail that a person must read.
 */
beforeAll(async () => {
  const mail = standInFiles()
  console = await openConsole({ change: { mail } })
  await withOakfield(console)
  const { must, tools, clock } = console
  await must('form-cluster', {
    cluster: 'north-1',
    name: 'North',
    nation: 'england',
    ambassador: console.idOf('ambassador'),
  })
  await must('join-cluster', { cluster: 'north-1', school: 'urn:123456', on: '2026-08-20' })
  await must('pause-letters', { scope: 'school', id: 'urn:123456', reason: 'It moves house' })
  await must('open-request', { kind: 'access', email: 'morag@oakfield.example', received: '2026-08-19' })
  const [morag = ''] = await contactsOf()
  const doing = { by: 'system', because: 'mail-provider', trace: 'bounce' }
  await act(tools, contactDecider, morag, { do: 'note-bounce', kind: 'permanent' }, doing)
  await console.settle()
  clock.moveTo('2026-11-30T09:00:00.000Z')
  const kept = 'inbound/1'
  await mail.put(kept, `${stranger}\r\nPlease remove Sam from this, he left.\r\n`, 'message/rfc822')
  const findings = { ...noFindings, dmarc: 'pass' } as const
  await receiveMail({ ...tools, mail, ownDomains: ['iqm.example'] }, { kept, received: tools.world().now, findings })
  await console.settle()
})

/** The contacts of the body by stream, the head first. */
async function contactsOf(): Promise<string[]> {
  const streams: string[] = []
  for await (const { stream, data } of console.tools.board.all())
    if (stream.startsWith('contact#') && JSON.stringify(data).includes('"head"')) streams.push(stream)
  return streams
}

describe('a task about somebody’s address', () => {
  test('names the school they serve, in the list of today and among the tasks', async () => {
    expect((await console.get('/today/tasks')).text).toContain('Oakfield Primary School 27 Aug 2026 Overdue Mail to a')
    const { html, text } = await console.get('/tasks?about=address-bounced')
    expect(text).toMatch(/take the contact off\. Oakfield Primary School/)
    expect(html).toContain('aria-label="Choose Mail came back, Oakfield Primary School, due 27 Aug 2026"')
  })

  test('stays in the list when it is narrowed to the school’s cluster, and goes with another', async () => {
    expect((await console.get('/today/tasks?cluster=north-1')).text).toContain('Mail to a contact comes back')
    expect((await console.get('/today/tasks?cluster=south-1')).text).not.toContain('Mail to a contact comes back')
  })
})

describe('a task about a cluster as a whole', () => {
  test('leads to the cluster, and stays when the list is narrowed to it alone', async () => {
    const { tools } = console
    const doing = { by: 'system', because: 'test', trace: 'test' }
    const of = { cluster: 'cluster#north-1', clusterName: 'North', term: '2026/27 autumn' }
    const raised = { about: 'term-without-meeting', cause: 'cluster#north-1@1.0', ...of } as const
    await act(tools, taskDecider, 'task#term', { do: 'raise-task', raised }, doing)
    await console.settle()
    expect((await console.get('/today/tasks')).html).toMatch(/<a [^>]*href="\/clusters\/north-1">Cluster North</)
    expect((await console.get('/today/tasks?cluster=north-1')).text).toContain('Cluster North')
    expect((await console.get('/today/tasks?cluster=south-1')).text).not.toContain('Cluster North')
    for (const others of ['cluster=north-1&nation=wales', 'nation=england'])
      expect((await console.get(`/today/tasks?${others}`)).text).toMatch(/that concerns? no school (is|are) left out/)
  })
})

describe('a narrowed list', () => {
  test('says how many items concern no school, and leads to all of them', async () => {
    const { html, text } = await console.get('/today/mail?cluster=north-1')
    expect(text).toContain('Only schools in cluster North.')
    expect(text).toContain('1 that concerns no school is left out. See the list without filters')
    expect(html).toContain('<a class="govuk-link" href="/today/mail">See the list without filters')
    expect((await console.get('/?cluster=north-1')).text).toContain(
      'a person decides. 1 that concerns no school is left out.',
    )
    expect((await console.get('/today/mail')).text).not.toContain('left out')
  })
})

describe('the lists of what came in', () => {
  test('tell a mail by its moment, its sender, its subject and what it seems to ask', async () => {
    const { text } = await console.get('/today/mail')
    expect(text).toMatch(
      /No school 30 Nov 2026 A mail that came in at 09:00: .*ask.* From p@nowhere\.example: “Stop it”/,
    )
  })

  test('mark a request whose statutory day has passed', async () => {
    expect((await console.get('/today/requests')).text).toMatch(
      /Oakfield Primary School 21 Sept 2026 Overdue Access to their data: was due by law on this day/,
    )
    expect((await console.get('/')).text).toContain('that are not answered yet. 1 is past its day.')
  })
})

test('the first page names the schools whose letters are paused, and leads to them', async () => {
  const { html } = await console.get('/')
  expect(html).toMatch(/Letters to one school are paused: <a class="govuk-link" href="\/schools\/[^"]+">Oakfield/)
})

test('the table to take away holds whole addresses of pages, and nobody’s mail address', async () => {
  const csv = (await console.get('/today/all?format=csv')).html
  const rows = csv.trim().split('\r\n').slice(1)
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.filter((row) => !/https:\/\/awards\.iqm\.example\/\S+$/.test(row))).toEqual([])
  expect(csv).not.toContain('p@nowhere.example')
})
