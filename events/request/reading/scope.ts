/** Which letters a wish is about: what belongs to the award, news, or all. */
import { speaksFor } from './against.ts'
import type { Ask } from './ask.ts'
import { ofPost } from './matters.ts'
import { withdrawBoth } from './rule.ts'
import { atHand, everything, keeping, narrowing, newsWords, serviceWords } from './withdrawal.ts'

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

/** "Anything about our award" is what belongs to the award. */
function keptScope(part: string): Scope {
  const [news, service] = [newsWords.test(part), serviceWords.test(part) || /\bawards?\b/.test(part)]
  if (news !== service) return news ? 'news' : 'service'
  return scopeIn(part)
}

/** The one kind of letters that a sentence likes or wants, without saying that they are to go on. */
export function wantedIn(folded: string): 'news' | 'service' | undefined {
  const scopes = new Set(wantedScopes(folded))
  const [scope] = scopes
  return scopes.size === 1 && (scope === 'news' || scope === 'service') ? scope : undefined
}

/** Each part of a sentence that likes or wants letters, by the kind it names. */
function wantedScopes(folded: string): readonly Scope[] {
  const parts = folded.split(/[,;:()]|\s-\s|\b(?:but|so|ond|though)\b/).filter(speaksFor)
  return (parts.length > 0 || !speaksFor(folded) ? parts : [folded]).map(keptScope)
}

/** What a sentence says is to go on; undefined when it says nothing of the kind. */
export function keepingIn(folded: string): Scope | undefined {
  const kept = keeping.exec(folded)
  if (!kept) return undefined
  const named = keptScope(keptPart(folded, kept.index))
  // "The round-up I do read, keep it coming."
  const scope = named === 'unsaid' ? keptScope(folded) : named
  // "I need the reminders, and the bulletin is handy": both kinds are to go on.
  if (wantedScopes(folded).some((other) => other !== 'unsaid' && other !== scope) && scope !== 'unsaid') return 'all'
  // Good for somebody, or enough: nothing is to go on.
  return scope === 'unsaid' && !speaksFor(folded) && !ofTheRest.test(folded) ? undefined : scope
}

const excepting = /\b(?:except(?:ing)?|apart from what|all but)\b/
const ofTheRest = /\b(?:rest|others?|other (?:ones?|emails?|letters?)) (?:is|are|can|may|should|do)\b/

/** The part of the sentence it stands in. */
function keptPart(folded: string, at: number): string {
  const before =
    folded
      .slice(0, at)
      .split(/[,;:()]|\s-\s|\b(?:but|so|ond|though)\b/)
      .at(-1) ?? ''
  const rest = before + folded.slice(at)
  const end = rest.slice(5).search(/[,;]|\b(?:but|so|and (?:please|could|can|would|take|stop|remove|unsubscribe))\b/)
  return end < 0 ? rest : rest.slice(0, end + 5)
}

/** A matter that is done with: then it is its reminders that are not wanted, and not the award's letters for good. */
export const settledMatter =
  /\b(?:booked|(?:the|our) visit (?:is|was|has|took|on|went)|(?:already|have|has been|been) (?:sent|submitted|done|completed|replied|paid|arranged|agreed|uploaded|returned))\b/

/** "Useful to some" keeps nothing. */
function isKept(folded: string, at: number): boolean {
  const part = keptPart(folded, at)
  return keptScope(part) !== 'unsaid' || speaksFor(part)
}

/** What is withdrawn by the wishes of one sentence; undefined when that is in doubt. */
export function scopeOf(folded: string, wishes: readonly string[], around: Around): readonly Ask[] | undefined {
  // "I do not wish to stay on your list" keeps nothing: what the wish itself says is not kept.
  const besideWish = wishes.reduce((rest, wish) => rest.replace(wish, ' . '), folded)
  const found = keeping.exec(besideWish)
  const kept = found && isKept(besideWish, found.index) ? found : undefined
  const part = kept ? keptPart(besideWish, kept.index) : ''
  const keeps = kept ? keptScope(part) : around.keeps
  const scope = scopeOfAll(
    wishes.map((wish) => wish.replace(part, ' ')),
    part === '' ? folded : folded.replace(part, ' '),
    around,
  )
  if (keeps !== undefined) return besides(scope, keeps)
  // What is excepted is not said in words that are known here.
  if (excepting.test(besideWish)) return undefined
  if (scope === 'unclear' || (narrowing.test(ownPart(folded, wishes)) && scope !== 'news' && scope !== 'service'))
    return undefined
  return asksOf(scope)
}

