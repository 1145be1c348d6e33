/** Reads one sentence: what it asks, what of that is plain, and whether it leaves a doubt. */
import { leavesOpen, speaksFor, takesBack } from './against.ts'
import type { Ask } from './ask.ts'
import {
  givesUpAward,
  grumbles,
  isForAnother,
  isPlainQuestion,
  ofAwards,
  ofLetters,
  ownTail,
  praises,
  toldOfOld,
  touches,
} from './doubts.ts'
import { asksInOtherLanguages, languageOf } from './languages.ts'
import { isOfMatter, ofPost } from './matters.ts'
import { type Heard, isConditional, ledIn, type Mood, moodOf, onlyTells } from './mood.ts'
import { ofDataHeld, rights } from './rights.ts'
import { type Rule, withdrawBoth } from './rule.ts'
import { keepingIn, wantedIn } from './scope.ts'
import { bySense, bySenseInWelsh, bySenseOfDetail, bySenseOfHeld } from './senses.ts'
import type { Sentence } from './sentences.ts'
import { type Token, tokensOf } from './tokens.ts'
import { isWelshWord, type Part } from './vocabulary.ts'
import {
  isPlainWelsh,
  welshBare,
  welshEarlierOptOuts,
  welshGivesUp,
  welshOfAwards,
  welshRights,
  welshTouches,
} from './welsh.ts'
import { type Core, coresIn } from './wishes.ts'
import { bareWithdrawals, earlierOptOuts, formLines, onlyThese, rightUsed, takenBack } from './withdrawal.ts'

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
  /** Tells of an earlier wish of the writer's own. */
  readonly toldWish: boolean
  /** The one kind of letters it likes or wants. */
  readonly wants: 'news' | 'service' | undefined
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
  readonly mood: Mood
  readonly welsh?: boolean
  /** Names neither letters nor consent. */
  readonly vague?: boolean
}
const isWish = ({ mood }: Match): boolean => mood === 'wish'
const speaksAgainst = ({ mood }: Match): boolean => againstAll.has(mood)
const againstAll = new Set<Mood>(['negated', 'conditional', 'later', 'narrowed'])

type Judge = (before: string, after: string, match: string) => boolean

/** What of its mail a sentence is read by. */
interface Around {
  /** The mail is neither English nor Welsh. */
  readonly foreign: boolean
  /** The mail has Welsh in it. */
  readonly cymraeg: boolean
  /** The mail speaks of a consent that was given. */
  readonly consentGiven: boolean
  /** The mail speaks of the right to withdraw a consent. */
  readonly rightSpoken: boolean
  /** The mail says that letters still come, or asks again, and wants none back. */
  readonly stillWritten: boolean
  /** The mail speaks of letters, or says nothing besides its wish. */
  readonly ofLetters: boolean
  /** The mail gives up a place at something. */
  readonly ofBooking: boolean
  /** The mail speaks of another matter. */
  readonly ofMatters: boolean
  /** The mail speaks of someone's data. */
  readonly dataSpoken: boolean
  /** The mail speaks of its writer's own name, title, number or address. */
  readonly detailSpoken: boolean
}

/** Reads a sentence of a mail. */
export function readSentence(sentence: Sentence, around: Around): Said {
  const folded = withoutQuoted(sentence.folded)
  const asked = [...rightsIn(folded, sentence, around), ...inOtherLanguages(folded, around.foreign)]
  const wishes = besideRights(withdrawalsIn(folded, sentence, around), asked)
  const touching = wishes.length > 0 || asked.length > 0
  const forAnother = isForAnother(folded, sentence.written, touching || touched(folded))
  const question = sentence.asked && wishes.length === 0
  const rest = without(folded, wishes)
  return {
    sentence,
    folded,
    withdraws: wishes.filter(isWish).map((wish) => wordsOf(wish, folded)),
    rights: asked.filter(({ denied }) => !denied).map(({ ask, plain }) => ({ ask, plain: plain && !forAnother })),
    doubt: isDoubtful(sentence, folded, wishes, asked),
    forAnother,
    grumbles: grumbles.test(folded),
    harmless: !touching && !forAnother && isHarmless(sentence, folded),
    praises: !touching && praises(folded) && !isKept(keepingIn(folded)),
    against:
      wishes.some(speaksAgainst) ||
      isAgainst(
        rest,
        folded,
        question,
        asked.map(({ ask }) => ask),
      ),
    toldWish: wishes.some(({ mood }) => mood === 'told') && ofOneself.test(folded) && !sentence.asked,
    wants: isKept(keepingIn(folded)) ? undefined : wantedIn(rest),
    givesUpAward: givesUp(folded),
    told: !touching && !forAnother && toldOfOld.test(folded) && !sentence.asked,
    welsh: isSaidInWelsh(folded, wishes),
  }
}

