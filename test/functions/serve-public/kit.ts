/** Public pages over the same body as the console's: links are taken from letters that left, and followed without a session. */
import { servePublic } from '../../../functions/serve-public/app.tsx'
import type { PublicTools } from '../../../functions/serve-public/tools.ts'
import { openConsole, type Seen, wordsOf } from '../serve-console/kit.ts'

export const publicUrl = 'https://awards.iqm.example'

export async function openPublic(change: Partial<PublicTools> = {}) {
  const console = await openConsole()
  const reports: { thrown: string; path: string }[] = []
  const app = servePublic({
    ...console.tools,
    publicUrl: () => publicUrl,
    report: (thrown, { path }) => void reports.push({ thrown: String(thrown), path }),
    ...change,
  })

  const request = async (link: string, init: RequestInit = {}): Promise<Seen> => {
    const answer = await app.request(link.replace(publicUrl, ''), init)
    const html = await answer.text()
    return { status: answer.status, headers: answer.headers, html, text: wordsOf(html) }
  }

  return {
    ...console,
    reports,
    /** A page of the console, as a member of staff sees it. */
    consoleGet: console.get,
    /** Looks at a link. */
    get: (link: string) => request(link),
    /** Sends the form behind a link. */
    post: (link: string, body: string) =>
      request(link, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}