/** What the wishes name; where they name nothing, what their sentence names, and then the rest of the mail. */
function scopeOfAll(wishes: readonly string[], sentence: string, around: Around): Scope {
  const named = new Set(wishes.map(scopeIn).filter((scope) => scope !== 'unsaid'))
  const [only] = named
  if (only !== undefined) return named.size === 1 ? only : 'all'
  const scope = scopeIn(withoutReason(sentence))
  // "Stop everything else": what is not else, another sentence says.
  if (scope === 'all' && elseOnly.test(sentence) && !namesKind(sentence) && around.news !== around.service)
    return 'unclear'
  // Both kinds in one sentence, and the wish names neither: which it is about, a person asks.
  if (scope === 'all' && newsWords.test(sentence) && !everything.test(sentence) && contrast.test(sentence))
    return 'unclear'
  return within(scope, sentence, around)
}

/** "I am no longer in the cluster, so take me off": why it is wished is not what is to stop. */
const withoutReason = (sentence: string): string =>
  sentence
    .split(/(?=\b(?:so|because|as (?:i|we|my|our)|since|but)\b|[,;:])/)
    .filter((part) => !isReason(part))
    .join(' ')
const isReason = (part: string): boolean =>
  ofThanks.test(part) || (ofEvents.test(part) && !ofPost.test(part) && !named.test(part))
const ofThanks = /^(?!.*\b(?:unsubscri|remov|stop|tak(?:e|ing)|off|no)\b).*\bthank(?:s| you)\b.* for\b/
const named = /\b(?:them|these|those|lists?|unsubscri\w*|remov\w+|rhestr|restr)\b/
const ofEvents =
  /\b(?:i|we|my|our)\b.*\b(?:clusters?|visits?|reviews?|assessments?|re-?accreditations?|ymweliad\w*|hymweliad\w*|h?adolygiad\w*)\b/

const elseOnly = /\b(?:everything|anything|all|nothing) else\b|\bthe (?:rest|others?)\b/
const namesKind = (sentence: string): boolean => newsWords.test(sentence) || serviceWords.test(sentence)

/** The wishes' own words, and the few before each. */
function ownPart(folded: string, wishes: readonly string[]): string {
  return wishes
    .map((wish) => folded.slice(Math.max(folded.indexOf(wish) - 25, 0), folded.indexOf(wish)) + wish)
    .join(' ')
}

const contrast = /\b(?:but|however|though|although|only|keep|still|fine|except|yet|ond|just)\b/

/** "Unsubscribe me" in a mail about the newsletter is about the newsletter; "stop writing to me" is about everything. */
function within(scope: Scope, wish: string, { news, service, both }: Around): Scope {
  if (both === true && scope === 'unsaid') return 'all'
  if (scope !== 'unsaid' || !atHand.test(wish) || !news) return scope
  return service ? 'all' : 'news'
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

/** "Dear bulletin team": whom it is said to, not what about. */
const greets = /^\W*(?:dear|hi|hiya|hello|hey|good (?:morning|afternoon|evening)|annwyl|helo)\b.{0,40},?$/

/** What the rest of a mail says. */
export function aroundOf(others: readonly string[], subject: string): Around {
  const spoken = others.filter((one) => keepingIn(one) === undefined && !greets.test(one))
  const all = [subject, ...spoken].join(' . ')
  const keeps = others.map(keepingIn).filter((kept) => kept !== undefined)
  const both = others.some(
    (one) =>
      /\b(?:includ\w+|everything|both|means|all of)\b/.test(one) && newsWords.test(one) && serviceWords.test(one),
  )
  return { both, news: newsWords.test(all), service: serviceWords.test(spoken.join(' . ')), keeps: keeps[0] }
}
