/** The local post's own list of addresses, through the real client. */
import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { openProviderList } from '../../../../shared/post/provider-list-ses.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const email = 'Head@school.example'
const clock = () => new Date('2026-06-30T23:30:00Z')

test('an address is put, found in any writing, and taken off; the list outlives its process', async () => {
  const dataDir = testFolder()
  const first = await testCloud({ dataDir, clock })
  await clients(first).post.send(new PutSuppressedDestinationCommand({ EmailAddress: email, Reason: 'BOUNCE' }))
  await first.stop()
  const { post } = clients(await testCloud({ dataDir, clock }))
  const get = new GetSuppressedDestinationCommand({ EmailAddress: 'head@school.example' })
  expect((await post.send(get)).SuppressedDestination).toEqual({
    EmailAddress: email,
    Reason: 'BOUNCE',
    LastUpdateTime: clock(),
  })
  await openProviderList(post).forget('head@school.example')
  await expect(post.send(get)).rejects.toMatchObject({ name: 'NotFoundException' })
  await openProviderList(post).forget('head@school.example')
})

test('sending does not look at it: the body’s own list decides, and the provider’s is switched off for its letters', async () => {
  const cloud = await testCloud({ clock })
  const { post } = clients(cloud)
  await post.send(new PutSuppressedDestinationCommand({ EmailAddress: email, Reason: 'COMPLAINT' }))
  const Body = { Text: { Data: 'Dear school' } }
  await post.send(
    new SendEmailCommand({
      FromEmailAddress: 'info@body.example',
      Destination: { ToAddresses: [email] },
      Content: { Simple: { Subject: { Data: 'Soon' }, Body } },
    }),
  )
  expect(await cloud.mail.list()).toHaveLength(1)
})

test('what is no reason and what is not on it is refused as the provider refuses it', async () => {
  const { post } = clients(await testCloud({ clock }))
  const badly = new PutSuppressedDestinationCommand({ EmailAddress: '', Reason: 'BOUNCE' })
  await expect(post.send(badly)).rejects.toMatchObject({ name: 'BadRequestException' })
  const none = new DeleteSuppressedDestinationCommand({ EmailAddress: email })
  await expect(post.send(none)).rejects.toMatchObject({ name: 'NotFoundException' })
})
