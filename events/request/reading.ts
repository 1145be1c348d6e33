/**
 * What a mail asks of the body (DOMAIN C5, C6): pure, from what a person would see of it. A wish acts unless something
 * speaks against it; where anything does, a person decides.
 *
 * The sender's own words (reading/own-words.ts) are read sentence by sentence (reading/sentence.ts). A wish is a row of word
 * classes (reading/wishes.ts, vocabulary.ts); whether it is meant tells reading/mood.ts, of what matters.ts and scope.ts;
 * what elsewhere in the mail speaks against it, against.ts and doubts.ts. Rights are in rights.ts, senses.ts and welsh.ts.
 */
import { speaksFor } from './reading/against.ts'
import type { Ask as AnyAsk } from './reading/ask.ts'
import { isUndone } from './reading/doubts.ts'
import { languageOf } from './reading/languages.ts'
import { isOfMatter, ofPost } from './reading/matters.ts'
import { ownWords } from './reading/own-words.ts'
import { aboutData, dataSpokenOf } from './reading/rights.ts'
import { withdrawBoth } from './reading/rule.ts'
import { aroundOf, scopeOf, settledMatter } from './reading/scope.ts'
import { ofOwnDetail } from './reading/senses.ts'
import { readSentence, type Said } from './reading/sentence.ts'
import { bare, fold, type Sentence, sentencesOf } from './reading/sentences.ts'
import { addsNothing, isAutomatic, ownSubject } from './reading/subject.ts'
import {
  everything,
  newsWords,
  ofConsentGiven,
  ofRightToWithdraw,
  pointing,
  serviceWords,
} from './reading/withdrawal.ts'

export type Ask = AnyAsk

export interface Reading {
  /** Each ask once, with the sentence that decided, as written. */
  readonly asks: readonly { readonly ask: Ask; readonly sentence: string }[]
  /** Someone writes for someone else: a person must look. */
  readonly forAnother: boolean
  /** Nothing is certain: a person must look, and what `asks` names is only what it may be about. */
  readonly unsure: boolean
  readonly language: 'en' | 'cy' | 'other'
}

interface Found {
  readonly ask: Ask
  readonly sentence: string
  readonly plain: boolean
}

/**
 * Reads a mail's own words. "Everything" is both withdrawals; a complaint that asserts an earlier opt-out has both
 * besides (C5). An ordinary mail asks nothing and is not unsure. Bounded work for any text.
 */
export function readWish(mail: {
  readonly subject: string
  readonly text: string
  /** Who wrote: their own address, where they name it, is theirs. */
  readonly from?: { readonly address: string } | undefined
}): Reading {
  const { said, below } = ownWords(withOwnAddress(mail.text, mail.from?.address))
  const { sentences, whole } = sentencesOf(said)
  const subject = ownSubject(mail.subject)
  const language = languageOf(bare(sentences.length > 0 ? said.slice(0, 6_000) : mail.subject))
  const around = {
    foreign: language === 'other',
    cymraeg: language === 'cy' || hasWelsh(fold(`${mail.subject.slice(0, 300)} ${said.slice(0, 6_000)}`)),
    ...spokenOf(sentences, subject),
  }
  const read = (sentence: Sentence) => readSentence(sentence, around)
  const body = sentences.map(read)
  const asked = rightsIn(body)
  const found = [...withdrawnIn(body, subject?.folded ?? ''), ...earlierIn(body, asked, subject), ...asked]
  const headed = subject === undefined ? [] : fromSubject(read(subject), found, sentences)
  const all = [...found, ...headed]
  const beyond = sentencesOf(below).sentences.map(read)
  const withdraws = all.some(({ ask, plain }) => plain && ask.startsWith('withdraw-'))
  const doubts: readonly boolean[] = [
    ...(withdraws ? againstWish(body, all, subject, read) : inDoubt(body, all, beyond)),
    all.length > 0 && (isAutomatic(mail.subject) || body.some(({ folded }) => isUndone(folded))),
    language === 'other',
    sentences.length === 0 && headed.length === 0,
    !whole,
  ]
  return {
    asks: eachOnce(all),
    forAnother: body.some(({ forAnother }) => forAnother),
    unsure: doubts.includes(true),
    language: language === 'en' && isWelsh(body) ? 'cy' : language,
  }
}

