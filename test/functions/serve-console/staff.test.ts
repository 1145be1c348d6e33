// The pages of the staff: who is on it, and what an admin changes.
import { expect, test } from 'vitest'
import { openConsole, type Seen } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''
const rae = { name: 'Rae Marsh', email: 'rae@staff.example', role: 'ambassador', alerts: 'tasks' }

async function withRae() {
  const console = await openConsole()
  const ambassador = `staff#${console.idOf('admin')}`
  for (const cluster of ['north-1', 'north-2'])
    await console.must('form-cluster', { cluster, nation: 'england', ambassador })
  const sent = await console.send('/staff/do/add-staff', { ...rae, clusters: 'north-1, north-2' })
  await console.settle()
  const added = await console.get(whither(sent))
  const id =
    /\/staff\/(s-[^/"]+)\/do\/change-staff"><?/.exec(added.html.slice(added.html.indexOf('Rae Marsh')))?.[1] ?? ''
  return { console, added, id }
}

test('an admin adds somebody with role, clusters and alerts, and sees them on the list', async () => {
  const { console, added } = await withRae()
  expect(added.text).toContain('Rae Marsh was added as ambassador')
  expect(added.text).toContain('Rae Marsh rae@staff.example Ambassador north-1 north-2 Tasks')
  const reader = await console.get('/staff', 'reader')
  expect(reader.text).toContain('Rae Marsh Ambassador')
  expect(reader.html).not.toMatch(/rae@staff|\/do\//)
})

test('a change begins with what stands, and an emptied list of clusters is empty', async () => {
  const { console, id } = await withRae()
  const form = await console.get(`/staff/${id}/do/change-staff`)
  expect(form.html).toMatch(/value="ambassador" checked/)
  expect(form.html).toContain('value="north-1, north-2"')
  const sent = await console.send(`/staff/${id}/do/change-staff`, { role: 'reader', clusters: '', alerts: 'none' })
  await console.settle()
  expect((await console.get(whither(sent))).text).toContain('Rae Marsh rae@staff.example Reader None None')
})

test('somebody removed stands on the list no more and has no form', async () => {
  const { console, id } = await withRae()
  const sent = await console.send(`/staff/${id}/do/remove-staff`, {})
  await console.settle()
  const list = await console.get(whither(sent))
  expect(list.text).toContain('Done Rae Marsh was removed')
  expect(list.text.slice(list.text.indexOf('Members of staff'))).not.toContain('Rae Marsh')
  expect((await console.get(`/staff/${id}/do/change-staff`)).status).toBe(404)
})

test('the log names who was added, counted among the admins and removed, and shows all about them', async () => {
  const { console, id } = await withRae()
  await console.send(`/staff/${id}/do/change-staff`, { role: 'admin', clusters: '', alerts: 'none' })
  await console.send(`/staff/${id}/do/remove-staff`, {})
  await console.settle()
  const all = await console.get('/log')
  expect(all.text).toContain('Rae Marsh was added as ambassador')
  expect(all.text).toContain('Rae Marsh counts among the admins')
  const about = `/log?stream=${encodeURIComponent(`staff#${id}`)}`
  expect(all.html).toContain(`href="${about}"`)
  const { text } = await console.get(about)
  expect(text).toContain('Only what is about Rae Marsh')
  expect(text).toMatch(/Rae Marsh was removed .*Rae Marsh is now admin.*Rae Marsh was added as ambassador/)
  expect(text).not.toContain('Robin reader was added')
})

test('the log says of whom nobody keeps a name that it was a former member of staff', async () => {
  const { console, id } = await withRae()
  await console.tools.vault.forget(`staff#${id}`, [])
  expect((await console.get(`/log?stream=${encodeURIComponent(`staff#${id}`)}`)).text).toContain(
    'A former member of staff was added as ambassador',
  )
})

test('the last admin is told on the form that they cannot go', async () => {
  const console = await openConsole()
  const sent = await console.send(`/staff/${console.idOf('admin')}/do/remove-staff`, {})
  expect(sent.status).toBe(422)
  expect(sent.text).toContain('This is the last admin of the body')
})
