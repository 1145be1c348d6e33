/** Public pages over the same body as the console's: links are taken from letters that left, and followed without a session. */
import { contactDecider } from '../../../events/contact/decide.ts'
import { servePublic } from '../../../functions/serve-public/app.tsx'
import type { PublicTools } from '../../../functions/serve-public/tools.ts'
import { findContact } from '../../../shared/deeds/contacts.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { Envelope } from '../../../shared/post/post.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'
import { importFile } from '../run-import/kit.ts'
import { openConsole, type Seen, wordsOf } from '../serve-console/kit.ts'

export const publicUrl = 'https://awards.iqm.example'

/** A member of staff, as API and deeds name who does something. */
export const bySystem = { by: 'system', because: 'test', trace: 'test' } as const

export async function openPublic(change: Partial<PublicTools> = {}) {
  const console = await openConsole()
  const broken: { thrown: string; path: string }[] = []
  const app = servePublic({
    ...console.tools,
    publicUrl: () => publicUrl,
    report: (thrown, { path }) => void broken.push({ thrown: String(thrown), path }),
    ...change,
  })

  const request = async (link: string, init: RequestInit = {}): Promise<Seen> => {
    const answer = await app.request(link.replace(publicUrl, ''), init)
    const html = await answer.text()
    return { status: answer.status, headers: answer.headers, html, text: wordsOf(html) }
  }

  /** What left, to one address or of one kind. */
  const letters = (of: { readonly to?: string; readonly subject?: string }) =>
    console.post.left
      .map(({ envelope }) => envelope)
      .filter(({ to, subject }) => (of.to ?? to) === to && subject.includes(of.subject ?? ''))

  return {
    ...console,
    publicApp: app,
    broken,
    letters,
    /** The latest letter to an address. */
    latest: (to: string): Envelope => {
      const letter = letters({ to }).at(-1)
      if (!letter) throw new Error(`nothing left to ${to}`)
      return letter
    },
    /** Imports contacts. */
    importRows: (csv: string) => importFile({ tools: { ...console.tools, imports: standInQueue() } }, 'contacts', csv),
    /** The contact's consents and pause, as its own stream has them. */
    contactOf: async (email: string) => {
      const who = await findContact(console.tools, { email })
      if (who === undefined) throw new Error(`nobody has ${email}`)
      return { who, ...(await loadStream(console.tools.log, contactDecider, who)).state }
    },
    /** A page of the console, as a member of staff sees it. */
    consoleGet: console.get,
    /** Looks at a link. */
    get: (link: string) => request(link),
    /** Sends the form behind a link. */
    click: (link: string, body: string) =>
      request(link, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}

/** The address of a link of a kind in a letter: `u`, `me`, `undo`, `you`, `confirm`; the first, or the next ones. */
export function linkIn({ text }: Pick<Envelope, 'text'>, path: string, nth = 0): string {
  const found = [...text.matchAll(new RegExp(`${publicUrl}/p/${path}/[\\w-]+`, 'g'))].map(([link]) => link)
  return found[nth] ?? `no link of ${path}`
}