/** "Erase my data, it is no longer needed": what names no letters beside what is kept is about that. */
function besideRights(wishes: readonly Match[], asked: readonly AskedRight[]): readonly Match[] {
  const ofKept = asked.some(({ ask }) => ask === 'erasure' || ask === 'access' || ask === 'rectification')
  if (!ofKept) return wishes
  return wishes.map((wish) => (isWish(wish) && wish.vague === true ? { ...wish, mood: 'other' } : wish))
}

const givesUp = (folded: string): boolean => givesUpAward.test(folded) || welshGivesUp.test(folded)

function wordsOf({ asks, from, to }: Match, folded: string): Wish {
  return { asks, words: folded.slice(from, to) + ownTail(folded.slice(to)) }
}

function isHarmless(sentence: Sentence, folded: string): boolean {
  if (sentence.asked && !/^\W*(?:and |so |but )?why (?:do|are|am|is|have|did) (?:you|i|we)\b/.test(folded)) return false
  return folded === sentence.folded && !speaksFor(folded)
}

function isSaidInWelsh(folded: string, wishes: readonly Match[]): boolean {
  const bare = stripped(folded)
  if (!bareWithdrawals.test(bare) && welshBare.test(bare)) return true
  return wishes.some(({ welsh }) => welsh === true) || welshRights.some(({ says }) => folded.search(says) >= 0)
}

const ofOneself =
  /\b(?:i|we|me|my|our|us|you were|gofynnais|ofynnais|gofynnon|ofynnon|mi ofyn\w*|dywedais|ddywedais|fi|mi)\b(?!.*\b(?:their|his|her|him|she|he)\b)/

function isDoubtful(
  sentence: Sentence,
  folded: string,
  wishes: readonly Match[],
  asked: readonly { readonly plain: boolean }[],
): boolean {
  if (wishes.some((wish) => !isWish(wish)) || asked.some(({ plain }) => !plain)) return true
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
  if (
    rights.includes('rectification') &&
    /\b(?:address|email|mailbox)\b/.test(folded) &&
    !/\bsame\b/.test(folded) &&
    /\b(?:new|now|instead|other|moved?|changed|at|use)\b/.test(folded)
  )
    return true
  if (namesAddress.test(folded) && !rights.includes('successor')) return true
  if (rights.length > 0) return takesBack(rest)
  return (
    (leavesOpen(rest, question) && !toldOfOld.test(folded)) ||
    takesBack(rest) ||
    (!isKept(keepingIn(folded)) && wantedIn(folded) === undefined && speaksFor(rest))
  )
}

