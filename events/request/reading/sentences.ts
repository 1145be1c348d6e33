/** A text as sentences: each as it was written, and folded so that rules need not know every spelling. */

import { mended } from './spelling.ts'

export interface Sentence {
  /** As written, on one line, at most 500 characters. */
  readonly written: string
  /** Lower case, without accents, contractions written out, one spelling of `email` and of `please`. */
  readonly folded: string
  readonly asked: boolean
}

/** More than this many sentences are not a plain wish: the rest is not read, and `whole` says so. */
const mostSentences = 200
const longest = 700

export function sentencesOf(text: string): { readonly sentences: readonly Sentence[]; readonly whole: boolean } {
  const pieces = text
    .split(/\n\s*\n/)
    .flatMap(linesJoined)
    .flatMap(split)
    .map((piece) => piece.replace(/\s+/g, ' ').trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
  const some = pieces.slice(0, mostSentences)
  const whole = pieces.length <= mostSentences && some.every(({ length }) => length <= longest)
  return { sentences: some.map(sentenceOf), whole }
}

export function sentenceOf(piece: string): Sentence {
  const cut = piece.slice(0, longest)
  return { written: cut.slice(0, 500), folded: fold(cut), asked: /\?\W{0,3}$/.test(cut) }
}

/** Lines that a mail program broke are one; short lines that each begin anew are not. */
function linesJoined(paragraph: string): string[] {
  const joined: string[] = []
  let last = ''
  for (const line of paragraph.split('\n').map((one) => one.trim())) {
    const begins = /^(?:[-*•–]\s|\(?\d{1,2}[.)]\s|\(?[a-h][.)]\s)/.test(line)
    const apart =
      begins ||
      (last.length < 45 && /^["'“‘(]?[\p{Lu}\p{Lo}]/u.test(line)) ||
      (/[.!?:;,]$/.test(last) && last.length < 25)
    if (joined.length === 0 || apart) joined.push(line)
    else joined.push(`${joined.pop()} ${line}`)
    last = line
  }
  return joined.map((line) => line.replace(/^(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+/, ''))
}

/** Ends of sentences, but not after the titles and short forms that carry a full stop. */
function split(paragraph: string): string[] {
  return paragraph.split(
    /(?<!\b(?:mr|mrs|ms|dr|st|prof|rev|no|nos|art|e\.g|i\.e|a\.m|p\.m))(?<=[.!?…؟。！？।۔][)"'”’]{0,2})\s+(?=\S)/iu,
  )
}

/** Spellings that mean the same, in order. What they become is what the rules are written in. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[‘’‛`´ʼ]/g, "'"],
  [/[“”„«»]/g, '"'],
  [/[‐‑‒–—]/g, '-'],
  [/[łŁ]/g, 'l'],
  [/ß/g, 'ss'],
  [/[øØ]/g, 'o'],
  [/ı/g, 'i'],
  [/\b(?:pls|plz|plse|pleas|plese|pleae)\b/g, 'please'],
  [/\bcan(?:'|no)?t\b/g, 'can not'],
  [/\bcannot\b/g, 'can not'],
  [/\bwon'?t\b/g, 'will not'],
  [/\b(do|did|does|would|could|should|have|has|had|is|are|was|were)n'?t\b/g, '$1 not'],
  [/\b(i|we|you|they|he|she)'d\b/g, '$1 would'],
  [/\b(i|we|you|they|he|she|it|there)'ll\b/g, '$1 will'],
  [/\b(i|we|you|they)'?ve\b/g, '$1 have'],
  [/\b(we|you|they)'re\b/g, '$1 are'],
  [/\bi'm\b/g, 'i am'],
  [/\b(it|that|he|she|there|what|who)'s\b/g, '$1 is'],
  [/(?<=[a-z])\uFFFD(?=(?:t|s|m|d|ll|re|ve)\b)/g, "'"],
  [/\be[ -]?mail/g, 'email'],
  [/\b(?:ur|ya|yer)\b/g, 'your'],
  [/\bdnt\b/g, 'do not'],
  [
    /\b(?:are you able to|do you think (?:that )?you (?:could|can|might)|would you be able to|will you be able to)\b/g,
    'could you',
  ],
  [/(?<![\w'])(dwi|sgen i|sgynna i|oes gen i|oes gin i|sgin i)'?m\b/g, '$1 ddim'],
  [/\b(?:full stop|new line|new paragraph)\b/g, ', '],
  [/,? ?(?:o heddiw ymlaen|(?:with effect )?from (?:today|now)(?: on(?:wards)?)?),? ?/g, ' '],
  [/\(\s*(?:[a-e]|\d|i{1,3}|iv)\s*\)/g, ' '],
  [/\b(?:stp|sotp|stpo|stopp)\b/g, 'stop'],
  [/\b(?:ths|thse|theese|thees)\b/g, 'these'],
  [/\b(?:stuf|stuf+s)\b/g, 'stuff'],
  [/\b(?:nemore|any ?mor|anymroe|animore)\b/g, 'anymore'],
  [/[\u{1F6D1}\u{26D4}\u{1F6AB}]/gu, ' stop '],
  [/\b(need|might|must|ought|may)n'?t\b/g, '$1 not'],
  [/\byou(?:'re| are) (?=e?mails?|emails|list|mailing|newsletter|bulletin)/g, 'your '],
  [/(?<![\w'])f'(?=[a-z])/g, 'fy '],
  [/(?<![\w'])'(?=(?:ng|nh|mh|sg|sd)[a-z])/g, ''],
  [/\b(falch|diolchgar|ddiolchgar|gwerthfawrogi)( iawn)? (?:petai|pe bai)('r)?\b/g, '$1 '],
  [/(?<![\w'])(?:newchi|nechi)\b/g, 'newch chi'],
  [/\bshan'?t\b/g, 'shall not'],
  [/\b(prefer|like|appreciate) it if\b/g, '$1 it'],
  [
    /\b(?:ask|asking|see|wondering|wondered|wonder) (?:if|whether) (?:i|we) (?:could|can|may|might)\b/g,
    'ask that i may',
  ],
  [/\btke\b/g, 'take'],
  [/\b(unsubscribe|remove) (me|us) form\b/g, '$1 $2 from'],
  [/\bu\b/g, 'you'],
  [/\b(take|tke|taek) (me|us|my name) of (?=(?:your|the|this|that|all|any))/g, 'take $2 off '],
  [/\be[ -]?(bost|byst)/g, 'e$1'],
  [/\bnews[ -]letter/g, 'newsletter'],
  [/\b(?:e?mail|email)(?:ing|er)?[ -]?list/g, 'mailing list'],
  [/\bun[ -](?=subscrib)/g, 'un'],
  [/\bopt(ed|ing|s)?-out/g, 'opt$1 out'],
  [/\bunsub(?:scibe|scirbe|cribe|sribe|scrib|)\b/g, 'unsubscribe'],
  [/\b(?:recieve|receve|recive)/g, 'receive'],
  [/\b(?:widthdraw|withdrawl\b|witdraw)/g, 'withdraw'],
  [/\bany more\b/g, 'anymore'],
  // What is said for courtesy or haste alone.
  [
    /\b(?:kindly|hereby|simply|really|forthwith|immediately|asap|urgently|permanently|formally|officially|respectfully|politely|promptly|completely|entirely|altogether|awfully|terribly|dreadfully|personally|particularly|honestly|frankly)\b ?/g,
    '',
  ],
  [
    /(?:, ?)?\b(?:with immediate effect|as soon as (?:possible|you can|practicable)|at (?:your|the) earliest (?:convenience|opportunity)|straight ?away|right away|at once|without (?:undue |further )?delay|if (?:that is |this is )?poss(?:ible)?|if you do not mind|if it is not too much trouble|if that is ok(?:ay)?(?: with you)?|if you would be so kind|if i may|when you (?:have|get) a (?:moment|chance|minute))\b ?,? ?/g,
    ' ',
  ],
  [
    /\bbyddwn(?: i)? yn (?:ddiolchgar(?: iawn)?|gwerthfawrogi(?: hynny)?|falch) (?:pe|os) (?:baech|gallech|byddech|gallwch|medrwch|fedrwch)(?: chi)?(?: yn|'n)?\b/g,
    'allwch chi',
  ],
  [/\bos gwelwch (?:chi )?yn dda\b|\bplis\b/g, 'please'],
  // "I should be grateful if you could …" asks as "could you …" does.
  [/\b(?:if|whether) you (?:could|would|can|will)(?: please)?(?: mind)?\b/g, 'could you'],
  [/\b(?:i|we) (?:was|were|am|are) hoping (?:that )?(?:you|someone) (?:could|would|can|might)\b/g, 'could you'],
  [
    /\b(?:would it be|is it) possible (?:for you )?to (?=(?:please )?(?:remove|take|stop|delete|unsubscribe (?:me|us)|opt (?:me|us)|cancel))/g,
    'could you ',
  ],
  [/\b(?:would it be|is it) possible (?:for me |for us )?to (?=be (?:removed|taken|unsubscribed))/g, 'could i '],
  [/\b(?:is there )?any (?:chance|way) (?:that )?(?:you|someone) (?:could|can)\b/g, 'could you'],
  [/\barticle (\d+) ?(?:\(\d\))+/g, 'article $1'],
  [
    /\b(?:be )?(?:so|very) (?:good|kind) as to\b|\bbe (?:good|kind) enough to\b|\bdo me the (?:favour|kindness) of\b/g,
    '',
  ],
  [
    /\b(grateful|obliged|appreciate it|appreciated|glad|pleased|thankful|helpful) (?:if|were) (?!you (?:did|do) not)/g,
    '$1 ',
  ],
  [/\b(?:i wonder|i was wondering|wondering) (?=could you)/g, ''],
  [/\bwould you mind\b|\bdo you mind\b/g, 'could you'],
  // The wish to hear that it was done is no part of it.
  [
    /(?:,|-|\band\b|\bthen\b)? ?(?:please )?(?:could you )?(?:please )?(?<!\b(?:i|we|to|just|hereby) )(?:confirm|let (?:me|us) know|acknowledge|send (?:me |us )?(?:a )?confirmation)\b(?! (?:if|whether|how|what|why))(?=.{0,90}\b(?:done|remov\w+|unsubscribed|deleted|erased|stopped|receipt|this|actioned|complete\w*|happened|writing|been|taken off|email)\b)[^.?!]*/g,
    ' ',
  ],
  [
    /\b((?:sort|make|fix|arrange|change|set|do|update|amend)(?: \w+){0,3}) so (?=(?:i|we) (?:do not|no longer|never|will not|stop))/g,
    '$1 so that ',
  ],
  [/\bdo not (contact|email|mail) (?=list|register)/g, 'do-not-$1 '],
  [/\s+/g, ' '],
]

/** Folds a text as the rules are written. Its length is bounded by its callers. */
export function fold(text: string): string {
  return spellings.reduce((folded, [from, to]) => folded.replace(from, to), mended(bare(text))).trim()
}

/** Lower case without accents and unseen characters; words as they were. */
export function bare(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Accents are habits, in Arabic too; the vowel signs of Indian scripts are letters.
      .replace(/[\u0300-\u036F\u064B-\u065F\u0670]/g, '')
      .replace(/\p{Cf}/gu, '')
      .toLowerCase()
      .replace(/[‘’]/g, "'")
  )
}
