/** What schools write in the demo's weeks, as it would come in. Every person in it is invented. */

/** A mail's writer, and what they write. */
export interface Written {
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly text: string
  readonly headers?: readonly string[]
}

/** Out of the office, as machines say it. */
export const machineWrote = ['Auto-Submitted: auto-replied', 'Precedence: bulk'] as const

/** The bytes of a mail that came in on a day, as text. */
export function mailOf({ from, name, subject, text, headers = [] }: Written, day: string): string {
  return [
    `From: ${name} <${from}>`,
    'To: info@iqm.example',
    `Subject: ${subject}`,
    `Date: ${new Date(`${day}T08:40:00Z`).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${day}.${from.replace('@', '.at.')}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text,
  ].join('\r\n')
}