/** What a sentence says besides its plain wishes. */
function without(folded: string, wishes: readonly Match[]): string {
  const plain = wishes.filter(isWish)
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

function withdrawalsIn(folded: string, sentence: Sentence, around: Around): Match[] {
  const bare = folded
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s-+(?=\s)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!sentence.asked && (bareWithdrawals.test(bare) || welshBare.test(bare)))
    return [{ asks: withdrawBoth, from: 0, to: folded.length, mood: 'wish' }]
  const stands: Judge = (before) =>
    !isConditional(folded) &&
    !ledIn(before) &&
    !/\b(?:not|never|if|unless|whether)\b(?:(?! (?:so|but)\b).)*$/.test(before) &&
    (!sentence.asked || isPlainQuestion(folded))
  const isReport: Judge = (before) =>
    around.stillWritten &&
    !ledIn(before) &&
    !/\b(?:not|never|if|unless|whether)\b/.test(before) &&
    (!sentence.asked || /\b(?:still|why|again)\b/.test(folded))
  const lines = wishesOf(
    formLines,
    folded,
    (before) => !sentence.asked && /^(?:\W|send|me|us|email|receive|get|please|the)*$/.test(before),
  )
  if (lines.some(isWish)) return lines.filter(isWish)
  const rowed = rowsIn(folded, sentence.asked, around)
  return withoutContained([
    ...rowed,
    ...(rowed.some(isWish) ? [] : wishesOf(onlyThese, folded, stands)),
    ...wishesOf(around.consentGiven ? takenBack : [], folded, stands),
    ...wishesOf(
      around.rightSpoken ? rightUsed : [],
      folded,
      (before) =>
        (!sentence.asked || isPlainQuestion(folded)) &&
        !/\b(?:not|never|if|unless|whether)\b(?:(?! (?:so|but)\b)[^,:;])*$/.test(before),
    ),
    ...wishesOf(earlierOptOuts, folded, isReport),
    ...wishesOf(welshEarlierOptOuts, folded, (before) => !sentence.asked && !ledIn(before)),
  ])
}

/** Wishes put together from their parts. */
function rowsIn(
  folded: string,
  asked: boolean,
  { cymraeg, ofLetters: letters, ofMatters, ofBooking }: Around,
): Match[] {
  const tokens = tokensOf(folded, cymraeg)
  const cores = outermost(coresIn(tokens))
  const about = letters ? !(isOfMatter(folded) && !ofPost.test(folded)) : !ofMatters
  // So many wishes in one sentence are nobody's: whoever looks need not know which.
  const unclear =
    cores.length > mostWishes ||
    namesAddressee.test(folded) ||
    (ofBooking && anyList.test(folded) && !someList.test(folded))
  return cores.slice(0, mostWishes).map((core) => {
    const mood = unclear ? 'narrowed' : moodUnlessTold(core, { tokens, folded, asked })
    return {
      asks: withdrawBoth,
      from: tokens[core.first]?.from ?? 0,
      to: tokens[core.after - 1]?.to ?? folded.length,
      mood:
        mood === 'wish' && isVague(core, tokens) && !(about && (letters || !isBareCancel(core, tokens)))
          ? 'other'
          : mood,
      vague: core.kind === 'statement' && isVague(core, tokens),
      welsh: tokens.slice(core.first, core.after).some(({ word }) => isWelshWord(word)),
    }
  })
}

/** A day or a condition of what names no letters, and is only told, speaks against nothing. */
function moodUnlessTold(core: Core, heard: Heard): Mood {
  const mood = moodOf(core, heard)
  return ofDay.has(mood) && isVague(core, heard.tokens) && onlyTells(core, heard.tokens) ? 'told' : mood
}
const ofDay = new Set<Mood>(['conditional', 'later'])
const anyList = /\b(?:the|that|this|y|r) (?:\w+ )?(?:list|rhestr|restr)\b/
const someList = /\b(?:mailing|mail|email|distribution|circulation|contact|newsletter|bulletin|bostio|ebost|ebyst)\b/
const mostWishes = 60

/** "Off your list" within "should be taken off your list" is no call of its own. */
function outermost(cores: readonly Core[]): Core[] {
  const deeds = cores.filter(({ kind }) => kind !== 'call')
  const within = (one: Core) => deeds.some(({ first, after }) => first <= one.first && one.after <= after)
  return cores.filter((core) => core.kind !== 'call' || !within(core))
}

/** "Please cancel.": an order as likely as a letter. */
function isBareCancel(core: Core, tokens: readonly Token[]): boolean {
  return /^cancel\w*$/.test(tokens[core.first]?.word ?? '')
}