/** "Please end all mailings to jo@school.example", written from there: to me. */
function withOwnAddress(text: string, address: string | undefined): string {
  if (address === undefined || !/^[^\s@]{1,64}@[^\s@]{1,250}$/.test(address)) return text
  return text.replaceAll(
    new RegExp(`(?<![\\w.+-])${address.replace(/[^\w@-]/g, '\\$&')}(?![\\w-]|\\.\\w)`, 'gi'),
    'this address',
  )
}

const ofWelsh =
  /(?<![\w'])(?:yn|yr|chi|fi|ni|rwy\w{0,2}|rydw|rydym|dwi|dw|nid|dim|ddim|ein|eich|fy|oddi|peidi\w+|beidi\w*|paid|plis|diolch|gen|gan|gennych|gynnoch|ata|ataf|atom|wedi|mae|oes|sdim|hyn|rhain|rhestr|restr|ebyst|e-byst|ebost|hoffwn|hoffem|byddai|bydd|gadewch|rhowch|tynn\w+|dynnu|nhynnu|stopi\w+|ond|felly|isio|isho|isie|ishe|moyn|eisiau|angen|caniatad|nghaniatad|ganiatad|allwch|wnewch|newch|smo|sai|rhagor|mwy|negeseuon|bellach|mwyach|digon|mi|mae'n|mae'r|gennyf|eto|yma|nawr|rwan|lonydd|llonydd|heddwch|wrthoch|wrthych|dyna|dyma|o'r|o'ch|i'r|enw|ysgol|ymddeol|swydd|gadael|clywed|chlywed|glywed|derbyn|dderbyn|cael|gael|dod|ddod|os|sori|haia|helo|shwmae|annwyl|gwelwch|cysylltu|chysylltu|gysylltu|anfon|hala|gyrru|rheini|rheiny|honno|achos|gyda|efo|nhw|gaf|weld|gweld|dydw|dydy|dyw|ydi|ydy)(?![\w'])/g

/** Two words of Welsh are Welsh, whatever stands around them. */
function hasWelsh(folded: string): boolean {
  return new Set([...folded.matchAll(ofWelsh)].map(([word]) => word)).size >= 2
}

/** A wish is there: only what speaks against it is a doubt. */
function againstWish(
  body: readonly Said[],
  all: readonly Found[],
  subject: Sentence | undefined,
  read: (sentence: Sentence) => Said,
): boolean[] {
  return [
    all.some(({ ask, plain }) => ask.startsWith('withdraw-') && !plain),
    body.some((one) => one.givesUpAward || one.praises || one.against),
    all.some(({ ask }) => ofKept.has(ask)) && !speaksOfPost([subject, ...body.map(({ sentence }) => sentence)]),
    body.some(
      ({ wants }) => wants !== undefined && !isOnly(all, wants === 'news' ? 'withdraw-service' : 'withdraw-news'),
    ),
    speaksAgainst(subject, read),
  ]
}

const ofKept = new Set<Ask>(['access', 'erasure', 'rectification'])
/** "Do not keep my details": of letters nothing is said, and a person asks whether they are meant as well. */
function speaksOfPost(sentences: readonly (Sentence | undefined)[]): boolean {
  return sentences.some(
    (one) => one !== undefined && postOrThis.test(one.folded.replace(/\be?mail address(?:es)?\b/g, ' ')),
  )
}

const postOrThis = new RegExp(`${ofPost.source}|\\b(?:off|from) (?:this|these|those)\\b|\\b[bp]ostio\\b`)

/** Whether nothing but that one is withdrawn. */
function isOnly(all: readonly Found[], ask: Ask): boolean {
  return all.every((one) => one.ask === ask || !one.ask.startsWith('withdraw-'))
}

/** No wish is there: whatever touches upon letters, consent or data is a doubt. */
function inDoubt(body: readonly Said[], all: readonly Found[], beyond: readonly Said[]): boolean[] {
  return [
    all.some(({ plain }) => !plain),
    body.some(({ doubt, told, harmless }) => doubt && !((told || harmless) && all.some(({ plain }) => plain))),
    all.length === 0 && body.some(({ grumbles }) => grumbles),
    beyond.some(({ withdraws, rights }) => withdraws.length > 0 || rights.length > 0),
  ]
}

/** What a mail speaks of anywhere, by which its sentences are read. */
function spokenOf(sentences: readonly Sentence[], subject: Sentence | undefined) {
  const spoken = [subject, ...sentences].map((one) => one?.folded ?? '').join(' . ')
  return {
    consentGiven: ofConsentGiven.test(spoken),
    rightSpoken: ofRightToWithdraw.test(spoken),
    dataSpoken: dataSpokenOf.test(spoken),
    detailSpoken: ofOwnDetail.test(spoken),
    stillWritten: ofStill.test(spoken) && !ofMissing.test(spoken),
    ofLetters: ofPost.test(spoken),
    ofBooking: ofBooking.test(spoken),
    ofMatters: isOfMatter(spoken) || spoken.length > 300,
  }
}

/** A place at something is given up: "the list" may be of those who come. */
const ofBooking =
  /\b(?:cancel\w*|canslo|ganslo|withdraw\w* from|booked|my place|fy lle|(?:can not|not be able to|unable to|will not|not going to be able to) (?:\w+ )?(?:attend|come|make it|be (?:there|coming|attending)))\b/
const ofStill =
  /\b(?:still|again|another|keep|keeps|kept|continue\w*|why|now|third|second|twice|times|stop|complain\w*|ignored|yet|arrived|enough|since|already|repeatedly|but|despite|although)\b/
const ofMissing =
  /\b(?:sign (?:me |us )?up|subscribe again|missing|missed|back on|re-?join|re-?subscri\w+|start again|put me back|their|years ago)\b/

/** A subject that wants what the mail does not. */
function speaksAgainst(subject: Sentence | undefined, read: (sentence: Sentence) => Said): boolean {
  if (subject === undefined) return false
  const said = read(subject)
  const { folded } = said
  const wants = said.praises || speaksFor(folded) || /\b(?:yes|keep)\b/.test(folded)
  return said.withdraws.length === 0 && (wants || said.against || said.forAnother)
}

/** What is asked in Welsh is answered in Welsh, unless it is asked in English as well. */
function isWelsh(body: readonly Said[]): boolean {
  const asking = body.filter(({ withdraws, rights, doubt }) => withdraws.length > 0 || rights.length > 0 || doubt)
  return asking.length > 0 && asking.every(({ welsh }) => welsh)
}

function withdrawnIn(body: readonly Said[], subject: string): Found[] {
  const kinds = body.map((said) => said.withdraws.map((wish) => wish.words).join(' '))
  const named = kinds.some((words) => newsWords.test(words) !== serviceWords.test(words))
  return body.flatMap((said) => {
    if (said.withdraws.length === 0) return []
    // "I do not need the reminders. Could you stop sending them?" is about the reminders.
    if (
      named &&
      said.withdraws.every(
        ({ words }) =>
          pointing.test(words) && !everything.test(words) && !newsWords.test(words) && !serviceWords.test(words),
      )
    )
      return []
    const others = body.filter((other) => other !== said).map(({ sentence }) => sentence.folded)
    const [line] = said.withdraws.filter((wish) => wish.asks.length === 1)
    const words = said.withdraws.map((wish) => wish.words)
    const asks = line?.asks ?? scopeOf(said.sentence.folded, words, aroundOf(others, subject))
    const { written } = said.sentence
    const passing = asks?.join() === 'withdraw-service' && body.some(({ folded }) => settledMatter.test(folded))
    return (asks ?? withdrawBoth).map((ask) => ({ ask, sentence: written, plain: asks !== undefined && !passing }))
  })
}

/** A complaint that asserts an earlier opt-out withdraws both (C5). */
function earlierIn(body: readonly Said[], asked: readonly Found[], subject: Sentence | undefined): Found[] {
  const complains =
    asked.some(({ ask }) => ask === 'complaint') ||
    /\b(?:complain\w*|cwyn\w*|g?chwyn\w*|gwyn\w*)\b/.test(subject?.folded ?? '')
  const asksAgain = body.some(({ folded }) =>
    /(?<![\w'])(?:g?ofynn(?:ais|on|asom)) ?(?:i |ni )?(?:i chi|ichi)/.test(folded),
  )
  if (!(complains || asksAgain) || body.some(({ withdraws }) => withdraws.length > 0)) return []
  const earlier = body.find(({ toldWish, folded }) => toldWish || ofEarlierWish.test(folded))
  return earlier ? withdrawBoth.map((ask) => ({ ask, sentence: earlier.sentence.written, plain: true })) : []
}
const ofEarlierWish =
  /\b(?:clicked|used|pressed|hit|followed|tried)\b.{0,40}\b(?:unsubscribe|withdraw\w*|opt[- ]?out|link (?:at|in|on|to))\b|\bmy (?:opt[- ]?out|unsubscri\w+|withdrawal|request (?:to (?:stop|be removed|be taken)|not to))\b|\b(?:i|we) (?:have |had |already |definitely )*(?:unsubscribed|opted out|withdrew|withdrawn)\b|\b(?:i|we) (?:was|were|had been|have been|am) (?:\w+ )?(?:removed|taken off|unsubscribed)\b/

function rightsIn(body: readonly Said[]): Found[] {
  const all = body.map(({ folded }) => folded).join(' . ')
  const besides = body.some(({ rights }) => rights.some(({ ask }) => ask !== 'access' && ask !== 'successor'))
  return body.flatMap(({ rights, sentence, folded }) =>
    // "Delete all that you hold about me": what is held is spoken of, not asked for.
    rights
      .filter(({ ask }) => ask !== 'access' || !besides || asksToSee.test(folded))
      .map(({ ask, plain }) => ({
        ask,
        sentence: sentence.written,
        plain: plain && (ask !== 'complaint' || aboutData.test(all)),
      })),
  )
}

const asksToSee =
  /\b(?:cop(?:y|ies)|see|send|access|provide|export|disclose|show|tell|know|supply|subject|article 15|printout|gopi|copi|gweld|weld|mynediad|anfonwch)\b|\b(?:what|which|who|pa|beth|do you)\b.*\?/

/** A subject adds what the body does not say; it withdraws by itself only over a body that adds nothing. */
function fromSubject(subject: Said, found: readonly Found[], sentences: readonly Sentence[]): Found[] {
  const { written, folded } = subject.sentence
  const rights = subject.rights.map(({ ask, plain }) => ({ ask, sentence: written, plain }))
  const news = found.filter(({ ask }) => !ask.startsWith('withdraw-'))
  const added = rights.filter(({ ask }) => !news.some((one) => one.ask === ask))
  const withdraws = subject.withdraws.length > 0 && !/^(?:please )?stop\W*$/.test(folded)
  if (!withdraws || found.some(({ ask }) => ask.startsWith('withdraw-'))) return added
  const plain = sentences.every(addsNothing) && !subject.doubt
  const asks = scopeOf(folded, [folded], { news: false, service: false, keeps: undefined })
  return [
    ...added,
    ...(asks ?? withdrawBoth).map((ask) => ({ ask, sentence: written, plain: plain && asks !== undefined })),
  ]
}

/** A plain sentence goes before one in doubt, and the first before the next. */
function eachOnce(found: readonly Found[]): Reading['asks'] {
  const sorted = found.toSorted((a, b) => Number(b.plain) - Number(a.plain))
  const first = new Map<Ask, string>()
  for (const { ask, sentence } of sorted) if (!first.has(ask)) first.set(ask, sentence)
  return [...first].map(([ask, sentence]) => ({ ask, sentence }))
}
