// Imports by the API: told at once or under their own address, large ones by a way of their own.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { ApiTools } from '../../../functions/answer-api/tools.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import type { FilesStandIn } from '../../kit/stand-ins/files.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'
import { type Body, itemsOf, openBody, pathsOf, problem } from './kit.ts'

const table =
  'ref,name,nation,pupils,town,phone,website\nurn:123456,Oakfield,england,210,Alderwood,,\nurn:12,Short,england,,,,\n'

const message = z.object({ import: z.string() })

/** A body whose imports are worked on while a request waits, or only when told. */
async function importing(whileWaiting = true): Promise<{ body: Body; files: FilesStandIn; work: () => Promise<void> }> {
  const files = standInFiles()
  const queue = standInQueue()
  let tools: ApiTools | undefined
  const work = async () => {
    for (const { body } of queue.waiting.splice(0))
      if (tools) await runImport(tools, message.parse(JSON.parse(body)).import, () => true)
  }
  const body = await openBody({
    change: (own) => ({
      files,
      imports: queue,
      wait: async (milliseconds) => {
        await own.wait(milliseconds)
        if (whileWaiting) await work()
      },
    }),
  })
  tools = body.tools
  return { body, files, work }
}

function send(
  body: Body,
  path: string,
  sent: string | Uint8Array<ArrayBuffer> = table,
  as: string | undefined = 'admin',
  type = 'text/csv',
) {
  return body.request(`/api/imports/${path}`, { method: 'POST', body: sent, as, headers: { 'content-type': type } })
}

const report = z.object({ import: z.string() })

describe('an import', () => {
  test('is told at once what came of each row, and the same under its address', async () => {
    const { body } = await importing()
    const came = await send(body, 'schools')
    expect(came.status).toBe(200)
    expect(came.body).toMatchObject({
      state: 'done',
      rows: 2,
      accepted: 1,
      changed: 1,
      unchanged: 0,
      refused: [{ row: 2, column: 'ref' }],
      warnings: [],
    })
    const { import: id } = report.parse(came.body)
    expect(came.headers.get('location')).toBe(`/api/imports/${id}`)
    expect((await body.get(`/api/imports/${id}`)).text).toBe(came.text)
    expect((await body.get('/api/schools/urn:123456')).body).toMatchObject({ name: 'Oakfield', town: 'Alderwood' })
    expect((await send(body, 'schools')).body).toMatchObject({ changed: 0, unchanged: 1 })
  })

  test('is listed with how far it got', async () => {
    const { body } = await importing()
    const { import: id } = report.parse((await send(body, 'schools')).body)
    await body.follow()
    expect(itemsOf(await body.get('/api/imports'))).toEqual([
      {
        import: id,
        kind: 'schools',
        state: 'done',
        dryRun: false,
        rows: 2,
        total: 2,
        accepted: 1,
        changed: 1,
        unchanged: 0,
        refused: 1,
        warnings: 0,
      },
    ])
  })

  test('on trial changes nothing', async () => {
    const { body } = await importing()
    for (const trial of ['1', 'true'])
      expect((await send(body, `schools?dryRun=${trial}`)).body).toMatchObject({ changed: 1, dryRun: true })
    expect((await body.get('/api/schools/urn:123456')).status).toBe(404)
    expect((await send(body, 'schools?dryRun=0')).body).toMatchObject({ changed: 1, dryRun: false })
  })

  test('that takes longer than 20 seconds is told under its address', async () => {
    const { body, work } = await importing(false)
    const came = await send(body, 'schools')
    expect([came.status, came.body]).toMatchObject([202, { state: 'running', rows: 0 }])
    const { import: id } = report.parse(came.body)
    await work()
    expect((await body.get(`/api/imports/${id}`)).body).toMatchObject({ import: id, state: 'done', rows: 2 })
  })

  test('of a file that cannot be read is refused with a sentence', async () => {
    const { body } = await importing()
    const came = await send(body, 'schools', 'name,colour\nOakfield,red\n')
    expect(came.status).toBe(422)
    expect(problem.parse(came.body).detail?.length).toBeGreaterThan(10)
  })

  test('is for admins and coordinators', async () => {
    const { body } = await importing()
    const statuses = await Promise.all(
      [...body.staff.keys()].map(async (role) => [role, (await send(body, 'schools', table, role)).status]),
    )
    expect(Object.fromEntries(statuses)).toEqual({
      admin: 200,
      coordinator: 200,
      ambassador: 403,
      assessor: 403,
      reader: 403,
    })
  })

  test('of an unknown kind is not there, in another form not taken', async () => {
    const { body } = await importing()
    expect((await send(body, 'shoes')).status).toBe(404)
    expect((await send(body, 'schools', '{}', 'admin', 'application/json')).status).toBe(415)
    expect(pathsOf(await send(body, 'schools?dryRun=maybe&colour=red')).toSorted()).toEqual(['colour', 'dryRun'])
    expect(pathsOf(await send(body, 'schools?register=all'))).toEqual(['register'])
    expect((await body.get('/api/imports/i-0')).status).toBe(404)
  })
})

describe('a file above 5 MB', () => {
  const padded = `${table}${'urn:999999,Filler School,england,1,Town,,\n'.repeat(150_000)}`

  test('is given an address of its own, and told under the import’s', async () => {
    const { body, files, work } = await importing()
    expect(padded.length).toBeGreaterThan(5 * 1024 * 1024)
    const came = await send(body, 'schools', padded)
    expect(came.status).toBe(413)
    const { import: id, upload } = z.object({ import: z.string(), upload: z.string() }).parse(came.body)
    const look = () => body.get(`/api/imports/${id}`)
    expect((await look()).body).toMatchObject({ state: 'running', waitsFor: 'upload' })
    await files.upload(upload, table)
    await look()
    await work()
    expect((await look()).body).toMatchObject({ import: id, state: 'done', rows: 2, changed: 1 })
  })

  test('is asked for an address beforehand', async () => {
    const { body, files, work } = await importing()
    const came = await send(body, 'schools?upload=1&dryRun=1', '')
    expect(came.status).toBe(202)
    const { import: id, upload } = z.object({ import: z.string(), upload: z.string() }).parse(came.body)
    await files.upload(upload, table)
    await body.get(`/api/imports/${id}`)
    await work()
    expect((await body.get(`/api/imports/${id}`)).body).toMatchObject({ state: 'done', dryRun: true, changed: 1 })
  })

  test('is offered nothing when the import would be refused anyway', async () => {
    const { body } = await importing()
    expect((await send(body, 'schools', padded, 'reader')).status).toBe(403)
    expect((await body.request('/api/imports/schools', { method: 'POST', body: padded })).status).toBe(401)
  })
})
