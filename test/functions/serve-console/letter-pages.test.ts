// The pages on which staff change what letters say, see what leaves next, and write bulletins: forms as a browser sends them.
import { describe, expect, test } from 'vitest'
import { type Console, openConsole, withOakfield } from './kit.ts'

async function opened() {
  const console = await openConsole({ today: '2026-08-20' })
  await withOakfield(console)
  console.post.left.splice(0)
  return console
}

/** Sends a form that stands on one page to its own address, and answers the page it leads to. */
async function sendFrom(
  console: Console,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
  as: 'admin' | 'coordinator' | 'reader' = 'admin',
) {
  const token = /name="token" value="([^"]+)"/.exec((await console.get(page, as)).html)?.[1] ?? ''
  const sent = await console.request(action, { method: 'POST', body: new URLSearchParams({ ...fields, token }) }, as)
  await console.settle()
  const to = sent.headers.get('location')
  return to === null ? sent : console.get(to, as)
}

describe('what leaves next', () => {
  test('it says for a day who gets what, who not and why, and shows the words of each letter', async () => {
    const console = await opened()
    const { text, html } = await console.get('/letters/next?day=2026-09-02')
    expect(text).toContain('1 letter to 1 school')
    expect(text).toContain('90 days before, due 1 Dec 2026')
    expect(text).toContain('Morag Evans')
    expect(text).toContain('Idris Cole: the addressee has not agreed to letters like this one')
    const words = /href="(\/letters\/next\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const letter = await console.get(words)
    expect(letter.text).toContain('Subject: Please choose a visit day')
    expect(letter.headers.get('content-security-policy')).toContain("frame-src 'self'")
    const asMail = await console.get(words.replace('?', '/as-mail?'))
    expect(asMail.html).toContain('Dear Morag Evans')
    expect(asMail.headers.get('content-security-policy')).toMatch(/^sandbox;/)
  })

  test('it says that what is listed will be held while sending is off, and takes no day that is none', async () => {
    const console = await opened()
    await console.must('set-sending', { position: 'off', reason: 'Not yet' })
    expect((await console.get('/letters/next')).text).toContain('Sending is switched off')
    expect((await console.get('/letters/next?day=soon')).text).toContain('Give a day')
  })

  test('a reader sees no names', async () => {
    const console = await opened()
    expect((await console.get('/letters/next?day=2026-09-02', 'reader')).text).not.toContain('Morag')
  })
})

describe('letters we write', () => {
  const page = '/letters/words/review-reminder'

  test('each kind shows its purpose, when it is sent, and every example as mail programs show it', async () => {
    const console = await opened()
    const list = await console.get('/letters/words')
    for (const name of ['Review reminder', 'Award granted', 'Review decided', 'Consent recorded', 'Bulletin'])
      expect(list.text).toContain(name)
    const kind = await console.get(`${page}?example=after-14`)
    expect(kind.text).toContain('14 days after')
    expect(kind.html).toContain(`src="${page}/as-mail?example=after-14"`)
    expect((await console.get(`${page}/as-mail?example=after-14`)).html).toContain('Kingcroft')
  })

  test('the paragraph is changed with a warning against promotion, has a history, and is taken away when left empty', async () => {
    const console = await opened()
    expect((await console.get(page)).text).toContain('Nothing that promotes')
    const kept = await sendFrom(console, page, `${page}/paragraph`, { paragraph: 'Closed in August.' })
    expect(kept.text).toContain('version 1')
    expect((await console.get(`${page}/as-mail`)).html).toContain('Closed in August.')
    const gone = await sendFrom(console, page, `${page}/paragraph`, {})
    expect(gone.text).toMatch(/2 20 Aug 2026.*Taken away/)
    expect(gone.text).toContain('Closed in August.')
    expect((await console.get(`${page}/as-mail`)).html).not.toContain('Closed in August.')
  })

  test('a test goes to whoever asks for it', async () => {
    const console = await opened()
    await sendFrom(console, page, `${page}/test`, { example: 'before-30' }, 'coordinator')
    expect(console.post.left.map(({ envelope }) => envelope.to)).toEqual(['robin.coordinator@staff.example'])
    expect(console.post.left[0]?.envelope.subject).toMatch(/^Test: /)
  })

  test('a test of an invitation brings its calendar entry, and the page of the letter offers it as a file', async () => {
    const console = await opened()
    const words = '/letters/words/meeting-invitation'
    await sendFrom(console, words, `${words}/test`, { example: 'changed' })
    const [left] = console.post.left
    expect(left?.envelope.attachments).toMatchObject([{ name: 'cluster-meeting.ics' }])
    const at = `/letters/${left?.envelope.letter.slice('letter#'.length)}`
    expect((await console.get(at)).html).toContain(`href="${at}/files/cluster-meeting.ics"`)
    const file = await console.get(`${at}/files/cluster-meeting.ics`)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="cluster-meeting.ics"')
    expect(file.headers.get('content-type')).toContain('text/calendar')
    expect(file.html).toContain('SEQUENCE:2')
    // The file a page gives says nothing of an address that the page does not.
    expect(file.html.replaceAll('\r\n ', '')).not.toContain('robin.admin')
    expect((await console.get(`${at}/files/other.ics`)).status).toBe(404)
  })

  test('a reader may look and change nothing', async () => {
    const console = await opened()
    expect((await console.get(page, 'reader')).html).not.toContain('<textarea')
    const sent = await sendFrom(console, page, `${page}/paragraph`, { paragraph: 'Mine.' }, 'reader')
    expect(sent.status).toBe(403)
  })
})

