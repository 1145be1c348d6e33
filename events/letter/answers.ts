/**
 * The letter that tells how a request was decided: what it is known by, and which of them is the last, or leads to a copy.
 * By itself, so that whoever sends letters need not hold what calls for them.
 */
import type { Asked } from './events.ts'

/** What the letter is known by that tells how a request was decided. */
export function answerMatter(request: string): string {
  return `rights|${request}|request-answered`
}

/** Whether a letter is the last one to somebody who is erased: it tells them so. */
export function isFarewell({ kind, facts }: Pick<Asked, 'kind' | 'facts'>): boolean {
  return kind === 'request-answered' && facts.asks === 'erasure' && facts.outcome === 'answered'
}

/**
 * Whether a letter leads to the copy of what is kept of its addressee. Letters asked for before there was one say no day,
 * and lead to none.
 */
export function givesCopy({ kind, facts }: Pick<Asked, 'kind' | 'facts'>): boolean {
  return (
    kind === 'request-answered' && facts.asks === 'access' && facts.outcome === 'answered' && facts.on !== undefined
  )
}
