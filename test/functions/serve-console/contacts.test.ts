// The pages of a contact: who it is, what they agreed to and how that is known, what became of them, and what can be done.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { roles } from '../../../events/kernel/words.ts'
import { forgetContact } from '../../../functions/tidy-vault/forget.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, oakfield, openConsole, pageOf, type Seen, withOakfield } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''
const morag = 'morag@oakfield.example'

async function streamOf({ tools }: Console, email: string): Promise<string> {
  return (await tools.vault.holderOf('contact', email, tools.world().now)) ?? ''
}

const pathOf = (stream: string) => `/contacts/${stream.slice('contact#'.length)}`

async function aContact(email = morag) {
  const console = await openConsole()
  const school = await withOakfield(console)
  const stream = await streamOf(console, email)
  /** Sends a form and opens the page it leads to. */
  const done = async (path: string, fields: Readonly<Record<string, string>>) => {
    const sent = await console.send(path, fields)
    expect([path, sent.status, sent.text]).toEqual([path, 303, ''])
    await console.settle()
    return console.get(whither(sent))
  }
  return { console, school, stream, path: pathOf(stream), done }
}

describe('the page of a contact', () => {
  test('says who it is, in which roles, and what they agreed to with its evidence', async () => {
    const { console, path } = await aContact()
    await console.must('withdraw-consent', { email: morag, purpose: 'news' })
    await console.settle()
    const { text } = await console.get(path)
    for (const words of [
      'Morag Evans',
      morag,
      'Oakfield Primary School Head',
      'Given 20 Aug 2026 (paper, wording 2018-05)',
      'Withdrawn 20 Aug 2026',
      'Evidence, oldest first',
      'Consent to service e-mail was given on 20 Aug 2026 (paper, wording 2018-05)',
      'Robin admin',
    ])
      expect(text).toContain(words)
  })

  test('is a link away from the school’s page and from a letter', async () => {
    const { console, school, path } = await aContact()
    expect((await console.get(pageOf(school))).html).toContain(`href="${path}"`)
    await console.morning(school, '2026-09-02')
    const letter = /href="(\/letters\/[0-9a-f]{32})"/.exec((await console.get('/letters')).html)?.[1] ?? ''
    expect((await console.get(letter)).html).toContain(`href="${path}"`)
    expect((await console.get(path)).text).toContain('Review reminder')
  })

  test('is not there for nobody', async () => {
    const { console } = await aContact()
    for (const path of ['/contacts/c-none', '/contacts/c-none/merge', '/contacts/c-none/do/give-consent'])
      expect([path, (await console.get(path)).status]).toEqual([path, 404])
  })

  test('pauses letters and lets them go on', async () => {
    const { path, done } = await aContact()
    expect((await done(`${path}/do/pause-letters`, { reason: 'She is on leave' })).text).toContain('Paused')
    const again = await done(`${path}/do/resume-letters`, { reason: 'She is back' })
    expect(again.text).toContain('In order')
    expect(again.text).toContain('“She is back”')
  })

  test('changes what stands, notes consent and withdraws it', async () => {
    const { console, path, done } = await aContact()
    expect((await console.get(`${path}/do/change-contact`)).html).toContain('value="Morag Evans"')
    const fields = { name: 'Morag Evans-Cole', email: morag }
    expect((await done(`${path}/do/change-contact`, fields)).text).toContain('Morag Evans-Cole')
    const consent = { purpose: 'news', wording: '2020-01', how: 'phone' }
    expect((await done(`${path}/do/give-consent`, consent)).text).toContain('(phone, wording 2020-01)')
    expect((await done(`${path}/do/withdraw-consent`, { purpose: 'news' })).text).toContain('Withdrawn')
  })

  test('says that the new address of a contact asked not to be written to before it was theirs', async () => {
    const { console, path, done } = await aContact()
    const left = 'moved.to@elsewhere.example'
    await console.tools.vault.suppress(left, 'service', '2026-03-03')
    const moved = await done(`${path}/do/change-contact`, { name: 'Morag Evans', email: left })
    expect(moved.text).toMatch(/Given .* Not written to On 3 Mar 2026 this address asked not to be written to/)
    const anew = { purpose: 'service', wording: '2018-05', how: 'phone' }
    const agreed = await done(`${path}/do/give-consent`, anew)
    expect(agreed.text).not.toContain('asked not to be written to')
  })
})

