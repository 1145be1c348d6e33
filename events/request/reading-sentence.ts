/** Reads one sentence: what it asks, what of that is plain, and whether it leaves a doubt. */
import { leavesOpen, speaksFor } from './reading-against.ts'
import type { Ask } from './reading-ask.ts'
import {
  givesUpAward,
  grumbles,
  isForAnother,
  isPlainQuestion,
  leadsToWish,
  ofAwards,
  ofLetters,
  ownTail,
  praises,
  staysPlain,
  toldOfOld,
  touches,
} from './reading-doubts.ts'
import { asksInOtherLanguages, languageOf } from './reading-languages.ts'
import { ofDataHeld, rights } from './reading-rights.ts'
import { type Rule, withdrawBoth } from './reading-rule.ts'
import { keepingIn } from './reading-scope.ts'
import type { Sentence } from './reading-sentences.ts'
import {
  isPlainWelsh,
  welshBare,
  welshEarlierOptOuts,
  welshForAnother,
  welshGivesUp,
  welshNarrowed,
  welshOfAwards,
  welshRights,
  welshTouches,
  welshWithdrawals,
} from './reading-welsh.ts'
import {
  bareWithdrawals,
  earlierOptOuts,
  formLines,
  onlyThese,
  rightUsed,
  takenBack,
  withdrawals,
} from './reading-withdrawal.ts'

export interface Said {
  readonly sentence: Sentence
  /** What it says without the words it puts in quotation marks. */
  readonly folded: string
  /** Where a plain wish to be written to no more stands in it. */
  readonly withdraws: readonly Wish[]
  readonly rights: readonly { readonly ask: Ask; readonly plain: boolean }[]
  readonly doubt: boolean
  readonly forAnother: boolean
  /** Complains of letters without saying what is wished. */
  readonly grumbles: boolean
  /** Something it asks is asked in Welsh. */
  readonly welsh: boolean
  /** Its doubt is only that it speaks of letters, and nothing in it speaks against a wish said elsewhere. */
  readonly harmless: boolean
  /** Its doubt is only that it tells how a consent came about. */
  readonly told: boolean
  readonly givesUpAward: boolean
  /** Speaks well of letters, or wishes for some. */
  readonly praises: boolean
  /** Beside a wish for no letters it wants some, or takes the wish back: both cannot hold. */
  readonly against: boolean
}

/** A plain wish: what it names by itself, and its words to the end of its part of the sentence. */
export interface Wish {
  readonly asks: readonly Ask[]
  readonly words: string
}

interface Match {
  readonly asks: readonly Ask[]
  readonly from: number
  readonly to: number
  readonly plain: boolean
}

type Judge = (before: string, after: string, match: string) => boolean

/** What of its mail a sentence is read by. */
interface Around {
  /** The mail is neither English nor Welsh. */
  readonly foreign: boolean
  /** The mail speaks of a consent that was given. */
  readonly consentGiven: boolean
  /** The mail speaks of the right to withdraw a consent. */
  readonly rightSpoken: boolean
  /** The mail speaks of someone's data. */
  readonly dataSpoken: boolean
}

/** Reads a sentence of a mail. */
export function readSentence(sentence: Sentence, { foreign, consentGiven, rightSpoken, dataSpoken }: Around): Said {
  const folded = withoutQuoted(sentence.folded)
  const wishes = withdrawalsIn(folded, sentence, { consentGiven, rightSpoken })
  const asked = [...rightsIn(folded, sentence, dataSpoken), ...inOtherLanguages(folded, foreign)]
  const touching = wishes.length > 0 || asked.length > 0 || touched(folded)
  const forAnother = isForAnother(folded, sentence.written, touching) || welshForAnother.test(folded)
  return {
    sentence,
    folded,
    withdraws: wishes
      .filter((wish) => wish.plain)
      .map(({ asks, from, to }) => ({ asks, words: folded.slice(from, to) + ownTail(folded.slice(to)) })),
    rights: asked.filter(({ denied }) => !denied).map(({ ask, plain }) => ({ ask, plain: plain && !forAnother })),
    doubt: isDoubtful(sentence, folded, wishes, asked),
    forAnother,
    grumbles: grumbles.test(folded),
    harmless:
      wishes.length === 0 &&
      asked.length === 0 &&
      !forAnother &&
      (!sentence.asked || /^\W*(?:and |so |but )?why (?:do|are|am|is|have|did) (?:you|i|we)\b/.test(folded)) &&
      folded === sentence.folded &&
      !speaksFor(folded),
    praises: wishes.length === 0 && asked.length === 0 && praises(folded) && !isKept(keepingIn(folded)),
    against: isAgainst(
      without(folded, wishes),
      folded,
      sentence.asked && wishes.length === 0,
      asked.map(({ ask }) => ask),
    ),
    givesUpAward: givesUpAward.test(folded) || welshGivesUp.test(folded),
    told: wishes.length === 0 && asked.length === 0 && !forAnother && toldOfOld.test(folded) && !sentence.asked,
    welsh:
      (!bareWithdrawals.test(stripped(folded)) && welshBare.test(stripped(folded))) ||
      [...welshWithdrawals, ...welshRights].some(({ says }) => folded.search(says) >= 0),
  }
}

