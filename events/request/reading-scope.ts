/** Which letters a wish is about: what belongs to the award, news, or all. */
import type { Ask } from './reading-ask.ts'
import { withdrawBoth } from './reading-rule.ts'
import { atHand, everything, keeping, narrowing, newsWords, serviceWords } from './reading-withdrawal.ts'

type Scope = 'news' | 'service' | 'all' | 'unsaid' | 'unclear'

/** What the mail says besides the wish's own sentence. */
export interface Around {
  /** The subject's and the other sentences' words. */
  readonly news: boolean
  readonly service: boolean
  /** Another sentence says that both kinds are meant. */
  readonly both?: boolean
  /** What another sentence says is to go on. */
  readonly keeps: Scope | undefined
}

function scopeIn(folded: string): Scope {
  const [news, service] = [newsWords.test(folded), serviceWords.test(folded)]
  if (everything.test(folded) || (news && service)) return 'all'
  if (news) return 'news'
  return service ? 'service' : 'unsaid'
}

/** What a sentence says is to go on; undefined when it says nothing of the kind. */
export function keepingIn(folded: string): Scope | undefined {
  const kept = keeping.exec(folded)
  return kept ? scopeIn(keptPart(folded, kept.index)) : undefined
}

/** To the end of this part of the sentence. */
function keptPart(folded: string, from: number): string {
  const rest = folded.slice(from)
  const end = rest.slice(5).search(/[,;]|\b(?:but|so|and (?:please|could|can|would|take|stop|remove|unsubscribe))\b/)
  return end < 0 ? rest : rest.slice(0, end + 5)
}

/** A matter that is done with: then it is its reminders that are not wanted, and not the award's letters for good. */
export const settledMatter =
  /\b(?:book\w*|visit\w*|(?:already|have|has been|been) (?:sent|submitted|done|completed|replied|paid|arranged|agreed|uploaded|returned))\b/

/** What is withdrawn by the wishes of one sentence; undefined when that is in doubt. */
export function scopeOf(folded: string, wishes: readonly string[], around: Around): readonly Ask[] | undefined {
  // "I do not wish to stay on your list" keeps nothing: what the wish itself says is not kept.
  const besideWish = wishes.reduce((rest, wish) => rest.replace(wish, ' . '), folded)
  const kept = keeping.exec(besideWish)
  const part = kept ? keptPart(besideWish, kept.index) : ''
  const keeps = kept ? scopeIn(part) : around.keeps
  const scope = scopeOfAll(
    wishes.map((wish) => wish.replace(part, ' ')),
    part === '' ? folded : folded.replace(part, ' '),
    around,
  )
  if (keeps !== undefined) return besides(scope, keeps)
  if (scope === 'unclear' || (narrowing.test(folded) && scope !== 'news' && scope !== 'service')) return undefined
  return asksOf(scope)
}

/** What the wishes name; where they name nothing, what their sentence names, and then the rest of the mail. */
function scopeOfAll(wishes: readonly string[], sentence: string, around: Around): Scope {
  const named = new Set(wishes.map(scopeIn).filter((scope) => scope !== 'unsaid'))
  const [only] = named
  if (only !== undefined) return named.size === 1 ? only : 'all'
  const scope = scopeIn(sentence)
  // Both kinds in one sentence, and the wish names neither: which it is about, a person asks.
  if (scope === 'all' && newsWords.test(sentence) && !everything.test(sentence)) return 'unclear'
  return within(scope, sentence, around)
}

/** "Unsubscribe me" in a mail about the newsletter is about the newsletter; "stop writing to me" is about everything. */
function within(scope: Scope, wish: string, { news, service, both }: Around): Scope {
  if (both === true && scope === 'unsaid') return 'all'
  if (scope !== 'unsaid' || !atHand.test(wish) || !news) return scope
  return service ? 'unclear' : 'news'
}

/** What goes is not what stays. */
function besides(scope: Scope, keeps: Scope): readonly Ask[] | undefined {
  if (scope === keeps) return undefined
  if (scope === 'news' || scope === 'service') return keeps === 'all' ? undefined : asksOf(scope)
  if (keeps === 'service') return ['withdraw-news']
  return keeps === 'news' ? ['withdraw-service'] : undefined
}

function asksOf(scope: Scope): readonly Ask[] {
  if (scope === 'news') return ['withdraw-news']
  return scope === 'service' ? ['withdraw-service'] : withdrawBoth
}

/** What the rest of a mail says. */
export function aroundOf(others: readonly string[], subject: string): Around {
  const all = [subject, ...others].join(' . ')
  const keeps = others.map(keepingIn).filter((kept) => kept !== undefined)
  const both = others.some(
    (one) =>
      /\b(?:includ\w+|everything|both|means|all of)\b/.test(one) && newsWords.test(one) && serviceWords.test(one),
  )
  return { both, news: newsWords.test(all), service: serviceWords.test(others.join(' . ')), keeps: keeps[0] }
}
