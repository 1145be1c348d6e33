/** What else a wish may be about: other things than letters, other people, other times and ways of writing. */
import { isPause, type Token } from './tokens.ts'
import { begins, type Core } from './wishes.ts'

/** Other people: what is wished of them, or by them, is theirs. */
export const persons =
  /\b(?:he|she|they|him|her|them both|his|hers|their|theirs|mr|mrs|ms|miss|dr|prof|parents?|carers?|famil(?:y|ies)|pupils?|child|children|students?|staff|colleagues?|teachers?|governors?|heads?|headteachers?|deput(?:y|ies)|secretar(?:y|ies)|bursar|boss|manager|principal|predecessor|successor|husband|wife|partner|son|daughter|mum|nobody|someone else|everyone|everybody|council|authority|(?:the|our) trust|union|doctor|ofsted|suppliers?|senco|senc[os]+|assessor|assistants?|hers|pennaeth|phennaeth|cydweithiwr|nghydweithiwr|rhieni|rieni|llywodraethwyr|athrawon)\b/

/** Things that are stopped, left or taken off and are no letters of ours. */
const matters =
  /\b(?:visits?|applications?|programmes?|projects?|schemes?|photos?|photographs?|pictures?|images?|videos?|film\w*|recordings?|logos?|websites?|web ?page|site|pages?|portal|invoices?|payments?|orders?|direct|debit|standing|pupils?|meetings?|clusters?|flagship|conferences?|training|courses?|webinars?|places?|bookings?|seats?|websites?|maps?|reports?|plans?|drafts?|certificates?|plaques?|rotas?|attendees?|attendance|delegates?|lunch\w*|catering|dinner|panels?|judging|thread|threads|conversation|chain|waiting|speakers?|ambassadors?|assessors?|cc|copy list|spreadsheet|minutes|agenda|quotes?|quotation|stud(?:y|ies)|case|evaluation|survey|lessons?|clubs?|trips?|buses|bus|taxis?|chairs?|tables?|parcels?|fee|fees|funding|grant|contract|complaints?|request for access|access request|apologies|register|moderation|application|membership|registration|evidence|action|target|music|clock|team|calendar|diary|event|party|drinks?|football|tea|coffee|raffle|draw|photocop\w+|deliveries|courier|host\w*|judg\w+|offer|parking|noise|children keep|journal|magazine subscription|rehears\w+|shar(?:e|ed|ing)|publish\w*|appear|named in|ymweliad\w*|cyfarfod\w*|gyfarfod\w*|clwstwr|glwstwr|lluniau?|luniau?|llun|ffotograff\w*|anfoneb\w*|adroddiad|cinio|ginio|siaradwyr|panel|ein cais|n cais|gynllun|cynllun|rhaglen|raglen|iddi|hyfforddiant|cynhadledd|taith|rhannu|rannu|cyhoeddi|gyhoeddi|prosiect|aelodaeth)\b/

/** "The site manager" speaks of no site. */
const roles =
  /\b(?:as|acting|vice|was|am|the|former|our|my) chair\b|\bchair of \w+|\b(?:site|team|course|club|project|programme|events?|training|reports?) (?:managers?|leaders?|lead|officers?|assistants?|coordinators?|supervisors?|staff|team)\b/g
export const isOfMatter = (folded: string): boolean => matters.test(folded.replace(roles, ' '))