describe('a mailbox handed over', () => {
  test('has a successor who agreed to nothing, and each leads to the other', async () => {
    const { console, school, stream, path, done } = await aContact()
    const form = await console.get(
      `${pageOf(school)}/do/hand-over-contact?contact=${encodeURIComponent(stream)}&role=head`,
    )
    expect(form.html).toMatch(/value="head" checked/)
    const after = await done(`${pageOf(school)}/do/hand-over-contact`, {
      contact: stream,
      role: 'head',
      name: 'Bronwen Hale',
      email: morag,
    })
    expect(after.text).toContain('The role of head was handed over to a successor, and the mailbox with it')
    expect(after.text).toContain('Bronwen Hale')
    expect(after.text).not.toContain('Morag Evans')
    const old = await console.get(path)
    expect(old.text).toContain('The mailbox was handed over. See the successor')
    expect(old.text).toContain('Name and address are kept until 20 Aug 2027')
    expect(old.html).not.toMatch(/\/do\/give-consent/)
    const successor = pathOf(await streamOf(console, morag))
    expect(old.html).toContain(`href="${successor}"`)
    expect((await console.get(successor)).text).toContain('Nothing was said yet')
    const refused = await console.send(`${path}/do/give-consent`, { purpose: 'news', wording: '1', how: 'paper' })
    expect([refused.status, refused.text.includes('was handed over to a successor')]).toEqual([422, true])
  })
})

describe('merging', () => {
  test('shows what will stand before it is done, and does it', async () => {
    const { console, path, done } = await aContact()
    await console.must('add-contact', {
      school: oakfield.ref,
      role: 'other',
      name: 'M. Evans',
      email: 'm.evans@home.example',
    })
    await console.must('withdraw-consent', { email: 'm.evans@home.example', purpose: 'service' })
    await console.settle()
    const search = await console.get(`${path}/merge`)
    expect(search.text).toContain('M. Evans m.evans@home.example')
    const preview = await console.get(`${path}/merge?drop=m.evans%40home.example`)
    expect(preview.text).toContain('Head, Oakfield Primary School Other contact, Oakfield Primary School')
    expect(preview.text.match(/Withdrawn/g)).toHaveLength(2)
    const drop = /name="drop" value="([^"]+)"/.exec(preview.html)?.[1] ?? ''
    const merged = await done(`${path}/do/merge-contacts`, { drop, reason: 'One person, entered twice' })
    expect(merged.text).toContain('was merged into another entry of the same person')
    expect(merged.text).toContain('Other contact')
    const other = await console.get(pathOf(`contact#${drop}`))
    expect(other.text).toContain('This entry was merged into another one of the same person')
    expect((await console.get(`${path}/merge?drop=${drop}`)).text).toContain('This cannot be done')
    expect((await console.get(`${path}/merge?drop=nobody%40home.example`)).text).toContain(
      'No contact has this address',
    )
  })

  test.each(roles)('is shown to admins alone: %s', async (role) => {
    const { console, path } = await aContact()
    expect((await console.get(`${path}/merge`, role)).status).toBe(role === 'admin' ? 200 : 403)
    expect((await console.get(path, role)).html.includes('/merge')).toBe(role === 'admin')
  })
})

test('who left long ago is called no longer kept, on their page and on their letters', async () => {
  const { console, school, stream, path } = await aContact()
  await console.morning(school, '2026-09-02')
  await console.must('remove-contact', { contact: stream, school: oakfield.ref })
  console.clock.moveTo('2027-09-03T09:00:00.000Z')
  await act(console.tools, contactDecider, stream, { do: 'wake' }, { by: 'system', because: 'morning-run', trace: 't' })
  await console.settle()
  expect((await console.get(path)).text).toContain('Name and address are no longer kept')
  await forgetContact(console.tools, stream)
  expect((await console.get(path)).text).not.toContain('Morag Evans')
  expect((await console.get('/letters')).text).toContain('No longer kept (head)')
})
