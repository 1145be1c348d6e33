/** What the page that stands in a browser weighed when it came, as sent: with all it loaded but what is the same for all. */
import type { Page, Request } from 'playwright-core'

export interface Scales {
  /** Bytes of the latest page, the stylesheet and the icon left out, which a browser keeps. */
  weigh(): Promise<number>
}

export function scalesOf(page: Page): Scales {
  let loaded: Request[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loaded = []
    loaded.push(request)
  })
  return {
    async weigh() {
      const own = loaded.filter((request) => !request.url().includes('/assets/'))
      const sizes = await Promise.all(own.map(bytesOf))
      return sizes.reduce((sum, bytes) => sum + bytes, 0)
    },
  }
}

async function bytesOf(request: Request): Promise<number> {
  const answer = await request.response()
  await answer?.finished()
  return answer ? (await request.sizes()).responseBodySize : 0
}