function isDoubtful(
  sentence: Sentence,
  folded: string,
  wishes: readonly Match[],
  asked: readonly { readonly plain: boolean }[],
): boolean {
  if (wishes.some(({ plain }) => !plain) || asked.some(({ plain }) => !plain)) return true
  if (folded !== sentence.folded && touched(sentence.folded) && !touched(folded)) return true
  const keeps = keepingIn(folded)
  const settled = wishes.length > 0 || asked.length > 0 || (keeps !== undefined && keeps !== 'unsaid')
  return !settled && touched(folded)
}

const stripped = (folded: string): string => folded.replace(/^\W+|\W+$/g, '')

/** One kind of letters goes on beside the other that stops. */
function isKept(scope: string | undefined): boolean {
  return scope === 'news' || scope === 'service'
}

/** An address with something to be done about it: whose it is, only the envelope tells. */
const namesAddress =
  /@.*\b(?:send|use|write|contact|reach|instead|at|to|forward|change|move|for|not|but|and|take|remove|keep|add|replace|new|old)\b|\b(?:send|use|write|contact|reach|instead|at|to|forward|change|move|for|not|but|and|take|remove|keep|add|replace|new|old)\b.*@/

/** Says what a wish elsewhere in the mail cannot stand beside; `rest` has no words of a wish. */
function isAgainst(rest: string, folded: string, question: boolean, rights: readonly Ask[]): boolean {
  // Who gives a new address wishes to be written to there.
  if (rights.includes('rectification') && /\b(?:new|now|instead|other|moved?|changed|at|use)\b/.test(folded))
    return true
  if (namesAddress.test(folded)) return true
  if (rights.length > 0) return false
  return leavesOpen(rest, question) || (!isKept(keepingIn(folded)) && speaksFor(rest))
}

/** What a sentence says besides its plain wishes. */
function without(folded: string, wishes: readonly Match[]): string {
  const plain = wishes.filter((wish) => wish.plain)
  const cut = (at: number) => plain.some(({ from, to }) => from <= at && at < to)
  // Wishes may overlap, so their letters are marked one by one.
  return folded
    .split('')
    .map((letter, at) => (cut(at) ? ',' : letter))
    .join('')
    .replace(/,+/g, ' , ')
}

/** Words in quotation marks are someone else's, or about words. */
function withoutQuoted(folded: string): string {
  return folded.replace(/"[^"]{2,400}"/g, ' " ').replace(/(?<=^|[\s(:,])'[^']{4,300}'(?=$|[\s).,!?;:])/g, ' " ')
}

function touched(folded: string): boolean {
  const awards = ofAwards.test(folded) || welshOfAwards.test(folded)
  if (awards && !ofLetters.test(folded) && !welshLetters.test(folded)) return false
  return touches.test(folded) || welshTouches.test(folded)
}

const welshLetters =
  /(?<![\w'])(?:\w?h?g?aniatad|cydsyniad|ebost\w*|ebyst|cylchlythyr|gylchlythyr|negeseuon|restr|rhestr)(?![\w'])/

function withdrawalsIn(
  folded: string,
  sentence: Sentence,
  { consentGiven, rightSpoken }: Pick<Around, 'consentGiven' | 'rightSpoken'>,
): Match[] {
  const bare = folded
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!sentence.asked && (bareWithdrawals.test(bare) || welshBare.test(bare)))
    return [{ asks: withdrawBoth, from: 0, to: folded.length, plain: true }]
  const isWish: Judge = (before, after) =>
    leadsToWish(before) && staysPlain(after, folded) && (!sentence.asked || isPlainQuestion(folded))
  const isReport: Judge = (before) =>
    !/\b(?:not|never|if|unless|whether)\b/.test(before) && (!sentence.asked || /\b(?:still|why|again)\b/.test(folded))
  const lines = matchesOf(formLines, folded, (before) => !sentence.asked && /^\W*$/.test(before))
  if (lines.some(({ plain }) => plain)) return lines.filter(({ plain }) => plain)
  return withoutContained([
    ...matchesOf(withdrawals, folded, isWish).filter(
      ({ plain, from }) => plain || !rightStated.test(folded.slice(0, from)),
    ),
    ...matchesOf(onlyThese, folded, isWish),
    ...matchesOf(consentGiven ? takenBack : [], folded, isWish),
    ...matchesOf(rightSpoken ? rightUsed : [], folded, isWish),
    ...matchesOf(earlierOptOuts, folded, isReport),
    ...matchesOf(
      welshWithdrawals,
      folded,
      (before, after) => isPlainWelsh(before, folded) && !welshNarrowed.test(after),
    ),
    ...matchesOf(welshEarlierOptOuts, folded, () => !sentence.asked),
  ])
}

