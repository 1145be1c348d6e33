/**
 * What a mail asks of the body (DOMAIN C5, C6): pure, from what a person would see of it. Only a plain wish is taken as
 * one; where anything is in doubt a person decides. Nothing here knows who wrote the mail.
 *
 * The sender's own words (reading-own-words) are read sentence by sentence (reading-sentence): the tables say what is
 * asked for (reading-withdrawal, -rights, -welsh, -languages), reading-doubts and reading-against whether
 * it is plain, reading-scope of what.
 */
import { speaksFor } from './reading-against.ts'
import type { Ask as AnyAsk } from './reading-ask.ts'
import { isUndone } from './reading-doubts.ts'
import { languageOf } from './reading-languages.ts'
import { ownWords } from './reading-own-words.ts'
import { aboutData, dataSpokenOf } from './reading-rights.ts'
import { withdrawBoth } from './reading-rule.ts'
import { aroundOf, scopeOf, settledMatter } from './reading-scope.ts'
import { readSentence, type Said } from './reading-sentence.ts'
import { bare, fold, type Sentence, sentencesOf } from './reading-sentences.ts'
import { addsNothing, isAutomatic, ownSubject } from './reading-subject.ts'
import { ofConsentGiven, ofRightToWithdraw } from './reading-withdrawal.ts'

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
export function readWish(mail: { readonly subject: string; readonly text: string }): Reading {
  const { said, below } = ownWords(mail.text)
  const { sentences, whole } = sentencesOf(said)
  const subject = ownSubject(mail.subject)
  const language = languageOf(bare(sentences.length > 0 ? said.slice(0, 6_000) : mail.subject))
  const around = { foreign: language === 'other', ...spokenOf(sentences, subject) }
  const read = (sentence: Sentence) => readSentence(sentence, around)
  const body = sentences.map(read)
  const found = [...withdrawnIn(body, mail.subject), ...rightsIn(body)]
  const headed = subject === undefined ? [] : fromSubject(read(subject), found, sentences)
  const all = [...found, ...headed]
  const beyond = sentencesOf(below).sentences.map(read)
  const plainly = all.some(({ plain }) => plain)
  const doubts: readonly boolean[] = [
    all.some(({ plain }) => !plain),
    body.some(({ doubt, told, harmless }) => doubt && !((told || harmless) && plainly)),
    all.length === 0 && body.some(({ grumbles }) => grumbles),
    beyond.some(({ withdraws, rights }) => withdraws.length > 0 || rights.length > 0),
    all.length > 0 && (isAutomatic(mail.subject) || body.some(({ folded }) => isUndone(folded))),
    found.some(({ ask }) => ask.startsWith('withdraw-')) &&
      (body.some((one) => one.givesUpAward || one.praises || one.against) || speaksAgainst(subject, read)),
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

/** What a mail speaks of anywhere, by which its sentences are read. */
function spokenOf(sentences: readonly Sentence[], subject: Sentence | undefined) {
  const spoken = [subject, ...sentences].map((one) => one?.folded ?? '').join(' . ')
  return {
    consentGiven: ofConsentGiven.test(spoken),
    rightSpoken: ofRightToWithdraw.test(spoken),
    dataSpoken: dataSpokenOf.test(spoken),
  }
}

/** A subject that wants what the mail does not. */
function speaksAgainst(subject: Sentence | undefined, read: (sentence: Sentence) => Said): boolean {
  if (subject === undefined) return false
  const said = read(subject)
  const { folded } = said
  const wants = said.praises || speaksFor(folded) || /\b(?:yes|keep)\b/.test(folded)
  return said.withdraws.length === 0 && (wants || (said.doubt && !said.harmless))
}

/** What is asked in Welsh is answered in Welsh, unless it is asked in English as well. */
function isWelsh(body: readonly Said[]): boolean {
  const asking = body.filter(({ withdraws, rights, doubt }) => withdraws.length > 0 || rights.length > 0 || doubt)
  return asking.length > 0 && asking.every(({ welsh }) => welsh)
}

function withdrawnIn(body: readonly Said[], subject: string): Found[] {
  return body.flatMap((said) => {
    if (said.withdraws.length === 0) return []
    const others = body.filter((other) => other !== said).map(({ folded }) => folded)
    const [line] = said.withdraws.filter((wish) => wish.asks.length === 1)
    const words = said.withdraws.map((wish) => wish.words)
    const asks = line?.asks ?? scopeOf(said.folded, words, aroundOf(others, fold(subject.slice(0, 300))))
    const { written } = said.sentence
    const passing = asks?.join() === 'withdraw-service' && body.some(({ folded }) => settledMatter.test(folded))
    return (asks ?? withdrawBoth).map((ask) => ({ ask, sentence: written, plain: asks !== undefined && !passing }))
  })
}

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