describe('the letterhead page', () => {
  const page = '/letters/letterhead'
  const fields = {
    name: 'The Inclusion Body',
    address: '1 Sample Street\nSampleton',
    signatory: 'Ann Other',
    replyTo: 'info@body.example',
    colour: '#1d4f7c',
    reason: 'A new name',
  }

  test('an admin changes it, and every version is seen with who and why', async () => {
    const console = await opened()
    const changed = await sendFrom(console, page, page, fields)
    expect(changed.text).toContain('The Inclusion Body: for members of staff only')
    expect(changed.text).toMatch(/1 20 Aug 2026.*Robin admin.*Signed by: Ann Other.*A new name/)
    expect((await sendFrom(console, page, page, fields)).text).toContain('It was so already')
  })

  test('what does not make a letterhead is said on the form, with all that was typed', async () => {
    const console = await opened()
    const again = await sendFrom(console, page, page, { ...fields, colour: '#ffff00' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('The colour: this colour is too light to be read on white')
    expect(again.html).toContain('value="Ann Other"')
  })

  test('a coordinator sees it and may not change it', async () => {
    const console = await opened()
    expect((await console.get(page, 'coordinator')).html).not.toContain('<textarea')
    expect((await sendFrom(console, '/letters/words/bulletin', page, fields, 'coordinator')).status).toBe(403)
  })
})

describe('bulletins', () => {
  const fields = {
    bulletin: 'autumn-2026',
    subject: 'News of the autumn',
    paragraphs: 'The meetings are set.\n\nCome and see.',
  }

  test('one is written, corrected, tried on oneself, seen with who gets it and who not, and sent', async () => {
    const console = await opened()
    const give = { email: 'idris@oakfield.example', purpose: 'news', wording: '2018-05', how: 'paper' }
    await console.must('give-consent', give)
    await console.settle()
    console.post.left.splice(0)
    const draft = await sendFrom(console, '/letters/bulletins/new', '/letters/bulletins/new', fields)
    expect(draft.text).toContain('Draft')
    expect(draft.text).toContain('1 contact gets it.')
    expect(draft.text).toMatch(/Morag Evans morag@oakfield.example No The addressee has not agreed/)
    const page = '/letters/bulletins/autumn-2026'
    const corrected = await sendFrom(console, page, page, { ...fields, subject: 'News in September' })
    expect(corrected.text).toContain('corrected (version 2)')
    expect((await console.get(`${page}/as-mail`)).html).toContain('News in September')
    await sendFrom(console, page, `${page}/test`, {})
    expect(console.post.left.splice(0).map(({ envelope }) => [envelope.to, envelope.subject])).toEqual([
      ['robin.admin@staff.example', 'Test: News in September'],
    ])
    const sent = await sendFrom(console, page, `${page}/send`, {})
    expect(sent.text).toContain('1 letter; 2 contacts passed over')
    expect(console.post.left.map(({ envelope }) => [envelope.to, envelope.subject])).toEqual([
      ['idris@oakfield.example', 'News in September'],
    ])
    expect(sent.html).not.toContain('Send it to all of them')
  })

  test('whoever left their school gets none, and stands on no list of who would', async () => {
    const console = await opened()
    const morag = { email: 'morag@oakfield.example' }
    await console.must('give-consent', { ...morag, purpose: 'news', wording: '2018-05', how: 'paper' })
    await sendFrom(console, '/letters/bulletins/new', '/letters/bulletins/new', fields)
    const page = '/letters/bulletins/autumn-2026'
    expect((await console.get(page)).text).toContain('1 contact gets it.')
    const contact = await console.tools.vault.holderOf('contact', morag.email, console.clock.now())
    await console.must('remove-contact', { contact, school: 'urn:123456' })
    await console.settle()
    console.post.left.splice(0)
    const after = await console.get(page)
    expect(after.text).toContain('0 contacts get it.')
    expect(after.text).not.toContain('Morag Evans')
    await sendFrom(console, page, `${page}/send`, {})
    expect(console.post.left).toEqual([])
  })

  test('what does not fit is said beside its field, and a name that is taken is refused', async () => {
    const console = await opened()
    const form = '/letters/bulletins/new'
    const empty = await sendFrom(console, form, form, { bulletin: 'autumn 2026' })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('Give a short name')
    expect(empty.text).toContain('Give a subject')
    await sendFrom(console, form, form, fields)
    expect((await sendFrom(console, form, form, { ...fields, subject: 'Other' })).text).toContain(
      'of this name already',
    )
  })

  test('a reader sees that there are bulletins, and neither their words nor who gets them', async () => {
    const console = await opened()
    await sendFrom(console, '/letters/bulletins/new', '/letters/bulletins/new', fields)
    const seen = await console.get('/letters/bulletins/autumn-2026', 'reader')
    expect(seen.status).toBe(200)
    expect(seen.text).not.toMatch(/News of the autumn|Morag/)
    expect((await console.get('/letters/bulletins/autumn-2026/as-mail', 'reader')).status).toBe(404)
    expect((await console.get('/letters/bulletins/new', 'reader')).status).toBe(403)
  })
})
