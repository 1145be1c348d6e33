/** Events as the mail provider publishes them (SES, event publishing to EventBridge): with addresses in many places. */

const to = 'ada.marsh@oakfield.example'

export type ProviderEvent = {
  readonly source: string
  readonly time: string
  readonly detail: Readonly<Record<string, unknown>>
}

const mail = {
  timestamp: '2026-09-02T06:31:02.000Z',
  source: 'awards@letters.body.example',
  sourceArn: 'arn:aws:ses:eu-west-2:123456789012:identity/letters.body.example',
  sendingAccountId: '123456789012',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: [to],
  headersTruncated: false,
  headers: [
    { name: 'To', value: to },
    { name: 'Subject', value: 'Planning ahead' },
  ],
  commonHeaders: { from: ['awards@letters.body.example'], to: [to], subject: 'Planning ahead' },
  tags: {
    letter: ['letter_231f0a'],
    'ses:configuration-set': ['iqm-production'],
    'ses:from-domain': ['letters.body.example'],
  },
}

const timestamp = '2026-09-02T06:31:04.000Z'

const particulars: Readonly<Record<string, object>> = {
  Send: { send: {} },
  Delivery: { delivery: { timestamp, recipients: [to], smtpResponse: '250 ok', processingTimeMillis: 1700 } },
  Bounce: {
    bounce: {
      timestamp,
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: to, action: 'failed', status: '5.1.1' }],
      feedbackId: 'one',
    },
  },
  Complaint: { complaint: { timestamp, complainedRecipients: [{ emailAddress: to }], feedbackId: 'one' } },
  Open: { open: { timestamp, ipAddress: '192.0.2.1', userAgent: 'Mail' } },
  Click: { click: { timestamp, ipAddress: '192.0.2.1', userAgent: 'Mail', link: 'https://body.example' } },
  'Rendering Failure': { failure: { errorMessage: 'a value is missing', templateName: 'one' } },
  Reject: { reject: { reason: 'Bad content' } },
  DeliveryDelay: {
    deliveryDelay: { timestamp, delayType: 'TransientCommunicationFailure', delayedRecipients: [{ emailAddress: to }] },
  },
}

/** An event of a type, about a letter of ours; or about other mail of the account, which has no tag. */
export const providerEvent = (type: string, isOurs = true): ProviderEvent => ({
  source: 'aws.ses',
  time: '2026-09-02T06:31:05Z',
  detail: {
    eventType: type,
    mail: isOurs ? mail : { ...mail, tags: { 'ses:from-domain': ['letters.body.example'] } },
    ...particulars[type],
  },
})

/** Every type there is. */
export const providerEventTypes = Object.keys(particulars)