/** "I have the right to …" says what may be done, "I clicked unsubscribe" what was tried: not that it is. */
const rightStated =
  /\b(?:have|has|is|had|of) (?:the|my|a|our) right to(?: \w+)? ?$|\b(?:click\w*|press\w*|hit|tried|trying|find|see|use|used|using|the|an|your|no|working|pushed|ticked) (?:on |the |an |your |to |your own )*$/

function matchesOf(table: readonly Rule[], folded: string, judge: Judge): Match[] {
  return table.flatMap(({ says, asks }) =>
    [...folded.matchAll(says)].map((match) => {
      const [from, to] = [match.index, match.index + match[0].length]
      return { asks, from, to, plain: judge(folded.slice(0, from), folded.slice(to), match[0]) }
    }),
  )
}

/** A wish found within a plain one is part of it: "stop emailing me" in "I asked you to stop emailing me". */
function withoutContained(matches: readonly Match[]): Match[] {
  const plain = matches.filter((match) => match.plain)
  const within = (one: Match) => plain.some(({ from, to }) => from < one.to && one.from < to)
  return matches.filter((match) => match.plain || !within(match))
}

interface AskedRight {
  readonly ask: Ask
  readonly plain: boolean
  readonly denied: boolean
}

function rightsIn(folded: string, sentence: Sentence, dataSpoken: boolean): AskedRight[] {
  const table = dataSpoken ? [...rights, ...ofDataHeld] : rights
  const matches = [
    ...matchesOf(table, folded, (before, _, match) => isPlainRight(before, match, folded, sentence)),
    ...matchesOf(welshRights, folded, (before) => isPlainWelsh(before, folded) || !welshDenied.test(before)),
  ]
  return matches.flatMap(({ asks, plain, from }) => {
    const denied = isDenied(folded.slice(0, from)) || welshDenied.test(folded.slice(0, from))
    return asks.map((ask) => ({ ask, plain: plain && !denied, denied }))
  })
}

const welshDenied = /(?<![\w'])(?:peidiwch|paid|na|nid|ddim|heb)(?![\w'])[^,;]{0,40}$/

/** "I do not want you to delete …", "no complaint": close before, in the same part of the sentence. */
function isDenied(before: string): boolean {
  const part = before.split(/[,;:]|\b(?:but|so)\b/).at(-1) ?? ''
  return (
    /\b(?:not|never|nor|without|rather than|instead of|no need to|no)(?: \w+){0,6} ?$/.test(part) &&
    !/\bwhy\b/.test(part)
  )
}

/** A case only opens, and the address on file is asked: a question is a wish here unless it is about the right itself. */
function isPlainRight(before: string, match: string, folded: string, sentence: Sentence): boolean {
  if (/\b(?:if i|if we|might|may want|thinking (?:of|about)|consider\w*|tempted|whether|suppose|unless)\b/.test(folded))
    return false
  if (sentence.asked && aboutTheRight.test(folded)) return false
  if (/\b(?:recipient|sender|in error|attachments?)\b/.test(folded)) return false
  const ours = /\bour\b/.test(match) && !/\b(?:my|me|mine)\b/.test(folded)
  return !ours && !reported.test(before)
}

const aboutTheRight =
  /\b(?:how (?:do|can|would|could|should|to|does|long)|what happens|do (?:i|we) (?:have|need)|(?:should|must|did|does|will|would) (?:i|we|it|they|there|the|my|our|he|she|anyone|that|this)\b|who|why|when|is (?:it|there)|are there|can (?:parents|pupils|schools?|people|staff|someone|anyone))\b/
const reported = /\b(?:they|he|she|parents?|someone|somebody|pupils?|training|course|policy|policies|template)\b/

function inOtherLanguages(folded: string, foreign: boolean): AskedRight[] {
  const other =
    foreign ||
    /[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Greek}]{2}/u.test(
      folded,
    )
  if (!other && languageOf(folded) !== 'other') return []
  return asksInOtherLanguages(folded).map((ask) => ({ ask, plain: false, denied: false }))
}
