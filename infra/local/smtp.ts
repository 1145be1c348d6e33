/**
 * Mail into the body on one machine: an SMTP listener any mail program can send to. What the provider is to have found
 * can be said by the name a client gives itself (`EHLO dmarc-fail.test`); all is well where nothing is said.
 */
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { type Verdicts, verdicts } from './inbound.ts'

/** As much as the mail provider takes (SES: 40 MB with its attachments written out). */
const mostBytes = 40 * 1024 * 1024

export interface SmtpDoor {
  readonly port: number
  stop(): Promise<void>
}

/** Listens on this machine alone; rejects when the port is taken. */
export async function listenForMail(
  port: number,
  take: (bytes: Uint8Array, found: Verdicts) => Promise<unknown>,
): Promise<SmtpDoor> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    rejectOversized: true,
    closeTimeout: 500,
    onData(stream, session, done) {
      void receive(stream, () => findingsIn(session.hostNameAppearsAs))
        .then(({ bytes, found }) => (stream.sizeExceeded ? undefined : take(bytes, found)))
        .then(
          () => done(),
          () => done(tryLater()),
        )
    },
  })
  // A client that goes away in the middle is no reason to end.
  server.on('error', () => undefined)
  const address = await listening(server, port)
  return { port: address.port, stop: () => new Promise((resolve) => void server.close(() => resolve())) }
}

function tryLater(): Error {
  return Object.assign(new Error('The mail could not be stored. Send it again later.'), { responseCode: 451 })
}

function listening(server: SMTPServer, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address()
      if (typeof address === 'object' && address) resolve(address)
      else reject(new Error('the listener for mail has no port'))
    })
  })
}

async function receive(stream: SMTPServerDataStream, found: () => Verdicts) {
  const parts: Buffer[] = []
  for await (const part of stream) if (!stream.sizeExceeded) parts.push(Buffer.from(part))
  return { bytes: Buffer.concat(parts), found: found() }
}

/** What a client's own name asks for: `dmarc-fail.spam-gray.test`. */
function findingsIn(name: unknown): Verdicts {
  const said = String(name)
    .split('.')
    .flatMap((part) => {
      const [, of = '', status = ''] = /^(spf|dkim|dmarc|spam|virus)-([a-z]+)$/i.exec(part) ?? []
      return of === '' ? [] : [[of.toLowerCase(), status.toUpperCase()]]
    })
  return verdicts.safeParse(Object.fromEntries(said)).data ?? verdicts.parse({})
}
