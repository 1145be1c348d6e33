/** The local post and its events, through the real client. */
import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2'
import type { SQSEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import type { RuleSpec } from '../../../../infra/local/cloud/types.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const clock = () => new Date('2026-06-30T23:30:00Z')

const simple = (letter: string, to = 'head@school.example'): SendEmailCommandInput => ({
  FromEmailAddress: 'The Body <info@body.example>',
  Destination: { ToAddresses: [to] },
  ReplyToAddresses: ['reply@body.example'],
  Content: {
    Simple: {
      Subject: { Data: 'Your review – soon' },
      Body: { Text: { Data: 'Dear school' }, Html: { Data: '<p>Dear school</p>' } },
      Headers: [{ Name: 'List-Unsubscribe', Value: '<https://body.example/u/1>' }],
    },
  },
  EmailTags: [{ Name: 'letter', Value: letter }],
})

const raw = [
  'From: The Body <info@body.example>',
  'To: "Head, of school" <head@school.example>, deputy@school.example',
  'Subject: =?utf-8?B?WW91ciByZXZpZXcg4oCT?=',
  ' =?utf-8?Q?_soon?=',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Caf=C3=A9 =E2=80=93 a long line that is=',
  ' broken',
  '--b1',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Café</p>').toString('base64'),
  '--b1--',
  '',
].join('\r\n')

const noted = (seen: unknown[]) => ({
  clock,
  queues: [
    {
      name: 'notes',
      handler: (event: SQSEvent) => {
        for (const { body } of event.Records) seen.push(JSON.parse(body))
      },
    },
  ],
})
const all = ['Email Sent', 'Email Delivered', 'Email Bounced', 'Email Complaint Received']
const wholeEvents: RuleSpec[] = [{ name: 'ses', detailTypes: all, source: 'aws.ses', queue: 'notes' }]

describe('the post', () => {
  test('a letter is kept as it was handed over, on the day of the clock in London', async () => {
    const cloud = await testCloud({ clock })
    const { post } = clients(cloud)
    const { MessageId } = await post.send(new SendEmailCommand(simple('l1')))
    expect(await cloud.mail.list()).toEqual([
      {
        id: MessageId,
        at: '2026-06-30T23:30:00.000Z',
        day: '2026-07-01',
        from: 'The Body <info@body.example>',
        to: ['head@school.example'],
        subject: 'Your review – soon',
        text: 'Dear school',
        html: '<p>Dear school</p>',
        headers: {
          From: 'The Body <info@body.example>',
          To: 'head@school.example',
          Subject: 'Your review – soon',
          'Reply-To': 'reply@body.example',
          'List-Unsubscribe': '<https://body.example/u/1>',
        },
        tags: { letter: 'l1' },
      },
    ])
  })

  test('a file that goes with a letter is kept as text, and outlives the machine', async () => {
    const dataDir = testFolder()
    const cloud = await testCloud({ dataDir })
    const { post } = clients(cloud)
    const { Content, ...letter } = simple('l1')
    if (!Content?.Simple) throw new Error('not simple')
    const entry = 'BEGIN:VCALENDAR\r\nSUMMARY:Café\r\nEND:VCALENDAR\r\n'
    const type = 'text/calendar; charset=utf-8; method=REQUEST'
    const Attachments = [{ FileName: 'meeting.ics', ContentType: type, RawContent: Buffer.from(entry) }]
    await post.send(new SendEmailCommand({ ...letter, Content: { Simple: { ...Content.Simple, Attachments } } }))
    await cloud.stop()
    const again = await testCloud({ dataDir })
    expect((await again.mail.list())[0]?.attachments).toEqual([{ name: 'meeting.ics', type, text: entry }])
  })

  test('a raw letter is read: its headers, its text and its HTML', async () => {
    const cloud = await testCloud()
    const { post } = clients(cloud)
    await post.send(new SendEmailCommand({ Content: { Raw: { Data: Buffer.from(raw) } } }))
    const [letter] = await cloud.mail.list()
    expect(letter).toMatchObject({
      from: 'The Body <info@body.example>',
      to: ['head@school.example', 'deputy@school.example'],
      subject: 'Your review – soon',
      text: 'Café – a long line that is broken',
      html: '<p>Café</p>',
    })
    expect(letter?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'MIME-Version': '1.0',
    })
  })

  test('letters are listed oldest first, by addressee and from a day on, and can be cleared', async () => {
    let now = new Date('2026-07-01T08:00:00Z')
    const cloud = await testCloud({ clock: () => now })
    const { post } = clients(cloud)
    await post.send(new SendEmailCommand(simple('l1')))
    now = new Date('2026-07-02T08:00:00Z')
    await post.send(new SendEmailCommand(simple('l2', 'Office <Office@School.example>')))
    const tags = async (filter: Parameters<typeof cloud.mail.list>[0]) =>
      (await cloud.mail.list(filter)).map((letter) => letter.tags.letter)
    expect(await tags({})).toEqual(['l1', 'l2'])
    expect(await tags({ to: 'office@school.example' })).toEqual(['l2'])
    expect(await tags({ since: '2026-07-02' })).toEqual(['l2'])
    expect(await tags({ since: '2026-07-01T07:59:00Z' })).toEqual(['l1', 'l2'])
    await cloud.mail.clear()
    expect(await tags({})).toEqual([])
  })

  test('letters are kept across a restart, and their order goes on', async () => {
    const dataDir = testFolder()
    const first = await testCloud({ dataDir })
    await clients(first).post.send(new SendEmailCommand(simple('l1')))
    await first.stop()
    const second = await testCloud({ dataDir })
    await clients(second).post.send(new SendEmailCommand(simple('l2')))
    expect((await second.mail.list()).map(({ tags }) => tags.letter)).toEqual(['l1', 'l2'])
  })

  test('that it left is put on the bus as SES does', async () => {
    const seen: unknown[] = []
    const cloud = await testCloud({ ...noted(seen), rules: wholeEvents })
    const { MessageId } = await clients(cloud).post.send(new SendEmailCommand(simple('l1')))
    await cloud.settle()
    expect(seen).toEqual([
      expect.objectContaining({
        source: 'aws.ses',
        'detail-type': 'Email Sent',
        detail: expect.objectContaining({
          eventType: 'Send',
          mail: expect.objectContaining({
            messageId: MessageId,
            tags: { 'ses:operation': ['SendEmail'], letter: ['l1'] },
          }),
        }),
      }),
    ])
  })

  test('an input transformer lets neither address nor subject through', async () => {
    const seen: unknown[] = []
    const cloud = await testCloud({
      ...noted(seen),
      rules: [
        {
          name: 'ses',
          detailTypes: all,
          source: 'aws.ses',
          queue: 'notes',
          transform: (event) => ({ type: event['detail-type'], time: event.time }),
        },
      ],
    })
    await clients(cloud).post.send(new SendEmailCommand(simple('l1')))
    await cloud.settle()
    expect(JSON.stringify(seen)).not.toMatch(/school\.example|review/)
  })

  test.for([
    ['bounce', 'permanent', 'Email Bounced', { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }],
    ['bounce', 'transient', 'Email Bounced', { eventType: 'Bounce', bounce: { bounceType: 'Transient' } }],
    ['complaint', undefined, 'Email Complaint Received', { eventType: 'Complaint', complaint: {} }],
    ['delivery', undefined, 'Email Delivered', { eventType: 'Delivery', delivery: {} }],
  ] as const)('feedback for a letter that left: %s %s', async ([event, kind, type, detail]) => {
    const seen: unknown[] = []
    const cloud = await testCloud({
      ...noted(seen),
      rules: [{ ...wholeEvents[0], name: 'ses', queue: 'notes', detailTypes: all.slice(1) }],
    })
    const { MessageId } = await clients(cloud).post.send(new SendEmailCommand(simple('l1')))
    expect(await cloud.feedback('l1', event, kind)).toBe(true)
    expect(await cloud.feedback(MessageId ?? '', event, kind)).toBe(true)
    expect(await cloud.feedback('nobody', event, kind)).toBe(false)
    await cloud.settle()
    expect(seen).toHaveLength(2)
    expect(seen[0]).toMatchObject({
      'detail-type': type,
      detail: { ...detail, mail: { messageId: MessageId, tags: { letter: ['l1'] } } },
    })
  })

  test('a tag that SES would refuse is refused', async () => {
    const cloud = await testCloud()
    await expect(clients(cloud).post.send(new SendEmailCommand(simple('letter#1')))).rejects.toMatchObject({
      name: 'BadRequestException',
    })
  })
})