/** How often, when, by what other way, in which language, to whom: less than all, so a person asks. */
const narrows =
  /\b(?:during|this (?:week|month|term|year|half|summer|time round|morning|afternoon|evening)|chas\w+ (?:me|us) for|(?:first|second|third|wrong|reserve|short) list|such (?:large|big|long|huge)|so (?:large|big|long)|html|plain text|(?<!\b(?:another|single|every|any|each|not|last|even|more) )one of (?:them|these|those|the|my|our)|posting|phoning|calling|ringing|texting|faxing|printing|twice|weekends?|evenings?|nights?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|fortnight|so (?:often|frequently|much|many|early|late)|as (?:often|frequently)|duplicates?|two copies|second copy|by (?:post|phone|telephone|text|fax|letter)|telephone|whatsapp|paper|attachments?|cc|thread|chain|conversation|temporarily|in (?:english|welsh|html|french)|(?:english|welsh) (?:emails?|letters?|list|one|ones|version)|at home|personal account|at work|every day|per (?:week|day|month)|(?:during|over|in) (?:the )?(?:holidays?|summer|easter|christmas|half|term|break)|old list|other one|from the office|invoices?|payments?|fees?|taliad\w*|daliad\w*|anfoneb\w*|parking|(?:cluster|flagship) (?:\d|emails?|mailing|list|schools?|letters?)|in the post|instead|the other$|calendar|for (?:the )?\d+\w*|rather than|(?:no|not) more than|less|fewer|only (?:at|on|in|during|when)|except|apart from|other than|penwythnos\w*|benwythnos\w*|gyda'?r nos|yn (?:saesneg|gymraeg)|ar bapur|dros y ffon|ddwywaith|mor aml|gwyliau|heblaw|ac eithrio)\b/

/** What we send, and to be written to: a mail that speaks of it is about that. */
export const ofPost =
  /\b(?:e?-?mails?|emailing|letters?|newsletters?|e?-?news|bulletins?|messages?|mailings?|mail ?outs?|mailing list|list|lists|inbox|mailbox|subscri\w*|unsubscri\w*|writ(?:e|ing) to (?:me|us)|contact(?:ing|ed)? (?:me|us)|spam\w*|junk|correspondence|communications?|reminders?|hear(?:ing)? (?:from|about)|(?:on|off|from|in) your (?:database|books)|(?:ended up|end up|landed|wound up|got|came to be|how (?:i|we) am|why (?:i|we) am|be|put (?:me|us)) on (?:this|it|here)\b|marketing|promotion\w*|consent\w*|permission|digest|round-?up|circulars?|distribution|opt out|e-?magazine|(?:final|last|next) issue|ebost\w*|ebyst|neges\w*|llythyr\w*|lythyr\w*|bwletin|fwletin|g?ch?ylchlythyr\w*|newyddion|rh?estr\w*|gohebiaeth|ohebiaeth|caniatad|anfon|hala|gyrru)\b/

/** An address that others are given or shown is no letter. */
const given =
  '(?:shar(?:e|ed|ing)|pass(?:ed|ing)?|g[ai]v(?:e|en|ing)|publish\\w*|disclos\\w+|sold|sell\\w*|display\\w*|shown|visible|leak\\w*|hand(?:ed|ing)|circulat\\w+|rhannu|rannu|cyhoeddi)'
const address = '(?:my|our) (?:\\w+ )?(?:e?mail|address|name|details|number|data|information)(?: address)?'
const givenAway = new RegExp(
  `\\b(?:${given}(?: (?:on|out|over|away|round|around))? ${address}|${address}(?: (?:to|being|be|is|was|been|all|has|have|should))* (?:${given}|(?:on|in) (?:your|the|a|any) (?:\\w+ )?(?:web ?site|site|web ?page|page|map|brochure|programme))|(?:rhannu|rannu|basio|roi|rhoi|werthu|gwerthu|gyhoeddi|cyhoeddi) (?:fy|ein) (?:nghyfeiriad|cyfeiriad|ebost|manylion|enw|henw))\\b`,
)

type Besides = 'narrowed' | 'other' | undefined

/** What makes a wish one about something else, from its first word to the end of its part of the sentence. */
export function besides(core: Core, tokens: readonly Token[]): Besides {
  const zone = zoneOf(core, tokens)
  const words = zone.map(({ word }) => word).join(' ')
  const own = tokens.slice(core.first, core.after)
  const letters = own.some(names('LETTERS')) && !own.every(({ word }) => /^(?:contact|notes?)$/.test(word))
  const rest = words.replace(ours, ' ').replace(/\b(?:they|them)\b/, ' ')
  if (narrows.test(words)) return 'narrowed'
  if (givenAway.test(words)) return 'other'
  if (
    persons.test(rest) ||
    /\b(?:our|its) (?:\w+ )?(?:lists?|mailing list|newsletters?|bulletins?)\b|\b(?:remove|unsubscribe|take) you\b/.test(
      words,
    )
  )
    return 'other'
  const lettered =
    letters ||
    /\b(?:reminders?|emails?|letters?|newsletters?|bulletins?|messages?|mailings?|notices|mailing list)\b/.test(rest)
  if (!lettered && matters.test(rest)) return 'other'
  return goesElsewhere(core, tokens) ? 'other' : undefined
}

const ours =
  /\b(?:about|with|regarding|on|to)\b[^,]*\b(?:conferences|events|courses|webinars|books|offers)\b.*|\b(?:on the head|teaching|flagship|quality mark|the mark|inclusion|school(?:'s)? (?:office|address)|head office|staff (?:email|inbox)|your (?:team|staff)|people you|team|their)\b(?! list)|\b(?:award|awards|accreditation|review|reviews|re-accreditation) (?:emails?|letters?|list|mailing|notices?|reminders?)\b|\b(?:about|regarding|concerning|for) (?:the |our |your |my )?(?:iqm )?(?:awards?|mark|accreditation)\b/g

const names = (part: string) => (token: Token) => token.parts.some(([one]) => one === part)

/** To the next pause, or to where another part begins. */
function zoneOf(core: Core, tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex(
    (token, at) =>
      at >= core.after &&
      (isPause(token) ||
        (begins.has(token.word) &&
          !isMuch(tokens, at) &&
          !/^(?:and|or|with|given|my|our|you|ac|a|i|mae|gan)$/.test(token.word)) ||
        startsAnew(tokens, at)),
  )
  return tokens.slice(core.first, end < 0 ? tokens.length : end)
}

const isMuch = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === 'so' && /^(?:much|many|often|frequently|early|late)$/.test(tokens[at + 1]?.word ?? '')

/** "… and I have …", "… my role …": another part of the sentence. */
function startsAnew(tokens: readonly Token[], at: number): boolean {
  const [word = '', next = ''] = [tokens[at]?.word, tokens[at + 1]?.word]
  if (/^(?:and|with|or)$/.test(word))
    return /^(?:i|we|it|they|my|our|please|thank|thanks|delete|erase|send|remove|wipe|could|can|that|this|there|you|also|let)$/.test(
      next,
    )
  return (
    word === 'i' ||
    (/^(?:my|our)$/.test(word) && /^(?:role|job|school|work|inbox|duties|term|time|head|deputy)$/.test(next))
  )
}

/** "The list of speakers", "the list for Thursday". */
function listOf(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:of|for)$/.test(tokens[at]?.word ?? '')) return false
  const next = tokens.slice(at + 1, at + 5).filter((token) => !isPause(token))
  const known =
    /^(?:people|contacts|recipients|those|subscribers|correspondents|addresses|names|good|ever|me|us|any|all|everything|now|life|goodness|the|these|this|your|our|my|future)$/
  return (
    !known.test(next[0]?.word ?? 'the') ||
    (/^(?:the|your|this|our)$/.test(next[0]?.word ?? '') &&
      !next.some((token) => names('LETTERS')(token) || names('STUFF')(token)))
  )
}

/** "Unsubscribe me from …": from what nobody here sends. */
function goesElsewhere(core: Core, tokens: readonly Token[]): boolean {
  if (/LIST/.test(core.row) && listOf(tokens, core.after)) return true
  if (/OFF|LETTERS|LIST|CONSENT|STUFF/.test(core.row)) return false
  const at = tokens.findIndex(
    ({ word }, here) => here >= core.after && !/^(?:please|now|again|today|all|altogether|completely|,)$/.test(word),
  )
  const off = tokens[at]
  if (off === undefined || !/^(?:from|off|of)$/.test(off.word)) return false
  const next = tokens.slice(at + 1, at + 8)
  if (
    /^(?:now|today|here|this|that|you|your|everything|all|any|every|iqm|the|what|whatever)$/.test(next[0]?.word ?? '')
  ) {
    if (/^(?:now|today|here|everything|what|whatever|iqm)$/.test(next[0]?.word ?? '')) return false
    return !next.some(
      (token) =>
        ['LETTERS', 'LIST', 'YOU', 'THESE', 'STUFF'].some((part) => names(part)(token)) ||
        /^(?:point|day|moment|email|future|inclusion)$/.test(token.word),
    )
  }
  return !next.some((token) => ['LETTERS', 'LIST', 'YOU', 'THESE'].some((part) => names(part)(token)))
}
