// A file of rows sent in on a page: tried first, then for good; what came of its rows, and who may.
import { describe, expect, test } from 'vitest'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import { type Console, openConsole, tokenOn } from './kit.ts'

const header = 'ref,name,nation,pupils,town,phone,website'
const oakfield = 'urn:123456,Oakfield Primary School,england,210,Sampleton,01632 960123,'
const nowhere = 'urn:123457,Elmfield Primary School,atlantis,,,,'

interface Sending {
  readonly kind?: string
  readonly trial?: string
  readonly csv?: string
  readonly token?: string
  readonly as?: StaffRole
}

/** A console whose waiting works on the import that was sent in. */
async function withImports(): Promise<Console> {
  const console_: Console = await openConsole({
    change: {
      wait: async () => {
        for await (const { key } of console_.tools.files.list('importing/'))
          await runImport(console_.tools, key.slice('importing/'.length, -'.json'.length), () => true)
      },
    },
  })
  return console_
}

async function sendIn(console_: Console, { kind = 'schools', trial = 'yes', csv = '', token, as = 'admin' }: Sending) {
  const opened = await console_.get('/imports/new', as)
  const form = new FormData()
  form.set('token', token ?? tokenOn(opened))
  form.set('kind', kind)
  form.set('trial', trial)
  form.set('file', new File([csv], 'schools.csv', { type: 'text/csv' }))
  const sent = await console_.request('/imports/new', { method: 'POST', body: form }, as)
  const to = sent.headers.get('location')
  await console_.settle()
  return to === null ? sent : console_.get(to, as)
}

describe('a file of rows', () => {
  test('is tried first: the page says what would be refused, and nothing was changed', async () => {
    const console_ = await withImports()
    const tried = await sendIn(console_, { csv: `${header}\n${oakfield}\n${nowhere}\n` })
    expect(tried.text).toContain('This was a trial: nothing was changed')
    expect(tried.text).toMatch(/Would be refused 1/)
    expect(tried.text).toMatch(/2 nation/)
    expect(tried.html).toContain('href="/imports/new?kind=schools&amp;trial=no"')
    expect((await console_.get('/schools')).text).toContain('No school is registered yet')
  })

  test('goes in for good, and the import is the first of the list with its day', async () => {
    const console_ = await withImports()
    await sendIn(console_, { csv: `${header}\n${oakfield}\n` })
    console_.clock.pass(60_000)
    const sent = await sendIn(console_, { trial: 'no', csv: `${header}\n${oakfield}\n` })
    expect(sent.text).toMatch(/Changed something 1/)
    expect((await console_.get('/schools')).text).toContain('Oakfield Primary School')
    expect((await console_.get('/imports')).text).toMatch(
      /Schools 20 Aug 2026, \d\d:\d\d Robin admin Done .*Schools 20 Aug 2026, \d\d:\d\d Robin admin Trial/,
    )
    expect((await console_.get('/log')).text).toContain('An import of 1 row of schools started')
  })

  test('has all its refused rows as a table, harmless in a spreadsheet', async () => {
    const console_ = await withImports()
    await sendIn(console_, { csv: `${header}\n${nowhere}\n` })
    const path = /href="(\/imports\/[^"]+\/rows)"/.exec(
      (await console_.get(linkOf(await console_.get('/imports')))).html,
    )?.[1]
    const csv = await console_.get(path ?? '')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.html).toMatch(/^\uFEFF?what,row,line of the sheet,column,reason\r\nrefused,1,2,nation,/)
    expect((await console_.get(path ?? '', 'reader')).status).toBe(404)
  })

  test('that is none, or of no kind, is asked for again on the form', async () => {
    const console_ = await withImports()
    const nothing = await sendIn(console_, { kind: '' })
    expect([nothing.status, nothing.text]).toEqual([400, expect.stringContaining('Choose what stands in the file')])
    expect(nothing.text).toContain('Choose a file that is not empty')
    const unknown = await sendIn(console_, { csv: 'a,b\n1,2\n' })
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('This cannot be done')])
  })

  test('is taken from admins and coordinators only, and from a page of their own session', async () => {
    const console_ = await withImports()
    const csv = `${header}\n${oakfield}\n`
    expect((await sendIn(console_, { csv, as: 'coordinator' })).status).toBe(200)
    for (const as of ['ambassador', 'assessor', 'reader'] as const) {
      expect((await console_.get('/imports/new', as)).status, as).toBe(403)
      const token = tokenOn(await console_.get('/', as))
      expect((await sendIn(console_, { csv, as, token })).status, as).toBe(403)
    }
    expect((await sendIn(console_, { csv, as: 'coordinator', kind: 'calendar' })).status).toBe(403)
    expect((await sendIn(console_, { csv, token: 'made-up' })).text).toContain('The form is out of date')
  })

  test('too large for a page is not read, and the page says how large it may be', async () => {
    const console_ = await withImports()
    const large = await sendIn(console_, { csv: 'x'.repeat(4 * 1024 * 1024 + 1) })
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('up to 4 MB')])
  })
})

function linkOf({ html }: { readonly html: string }): string {
  return /href="(\/imports\/i-[^"]+)"/.exec(html)?.[1] ?? ''
}
