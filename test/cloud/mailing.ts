/** Somebody writes to the deployed body: their mail lies in its bucket, and the mail provider's event tells of it. */
import { PutObjectCommand } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { inboundPrefix } from '../../shared/deeds/mail-places.ts'
import { filesClient } from '../../shared/files/files-s3.ts'
import type { Emulator } from './emulator.ts'
import { expectSame, prove } from './prove.ts'
import type { Journey } from './seen.ts'
import { call, owner } from './signed.ts'
import { people } from './small-body.ts'
import { until } from './watch.ts'

const contact = z.object({
  email: z.string(),
  consents: z.object({ service: z.object({ state: z.string() }), news: z.object({ state: z.string() }) }),
})
const mail = z.object({
  state: z.string(),
  verdict: z.string(),
  sender: z.string().optional(),
  does: z.array(z.string()),
})

/** Puts a mail where the provider puts it; there is no rule in an emulator that would. */
async function store({ endpoint }: Emulator, messageId: string, text: string): Promise<void> {
  const client = filesClient({ endpoint, region: owner.region, credentials: owner })
  const Bucket = `iqm-emulator-mail-000000000000-${owner.region}`
  await client.send(new PutObjectCommand({ Bucket, Key: `${inboundPrefix}${messageId}`, Body: text }))
  client.destroy()
}

/** Tells of it, headers and all, as the provider's rule does. */
async function tell({ endpoint }: Emulator, messageId: string, from: string, dmarc: 'PASS' | 'FAIL'): Promise<void> {
  const timestamp = new Date().toISOString()
  const passed = { status: 'PASS' }
  const receipt = {
    timestamp,
    processingTimeMillis: 574,
    recipients: ['info@letters.body.example'],
    spfVerdict: passed,
    dkimVerdict: passed,
    dmarcVerdict: { status: dmarc },
    spamVerdict: passed,
    virusVerdict: passed,
    action: { type: 'Lambda', functionArn: 'receive-mail', invocationType: 'Event' },
  }
  const mailOf = {
    timestamp,
    source: from,
    messageId,
    destination: ['info@letters.body.example'],
    headersTruncated: false,
    headers: [{ name: 'From', value: from }],
    commonHeaders: { from: [from], subject: 'Please stop' },
  }
  const event = { Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses: { mail: mailOf, receipt } }] }
  const path = '/2015-03-31/functions/iqm-emulator-receive-mail/invocations'
  const answer = await call(endpoint, { service: 'lambda', path, body: JSON.stringify(event) })
  if (answer.includes('errorType')) throw new Error(`receive-mail failed: ${answer.slice(0, 500)}`)
}

const written = (from: string, number: string) =>
  [
    `From: ${from}`,
    'To: info@letters.body.example',
    'Subject: Please stop',
    `Message-ID: <${number}@school.example>`,
    '',
    'Hello,',
    '',
    'Please stop emailing me. I no longer agree to being contacted.',
    '',
  ].join('\r\n')

export async function writeIn({ emulator, admin }: Journey): Promise<void> {
  const consentOf = async (email: string) => {
    const found = (await admin.list('/api/contacts', contact)).find((one) => one.email === email)
    return `${found?.consents.service.state} ${found?.consents.news.state}`
  }
  await prove('somebody withdraws by mail, and it acts at once; a forged mail in another’s name does not', async () => {
    await store(emulator, 'cloud-forged', written(people.lead, 'forged'))
    await tell(emulator, 'cloud-forged', people.lead, 'FAIL')
    await store(emulator, 'cloud-withdrawal', written(people.later, 'withdrawal'))
    await tell(emulator, 'cloud-withdrawal', people.later, 'PASS')
    const before = await consentOf(people.lead)
    await until(
      () => consentOf(people.later),
      (seen) => (seen.startsWith('withdrawn') ? undefined : `the consents stand as ${seen}`),
    )
    await until(
      async () => (await admin.list('/api/mail', mail)).map(({ state }) => state),
      (seen) => (seen.toSorted().join() === 'acted,asked-back' ? undefined : `the mails stand as ${seen.join()}`),
    )
    expectSame('consents of whose name was used', [await consentOf(people.lead)], [before])
  })
}