/** Names neither letters nor consent: what it is about, the rest of the mail must tell. */
function isVague(core: Core, tokens: readonly Token[]): boolean {
  const own = tokens.slice(core.first, core.after)
  const has = (...parts: readonly Part[]) => own.some((token) => token.parts.some(([part]) => parts.includes(part)))
  if (has('LETTERS', 'LIST', 'CONSENT', 'UNSUBSCRIBE', 'OPTOUT')) return false
  if (own.some(({ word }) => /^(?:details|records?|data|information|account)$/.test(word))) return true
  if (has('CONTACT', 'SEND') && has('ME', 'YOU')) return false
  const [next, then] = [tokens[core.after]?.word, tokens[core.after + 1]?.word]
  if (has('SEND') && /^(?:to|at|ata|ataf|atom)$/.test(next ?? '') && /^(?:me|us|i|fi|ni|this)$/.test(then ?? 'i'))
    return false
  return (
    !/hear|clywed/.test(core.row) &&
    !(core.row.startsWith('be LAST') && own.some(({ word }) => /^(?:issue|edition|copy)$/.test(word)))
  )
}

/** An address or a site named in the wish: whose it is, or which list, the mail does not tell. */
const namesAddressee = /@|\bhttps?:|\bwww\.|\b[\w-]+\.(?:com|org|net|uk|wales|cymru|sch|gov|example)\b/

function wishesOf(table: readonly Rule[], folded: string, judge: Judge): Match[] {
  return matchesOf(table, folded, judge).map(({ plain, ...match }) => ({ ...match, mood: plain ? 'wish' : 'told' }))
}

function matchesOf(table: readonly Rule[], folded: string, judge: Judge) {
  return table.flatMap(({ says, asks }) =>
    [...folded.matchAll(says)].map((match) => {
      const [from, to] = [match.index, match.index + match[0].length]
      return { asks, from, to, plain: judge(folded.slice(0, from), folded.slice(to), match[0]) }
    }),
  )
}

/** What is found within a wish is part of it: "stop emailing me" in "I asked you to stop emailing me". */
function withoutContained(matches: readonly Match[]): Match[] {
  const wishes = matches.filter(isWish)
  const within = (one: Match) => wishes.some(({ from, to }) => from < one.to && one.from < to)
  return matches.filter((match) => isWish(match) || match.mood === 'negated' || !within(match))
}

interface AskedRight {
  readonly ask: Ask
  readonly plain: boolean
  readonly denied: boolean
}

function rightsIn(folded: string, sentence: Sentence, { cymraeg, dataSpoken, detailSpoken }: Around): AskedRight[] {
  const table = [
    ...rights,
    ...bySense,
    ...(dataSpoken ? [...ofDataHeld, ...bySenseOfHeld] : []),
    ...(detailSpoken ? bySenseOfDetail : []),
  ]
  const matches = [
    ...matchesOf(table, folded, (before, _, match) => isPlainRight(before, match, folded, sentence)),
    ...matchesOf(
      cymraeg ? [...welshRights, ...bySenseInWelsh] : welshRights,
      folded,
      (before) => isPlainWelsh(before, folded) || !welshDenied.test(before),
    ),
  ]
  return matches.flatMap(({ asks, plain, from }) => {
    const denied = isDenied(folded.slice(0, from)) || welshDenied.test(folded.slice(0, from))
    const others = asks[0] === 'complaint' && complaintOfOthers.test(folded)
    return asks.map((ask) => ({ ask, plain: plain && !denied, denied: denied || others }))
  })
}

/** What others complain of to the school. */
const complaintOfOthers =
  /\b(?:had|received|got|getting|dealing with|handling|after|following) (?:a |an |one |some |several |any )?(?:\w+ )?complaints? (?:from|by)\b|\bcomplaints? (?:policy|policies|procedures?|log|form|box)\b/

/** A denial reaches no further than to the next wish: "nid yw hyn yn iawn ac rwyf am …". */
const welshDenied =
  /(?<![\w'])(?:peidiwch|paid|na|nid|ddim|heb)(?![\w'])(?:(?! (?:a|ac|ond|felly) (?:hoffwn|hoffem|dymuna|rwy|rwyf|dwi|dw i|rydw|rydyn|rydym|gofynna|bydda|mae))[^,;]){0,40}$/

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
