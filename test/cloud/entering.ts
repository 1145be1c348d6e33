/** Who may come in, and what is brought in: nothing of it writes to anyone. */
import * as z from 'zod'
import { type Api, openApi } from './api.ts'
import { signIn } from './people.ts'
import { expectSame, prove, proveFirst } from './prove.ts'
import { countOf, type Journey, lettersOf } from './seen.ts'
import { atRest, until } from './watch.ts'

const settings = z.object({ sending: z.string() })

const report = z.object({
  import: z.string(),
  state: z.string(),
  rows: z.int(),
  accepted: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.unknown()),
})

const upload = z.object({ import: z.string(), upload: z.url() })

export async function comeIn({ emulator, deployed, token, admin }: Journey): Promise<void> {
  await prove('nobody without a token comes in, and nobody with one who is not on the staff', async () => {
    const passer = openApi(deployed.api, await signIn(emulator, deployed, 'passer-by'))
    const answers = [
      await openApi(deployed.api).call('GET', '/api/settings'),
      await passer.call('GET', '/api/settings'),
    ]
    expectSame(
      'answers',
      answers.map(({ status }) => String(status)),
      ['401', '403'],
    )
  })
  await prove('whoever is added to the staff may what their role may, and no more', async () => {
    const added = z.object({ stream: z.string() })
    const said = await admin.does('add-staff', {
      role: 'reader',
      name: 'Rhea Lund',
      email: 'rhea.lund@iqm.example',
      alerts: 'none',
    })
    const reader = openApi(
      deployed.api,
      await signIn(emulator, deployed, added.parse(said).stream.replace('staff#', '')),
    )
    const read = await reader.call('GET', '/api/settings')
    const done = await reader.call('POST', '/api/do/set-sending', { position: 'on', reason: 'to try it' })
    expectSame('answers', [`${read.status} to read`, `${done.status} to do`], ['200 to read', '403 to do'])
  })
  await prove('the console leads strangers to the way in, and shows its pages to the staff', async () => {
    const page = async (headers: Record<string, string>) => {
      const answer = await fetch(`${deployed.api}/schools`, { redirect: 'manual', headers })
      const [, title = ''] = /<h1[^>]*>([^<]*)</.exec(await answer.text()) ?? []
      return `${answer.status} ${answer.headers.get('location') ?? title.trim()}`
    }
    const pages = [await page({}), await page({ cookie: `__Host-session=${token}` })]
    expectSame('pages', pages, ['303 /sign-in?next=%2Fschools', '200 Schools'])
  })
  await prove('a body that was just deployed sends nothing until it is told to', async () => {
    expectSame('sending', [settings.parse(await admin.must('GET', '/api/settings')).sending], ['off'])
  })
}

export async function bringIn({ emulator, admin, story: { csv } }: Journey): Promise<void> {
  await proveFirst('schools and awards go in by the API, contacts by an upload address', async () => {
    expectSame(
      'schools',
      [told(await admin.must('POST', '/api/imports/schools', csv.schools))],
      ['done, 6 of 6 changed'],
    )
    expectSame(
      'awards',
      [told(await admin.must('POST', '/api/imports/awards', csv.awards))],
      ['done, 10 of 10 changed'],
    )
    expectSame('contacts', [await uploaded(admin, csv.contacts)], ['done, 6 of 6 changed'])
  })
  await prove('the same files a second time change nothing', async () => {
    const again = [
      told(await admin.must('POST', '/api/imports/schools', csv.schools)),
      told(await admin.must('POST', '/api/imports/awards', csv.awards)),
      told(await admin.must('POST', '/api/imports/contacts', csv.contacts)),
    ]
    expectSame('reports', again, ['done, 0 of 6 changed', 'done, 0 of 10 changed', 'done, 0 of 6 changed'])
  })
  await prove('importing history writes to nobody', async () => {
    await atRest(emulator, () => countOf(admin))
    expectSame(
      'letters asked for',
      (await lettersOf(admin)).map(({ kind }) => kind),
      [],
    )
  })
}

function told(answered: unknown): string {
  const { state, rows, accepted, changed, refused } = report.parse(answered)
  const all = refused.length === 0 && accepted === rows
  return `${state}, ${changed} of ${rows} changed${all ? '' : `, refused ${JSON.stringify(refused)}`}`
}

async function uploaded(admin: Api, csv: string): Promise<string> {
  const offered = upload.parse(await admin.must('POST', '/api/imports/contacts?upload=1'))
  const put = await fetch(offered.upload, { method: 'PUT', body: csv, headers: { 'content-type': 'text/csv' } })
  if (!put.ok) throw new Error(`the upload was answered ${put.status} ${await put.text()}`)
  const path = `/api/imports/${encodeURIComponent(offered.import)}`
  return told(
    await until(
      () => admin.must('GET', path),
      (seen) => (report.parse(seen).state === 'done' ? undefined : JSON.stringify(seen)),
    ),
  )
}
