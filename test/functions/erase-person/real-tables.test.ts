/** C8 on real tables, files and the provider's own door: afterwards nothing of the person lies in any of them. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { GetSuppressedDestinationCommand, PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { expect, onTestFinished, test } from 'vitest'
import { requestDecider } from '../../../events/request/decide.ts'
import { erasePerson } from '../../../functions/erase-person/erase.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { startCloud } from '../../../infra/local/cloud/cloud.ts'
import { tableNames, tableSpecs } from '../../../infra/local/tables.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { addContact } from '../../../shared/deeds/contacts.ts'
import { decideRequest, openByStaff } from '../../../shared/deeds/requests.ts'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { act } from '../../../shared/log/act.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { openProviderList } from '../../../shared/post/provider-list-ses.ts'
import { openReadThrough } from '../../../shared/vault/read-through-dynamodb.ts'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { aSchool, aSmallBody, bySystem } from '../../kit/small-body.ts'

const pat = { name: 'Pat Low', email: 'pat.low@oakfield.example', phone: '01632 960007' }
const theirs = /pat[. ]low|960 ?007|all you have|looked up/i
const until = '2026-09-14T09:00:00.000Z'

async function aRealBody() {
  const cloud = await startCloud({ dataDir: ':memory:', tables: tableSpecs(), paused: true })
  onTestFinished(() => cloud.stop())
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  const post = new SESv2Client(localConfig(cloud.endpoint))
  const bucket = (name: string) => openFiles(filesClient(localConfig(cloud.endpoint)), name)
  const body = aSmallBody({ log: openLog(client, tableNames.log), board: openBoard(client, tableNames.board) })
  const vault = openVault(client, tableNames.vault)
  const [files, mail] = [bucket('files'), bucket('mail')]
  const through = openReadThrough(client, tableNames.vault)
  const tools = { ...body, vault, through, files, mail, providerList: openProviderList(post) }

  const everything = async () => {
    const tables = Object.values(tableNames).map(async (TableName) => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName }))
      return Items.map((item) => JSON.stringify(item))
    })
    const kept = [files, mail].map(async (room) => {
      const keys = (await Array.fromAsync(room.list(''))).map(({ key }) => key)
      return Promise.all(keys.map(async (key) => `${key} ${new TextDecoder().decode(await room.get(key))}`))
    })
    return (await Promise.all([...tables, ...kept])).flat(2)
  }
  return { body, tools, post, everything }
}

test('nothing of them is left in any table, file or list, and the ledger is ids alone', async () => {
  const { body, tools, post, everything } = await aRealBody()
  const school = await aSchool(body, 'oak')
  const added = await addContact(tools, school.slice('school#'.length), 'head', pat, bySystem)
  if ('refused' in added) throw new Error(added.detail)
  await tools.vault.keep(added.stream)
  await tools.vault.putNote('looked up at home', added.stream, until)
  const passage = await tools.vault.putNote('PAT  LOW rang from 01632 960 007', school, until)
  await tools.mail.put(
    'inbound/1',
    `From: ${pat.email}\r\nSubject: x\r\n\r\nSend me all you have.\r\n`,
    'message/rfc822',
  )
  const told = { kept: 'inbound/1', received: body.clock.now(), findings: { ...noFindings, dmarc: 'pass' as const } }
  await receiveMail({ ...tools, ownDomains: [] }, told)
  await post.send(new PutSuppressedDestinationCommand({ EmailAddress: pat.email, Reason: 'BOUNCE' }))
  const given = { kind: 'erasure', contact: added.stream, email: undefined, received: '2026-09-07' } as const
  const opened = await openByStaff(tools, given, bySystem)
  if ('refused' in opened) throw new Error(opened.detail)
  await decideRequest(tools, opened.stream, { outcome: 'answered' }, bySystem)
  await act(tools, requestDecider, opened.stream, { do: 'note-answer-ended', because: 'answer-left' }, bySystem)
  await body.followAll()
  expect((await everything()).filter((text) => theirs.test(text)).length).toBeGreaterThan(4)

  const due = body.bus.published.find(({ type }) => type === 'ErasureDue')
  if (!due) throw new Error('no erasure is due')
  expect(await erasePerson(tools, due)).toBe(true)
  await body.followAll()
  const left = await everything()
  expect(left.filter((text) => theirs.test(text))).toEqual([])
  expect(left.filter((text) => text.startsWith('erasures/'))).toHaveLength(1)
  expect(await tools.vault.note(passage, body.clock.now())).toBe('[removed] rang from [removed]')
  expect(await tools.vault.suppressionOf(pat.email)).toHaveProperty('erased')
  const get = new GetSuppressedDestinationCommand({ EmailAddress: pat.email })
  await expect(post.send(get)).rejects.toMatchObject({ name: 'NotFoundException' })
})
