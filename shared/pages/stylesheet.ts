/**
 * What pages load: the one stylesheet, a mark, the script that follows the log. Each stands under an address that changes
 * with its contents, so that a browser may keep it for ever; none loads anything from anywhere.
 */
import { createHash } from 'node:crypto'
import { followText } from './follow.ts'
import govuk from './govuk.json' with { type: 'json' }
import { look } from './look.ts'

export interface Asset {
  readonly path: string
  readonly type: string
  readonly text: string
}

function asset(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
  return { path: `/assets/${name}-${hash}.${ending}`, type, text }
}

export const stylesheet = asset('console', 'css', 'text/css; charset=utf-8', `${govuk.css}${look}`)

/** A plain mark for the browser's tab. */
export const icon = asset(
  'icon',
  'svg',
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#1d4f7c"/><path d="M8 17l5.5 5.5L24 11" fill="none" stroke="#fff" stroke-width="4"/></svg>',
)

/** Shows further entries of the log as they come; the page is whole without it. */
export const followScript = asset('follow', 'js', 'text/javascript; charset=utf-8', followText)

/** What is served beside the pages. */
export const assets: readonly Asset[] = [stylesheet, icon, followScript]
