// The provider's own list: an address is taken off, one that is not on it is as good, and no failure names an address.
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { afterEach, expect, test } from 'vitest'
import { openProviderList } from '../../../shared/post/provider-list-ses.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { type Answer, startScriptedServer } from '../../kit/scripted-server.ts'

const address = 'ada+home@oakfield.example'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function listThat(answer: (before: number) => Answer) {
  const server = await startScriptedServer((_, before) => answer(before))
  open.push(server.close)
  return { server, list: openProviderList(new SESv2Client(localConfig(server.endpoint))) }
}

const refusal = (status: number, name: string, message = ''): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: { message },
})

test('an address is taken off by its name', async () => {
  const { list, server } = await listThat(() => ({ status: 200, body: {} }))
  await list.forget(` ${address} `)
  expect(server.asked.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
    `DELETE /v2/email/suppression/addresses/${address}`,
  ])
})

test('an address that is not on the list is fine', async () => {
  const { list } = await listThat(() => refusal(404, 'NotFoundException', `${address} does not exist`))
  await expect(list.forget(address)).resolves.toBeUndefined()
})

test('a socket that drops is tried again, since taking off twice changes nothing', async () => {
  const { list, server } = await listThat((before) => (before === 0 ? 'cut' : { status: 200, body: {} }))
  await list.forget(address)
  expect(server.asked).toHaveLength(2)
})

test('a failure is a Fault that names the operation and no address', async () => {
  const { list } = await listThat(() => refusal(400, 'BadRequestException', `no such thing as ${address}`))
  const thrown = await list.forget(address).catch((failure: unknown) => failure)
  expect(thrown).toMatchObject({ name: 'Fault', operation: 'post.forget', why: 'BadRequestException' })
  expect(JSON.stringify(thrown) + String(thrown)).not.toContain('oakfield')
})
