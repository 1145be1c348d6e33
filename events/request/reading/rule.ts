/** What a rule of reading is, and the words its patterns are put together from. */
import type { Ask } from './ask.ts'

export interface Rule {
  /** Matches folded sentences (sentences.ts). */
  readonly says: RegExp
  readonly asks: readonly Ask[]
}

export const withdrawBoth: readonly Ask[] = ['withdraw-service', 'withdraw-news']

/** One who writes of themselves or their own address. */
const mine =
  '(?:my|our)(?: (?:own|email|work|school|office|personal|contact|above|full))* (?:address|email|name|details|account|inbox|mailbox)(?:es|s)?'
const me = `(?:me|us|myself|ourselves|${mine}(?: (?:and|or|&) (?:${mine}|(?:email )?(?:address|name|details|email)(?:es|s)?))*|this(?: (?:email|mail|work|school|office|shared|general))* (?:address|account|mailbox|inbox|email)|(?:the|our)(?: (?:school|general|shared|main))* office (?:address|account|mailbox|inbox|email)(?: address)?|the (?:above|following) (?:email )?address)`

const quantity =
  '(?:(?:(?:receiv|gett|hav|see)ing|being sent|receipt of|the receipt of) )?(?:(?:all|any|each|every|both|either)(?: of)?(?: and (?:all|any))? )?(?:(?:other )?(?:forms?|kinds?|types?|sorts?|means|methods) of )?'
const whose =
  "(?:(?:your|the|these|those|this|that|its|iqm|iqm's|anymore|whatever|whichever|more|further|future|other|such|additional|new|another|same|blasted|bloody|damn|damned|wretched|awful|annoying|endless|silly|pointless) ){0,4}"
const kind =
  '(?:(?:mailing|system|database|circulation|emailing|general|school|schools|customer|client|member|members|membership|email|contacts?|distribution|circulation|news|newsletter|bulletin|marketing|mail|reminder|iqm|address|subscriber|subscription|monthly|weekly|termly|regular|constant|endless|automatic|automated|promotional|unwanted|unsolicited|general|review|award|electronic|group|update|new|junk|spam|direct|inclusion|quality|mark|related|routine|sales|postal)s?(?:,| and| or| &)? ){0,5}'
const post =
  '(?:lists?|mail ?outs?|e-?shots?|mailers?|circulation|newsletters?|bulletins?|emails?|mails?|mailings?|mailshots?|messages?|communications?|comms|correspondence|circulars?|reminders?|marketing|updates?|letters?|notifications?|notices|alerts|distribution|news|promotions?|adverts?|advertising|offers|spam|stuff|things?|rubbish|contact)'

/** What is sent, and the lists it is sent by. */
export const letters = `(?:${quantity}${whose}${kind}${post}\\b|(?:of )?(?:these|those|them|this|it|(?:anymore|more|one more|another)(?: of (?:these|those|them|this|it))?(?! (?:than|about|often|information|detail))|anything(?: else| more| further)?|everything|all of (?:it|them|these|this)|all this|it all|all(?= ?(?:$|[.,;!]|please)))\\b)`

/** Nothing follows in this part of the sentence but haste and courtesy. */
const end =
  '(?=\\s*(?:$|[.,;:!?)"]|-|though\\b|and\\b|but\\b|as (?:i|we|it|they|my|our|the|this|these|you)\\b|because\\b|since\\b|so\\b|please\\b|thanks\\b|thank\\b|now\\b|today\\b|again\\b|from (?:now|today|this point)\\b|going\\b|in future\\b|in the future\\b|at all\\b|ever\\b|anymore\\b|any longer\\b|any further\\b|altogether\\b|i (?:am|have|do|no|will)\\b|(?:only|alone) ?(?:$|[.,;!]|please)))'

/** The body, as one writes to it. */
const you =
  "(?:you(?: all| lot| guys| people| again)?|yourselves|(?:the )?(?:iqm|inclusion quality mark)(?:'s)?(?: team| office)?|your (?:organi[sz]ation|company|team|office|body)|anyone (?:at|from) iqm)"

/** To make it end. */
const cease =
  '(?:stop|cease|end|discontinue|terminate|halt|quit|suspend|cut out|give over|cut off|turn off|switch off|shut off|disable|deactivate|call a halt to|put (?:a stop|an end) to|(?:bring|put) an end to)(?:p?ing)?'

const parts: Readonly<Record<string, string>> = { me, letters, you, cease, end }

/** A pattern of whole words, in which `{me}`, `{letters}` and `{end}` stand for those above. */
export function words(pattern: string): RegExp {
  const whole = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
  return new RegExp(`(?<![\\w'])(?:${whole})(?![\\w])`, 'g')
}

/** Rules that all ask the same. */
export function rules(asks: readonly Ask[], patterns: readonly string[]): readonly Rule[] {
  return patterns.map((pattern) => ({ says: words(pattern), asks }))
}
