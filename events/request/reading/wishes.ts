/**
 * The wishes themselves: each a row of parts, in order. So every way of wishing meets every object without being written
 * down, in English, in Welsh and in both at once. A row matches anywhere in its sentence; whether it is meant is judged by
 * what stands around it (mood.ts, against.ts).
 */
import { isPause, type Token } from './tokens.ts'

/**
 * Capitals are parts (vocabulary.ts), small letters words; `|` is or, `?` may be missing, `+` follows at once, `~` any
 * words but another matter's may stand before it, `END` ends its part of the sentence but for courtesies.
 */

/** A deed that is asked for: "take me off the list", in whatever form one asks. */
const deeds: readonly string[] = [
  'REMOVE ME OFF ~LIST|LETTERS|STUFF|YOU|THESE',
  'REMOVE ME through|out on|from|in LIST',
  'REMOVE ME +OFF END',
  'remove END',
  'remove|removing|strike|unlist|delist|deregister|omit|exclude|drop|scrap|unscrub|unget|un-get|spare|excuse|tynnwch|dynnu ME END',
  'take|taking|cross|strike|get|want|drop|scratch|tick|cut|score|pull|bump|leave|let|rub|knock|sign|count|write|rule|keep|opt|opting|croeswch|croesi|gadewch|croesa ME +OFF|out|off|allan|mas|ffwrdd END',
  'leave|leaving|count|counting|cut|keep|keeping|rule|opt|opting|take|taking|drop|write|let|sign|gadael|gadewch|ngadael|croeswch|optiwch ME +out|off|allan|mas ~LETTERS|LIST|THESE|STUFF|YOU',
  'leave|leaving|count|cut|miss|missing|keep ME +out|off +when',
  'ngadael|nhynnu|ngollwng|nileu|gollwng|hepgor|heithrio out|allan|mas|off|OFF ~LETTERS|LIST',
  'exclude|excluding|omit|omitting|spare|sparing|free|release|excuse|eithrio|eithriwch|hepgor|hepgorwch ME OFF? ~LETTERS|STUFF|THESE',
  'ME +REMOVE OFF ~LIST|LETTERS|THESE|STUFF',
  'be|get|being|been|gael|cael REMOVE|UNSUBSCRIBE OFF ~LIST|LETTERS|STUFF|THESE|YOU',
  'be|being|get spared|excused|freed ~LETTERS|STUFF|THESE',
  'be|get|being|gael|cael REMOVE +off END',
  'be|get|being|gael|cael removed|unsubscribed|delisted|deregistered|dropped END',
  'am|are|is REMOVE|UNSUBSCRIBE OFF ~LIST|LETTERS|STUFF|THESE|YOU',
  'am|are|is REMOVE +off END',
  'am|are|is removed|unsubscribed|dropped END',
  'ME be? removed|unsubscribed|delisted|deregistered|dropped END',
  'remove|removal|removing|take|delete|deletion|tynnwch OFF LIST|LETTERS',
  'ME OFF LIST|LETTERS END',
  'remove|removal|delete|take|strike|tynnwch|dynnu|dileu THESE OFF LIST|LETTERS',
  'withdraw|pull ME OFF ~LIST|LETTERS',
  'get|be|bydd|bod ME? rid|shot of LETTERS|LIST',
  'ME can|may|could|should|might|needs|must come|be OFF ~LIST|LETTERS|END',
  'consider|count|treat|take|regard|accept|deem THESE|ME as? ~UNSUBSCRIBE|OPTOUT|withdrawal|removal|withdrawn',
  'give THESE|LETTERS a? rest|miss|break',
  'cut|drop|lose|bin|ditch|chuck|axe|scrap|can LETTERS END',
  'save yourself|yourselves CONTACT|SEND|bother|trouble',
  'close|closing subscription|subscriptions|account',
  'make|turn|change|switch THESE|yes|answer|mine to|into|a no',
  'UNSUBSCRIBE ME',
  'UNSUBSCRIBE OFF|to|o|or|och ~LETTERS|LIST|THESE|YOU|STUFF',
  'UNSUBSCRIBE LETTERS|LIST',
  'UNSUBSCRIBE END',
  'opt|optiwch|optio|opting ME out|allan|mas',
  'OPTOUT OFF|of|o|or|och ~LETTERS|LIST|THESE|STUFF|everything',
  'OPTOUT END',
  'GO ~LETTERS|LIST',
  'leave|leaving|quit|quitting|exit|exiting +your|the|this|all|that|any|eich|y|LIST LIST|mailings|END',
  'be|get|come|coming|getting off|out_of|oddi_ar LETTERS|LIST',
  'come|coming|go|ddod|dod|dwad OFF THESE END',
  'STOP CONTACT ~ME',
  'STOP CONTACT END',
  'STOP CONTACT LETTERS|STUFF|THESE',
  'STOP SEND ME? ~LETTERS|STUFF|THESE',
  'STOP SEND END',
  'STOP|NOT SEND ME END',
  'STOP SEND to|at|ata|ati ME',
  'STOP RECEIVE YOU? ~LETTERS|THESE|STUFF',
  'STOP hearing|clywed YOU|THESE',
  'STOP LETTERS',
  'STOP filling|clogging|cluttering|flooding|jamming|choking|swamping|blocking ME|inbox|mailbox',
  'STOP contact|messages|post|messaging|traffic|communicating|corresponding with|to|from ME|YOU',
  'STOP LIST',
  'STOP STUFF END',
  'STOP MORE|all|any|further|electronic contact|post|messaging|traffic|LETTERS',
  'STOP subscription|subscriptions|copy|tanysgrifiad|thanysgrifiad|nhanysgrifiad',
  'STOP THESE coming|arriving|landing|appearing|reaching|pinging|to|rhag|anfon|SEND',
  'STOP THESE END',
  'STOP END',
  'STOP using|use|defnyddio ME',
  'STOP using|use|defnyddio THESE END',
  'STOP using|use THESE for ~LETTERS|STUFF|anything',
  'STOP doing so|this|it|that END',
  'turn|turning|switch|switching|shut|knock|call|pack|give|cut|wind|rhowch THESE|LETTERS off|down|on|in|up|out|stop END',
  'turn|turning|switch|switching|shut off THESE|LETTERS|tap|taps|flow',
  'knock|knocking THESE|LETTERS on head',
  'turn off tap',
  'bring|put LETTERS|THESE to a? END|halt|stop|close|rest',
  'bring|put LETTERS|THESE to end|halt|stop|close|rest|bed',
  'make|let|have|see|get|want|like LETTERS|THESE STOP',
  'NO MORE LETTERS|THESE come|reach|arrive|find|land|appear|SEND|be',
  'NOT CONTACT ME',
  'NOT CONTACT END',
  'NOT CONTACT MORE|again|eto|anymore|any_longer|mwyach|rhagor',
  'CONTACT|SEND ME? no|nothing MORE|longer',
  'NOT bother|trouble CONTACT|SEND ME',
  'knock|knocking LETTERS|THESE on',
  'NOT SEND ME? ~LETTERS|STUFF|THESE',
  'NOT SEND MORE',
  'NOT SEND to|at|ata ME',
  'NOT be|have|get|being|cael|gael CONTACT|SEND',
  'NOT be|stay|remain on|part|in|ar LIST',
  'NOT on|ar LIST',
  'RECEIVE|SEND|hear nothing|none MORE|LETTERS|by|from|YOU',
  'RECEIVE NO MORE? LETTERS',
  'change|switch|set|turn|amend|update|alter THESE to no|none|off',
  'STOP mine|ours END',
  'NOT RECEIVE ~LETTERS|STUFF|THESE',
  'hear NO MORE',
  'NOT hear|hearing|clywed|chlywed|glywed YOU|THESE|again|eto',
  'NOT include|including|add|adding|put|copy|cc ME in|on|to|into ~LETTERS|LIST|THESE|STUFF',
  'NOT use|using|defnyddio ME END',
  'NOT use|using ME for|to ~LETTERS|anything|CONTACT',
  'CONSENT end|ended|ends|stops|over|lapsed|expired|removed|stopped|gone',
  'STOP|end|ending|remove|drop|pull CONSENT',
  'NOT be used|ddefnyddio for? LETTERS|STUFF|THESE|END',
  'ME NOT be? contacted|emailed|ddefnyddio',
  'ME NOT be? used END',
  'ME NOT be? used for ~LETTERS|anything',
  'ME NOT? SEND|CONTACT MORE',
  'NOT CONTACT|SEND YOU? MORE',
  'leave|let|leaving|gadewch|gadael|rhowch ME alone|be|in_peace|lonydd|peace',
  'gadewch|gadael|rhowch|rhoi llonydd|lonydd ME',
  'lose|losing my_number|my_address|my_email|my_email_address|my_details END',
  'STOP|REVOKE my|our subscription|subscriptions|tanysgrifiad|nhanysgrifiad|registration',
  'REVOKE CONSENT',
  'CONSENT be? REVOKE',
  'CONSENT be? as? at an end',
  'CONSENT to|for ~REVOKE',
  'CONSENT i|we gave|granted|give|signed ~REVOKE|ended|over|cancelled',
  'CONSENT no_longer|NOT stands|stand|applies|apply|holds|hold|valid|counts|count|exists|sefyll|ddilys|berthnasol',
  'NOT CONSENT sefyll|stand|valid|ddilys|bodoli',
  'ystyriwch|trinwch|cymerwch|cyfrifwch|nodwch CONSENT ~REVOKE|dynnu|tynnu|ben|derbyn',
  'take|taking|cymryd|gymryd CONSENT back|yn_ol|nol',
  'tynnu|dynnu|thynnu|tynnaf|dynnaf|tynnwch ~CONSENT yn_ol|nol|ol|back',
  'tynnu|dynnu|thynnu|tynnaf|dynnaf|tynnwch yn_ol|nol|ol ~CONSENT',
  'tynnu|dynnu|thynnu|tynnaf|dynnaf|tynnwch yn_ol|nol|ol o|or|oddi LETTERS|LIST',
  'treat|regard|consider|take|deem|record|mark|note CONSENT|LETTERS REVOKE|over|ended|cancelled|off|gone|closed|finished|at',
  'untick|unticking|uncheck|deselect THESE|boxes|box|LETTERS|one|CONSENT|both',
  'clear|blank boxes|box|one|CONSENT|both',
  'change|switch|set|turn|amend|update|mark|put|flip|alter CONSENT|answer|answers|preferences|preference|settings|boxes|both|choice|choices|reply|response to|as|from no|none|off|opt',
  'mark|list|put|register|record|flag|add|log ME ~do-not-contact|do-not-email|suppression|no|unsubscribed|blocked|exclusion|not|no-contact|opted|opt-out|stop',
  'process|honour|accept|action|do|complete my|our|this|the|an? ~unsubscription|unsubscribe|removal|opt-out|opt_out END',
]

/** What one says of oneself: it is a wish by being said. */
const statements: readonly string[] = [
  'WANT be|out|come|get? off|out_of|oddi_ar ~LIST|LETTERS|THESE',
  'WANT be|out|come|get? off END',
  'NOT WANT SEND ~LETTERS|STUFF|THESE|ME',
  'no point|need|reason|call|sense ME be|stay|remain on LIST',
  'would|be happier|relieved|better off|out LIST|LETTERS',
  'NOT say|think|pretend|claim|imagine|believe|feel WANT|need ~LETTERS|THESE',
  'NOT WANT RECEIVE? YOU? ~LETTERS',
  'NOT WANT RECEIVE ~STUFF|THESE',
  'NOT WANT THESE|STUFF|LETTERS END',
  'NOT WANT THESE of LETTERS|THESE|STUFF',
  'NOT WANT (to) be? CONTACT|SEND',
  'NOT WANT be? CONTACT|SEND ~LETTERS|THESE|ME',
  'NOT WANT RECEIVE? CONTACT YOU',
  'NOT WANT YOU CONTACT|SEND',
  'NOT WANT YOU using|use ME',
  'NOT WANT hear|hearing|clywed|chlywed|glywed YOU|THESE|again|eto|any',
  'NOT WANT ME? be|RECEIVE|stay|remain on|ar LIST',
  'NOT WANT ME? part of LIST|LETTERS',
  'NOT WANT LETTERS|THESE come|coming|SEND|arriving',
  'WANT|have|NOT|yn|im NO MORE LETTERS|STUFF|contact|THESE',
  'WANT no LETTERS|contact|communication|part',
  'WANT nothing MORE|else|from|YOU',
  'have no wish|desire|interest|need|use|time|appetite ~LETTERS|THESE|RECEIVE|CONTACT|hearing|hear',
  'NOT have use|need|time|interest|wish ~LETTERS|THESE|RECEIVE',
  'no point|need|reason|call|sense ME? RECEIVE|SEND|CONTACT ~LETTERS|THESE|ME|STUFF',
  'LETTERS|THESE need not come|be|SEND|reach',
  'LETTERS|THESE NOT need SEND|come|be',
  'need not come|SEND|reach ~ME',
  'LETTERS|STUFF|THESE NOT needed|necessary|required|wanted|welcome',
  'NOT GIVE YOU? CONSENT',
  'NOT have|has CONSENT',
  'NOT CONSENT|agree|cytuno|cydsynio|happy|willing|content YOU? CONTACT|RECEIVE|LETTERS|YOU|using|use|SEND|hearing|hear',
  'NOT CONSENT|agree|cytuno|cydsynio|happy|willing|content be|being CONTACT|SEND|used',
  'NOT consent|agree|consenting|cytuno|cydsynio|gytuno|gydsynio END',
  'un-agree|un-agreeing|unagree|un-consent|unconsent END',
  'consent|agree no longer|more',
  'OBJECT RECEIVE? ~LETTERS',
  'OBJECT be? CONTACT',
  'OBJECT YOU CONTACT|SEND',
  'OBJECT marketing',
  'OBJECT ~using|use|processing ME|LETTERS|personal|data|details',
  'OBJECT contact|further',
  'LETTERS MODAL STOP END',
  'THESE MODAL STOP END',
  'LETTERS|THESE MODAL be? STOP',
  'MODAL LETTERS|THESE be? STOP',
  'be LAST ~LETTERS|STUFF|one|THESE|hear|contact|time|YOU|copy',
  'be olaf|ola SEND|i|ddod|dod',
  'olaf|ola SEND|dod|ddod|gael ME',
  'changed|change|newid my|our|fy mind|minds|meddwl about|on|regarding|am being|receiving|getting|giving|consent|consenting|LETTERS',
]

/** Said without a verb: the whole of its part of the sentence. */
const calls: readonly string[] = [
  'NO MORE LETTERS|contact',
  'NO MORE STUFF|THESE END',
  'NO MORE of|o THESE|LETTERS|STUFF',
  'NO MORE END',
  'NO MORE contact YOU?',
  'NO LETTERS|LIST|CONSENT END',
  'nothing MORE|else to|for|from|yma ME|YOU',
  'not for ME anymore|any_longer|now END',
  'NO MORE for ME',
  'none of THESE|LETTERS MORE|anymore|any_longer',
  'no thanks|thank_you to ~LETTERS|THESE',
  'dim diolch i ~LETTERS|THESE',
  'nothing MORE|else come|comes|reaches|arrives|lands|SEND',
  'dim_un|dim un|arall|rhagor|mwy arall|i|LETTERS|o',
  'off|OFF LIST END',
  'CONSENT REVOKE END',
  'not another LETTERS|one|word',
  'not one|a MORE|single LETTERS',
  'enough LETTERS STOP',
]

type Kind = 'deed' | 'statement' | 'call'

interface Element {
  readonly said: readonly string[]
  readonly optional: boolean
  readonly atOnce: boolean
  readonly wide: boolean
}
interface Row {
  readonly kind: Kind
  readonly name: string
  readonly elements: readonly Element[]
}

const elementOf = (one: string): Element => ({
  said: one.replace(/[+?~]/g, '').split('|'),
  optional: one.endsWith('?'),
  atOnce: one.startsWith('+'),
  wide: one.startsWith('~'),
})
const rowsOf = (kind: Kind, table: readonly string[]): Row[] =>
  table.map((name) => ({
    kind,
    name,
    elements: name
      .replace(/\([^)]*\) /g, '')
      .split(/\s+/)
      .map(elementOf),
  }))
const rows: readonly Row[] = [...rowsOf('deed', deeds), ...rowsOf('statement', statements), ...rowsOf('call', calls)]

export interface Core {
  readonly kind: Kind
  readonly row: string
  /** Its first token, and the one after its last. */
  readonly first: number
  readonly after: number
}

/** Every row that stands in a sentence; bounded by the rows, the tokens and the few words that may stand between. */
export function coresIn(tokens: readonly Token[]): readonly Core[] {
  return tokens.flatMap((token, first) =>
    rowsFrom(token).flatMap(({ kind, name, elements }) => {
      const after = matched(elements, 0, tokens, first)
      return after === undefined ? [] : [{ kind, row: name, first, after }]
    }),
  )
}

/** The rows that may begin with a token. */
function rowsFrom({ word, parts }: Token): readonly Row[] {
  const names = new Set([word, ...parts.map(([part]) => part), ...(modals.has(word) ? ['MODAL'] : [])])
  return [...new Set([...names].flatMap((name) => beginning.get(name) ?? []))]
}
const beginning = new Map<string, readonly Row[]>()
for (const row of rows) {
  for (const name of row.elements[0]?.said ?? []) beginning.set(name, [...(beginning.get(name) ?? []), row])
}

const mostBetween = 4
const mostBetweenWide = 6

function matched(row: readonly Element[], at: number, tokens: readonly Token[], from: number): number | undefined {
  const element = row[at]
  if (element === undefined) return from
  if (element.said.includes('END') && endsAt(tokens, from)) return from
  return withGap(row, at, tokens, from, element) ?? (element.optional ? matched(row, at + 1, tokens, from) : undefined)
}

/** The element with as few words before it as may stand there. */
function withGap(
  row: readonly Element[],
  at: number,
  tokens: readonly Token[],
  from: number,
  element: Element,
): number | undefined {
  const mayStand = element.wide ? isFree : isSmall
  const last = from + mostBefore(element, at)
  for (let here = from; here <= last; here++) {
    const found = first(lengthsAt(element, tokens, here), (length) => matched(row, at + 1, tokens, here + length))
    if (found !== undefined || !mayStand(tokens[here])) return found
  }
  return undefined
}

function mostBefore({ atOnce, wide }: Element, at: number): number {
  if (at === 0 || atOnce) return 0
  return wide ? mostBetweenWide : mostBetween
}

function first(lengths: readonly number[], ends: (length: number) => number | undefined): number | undefined {
  for (const length of lengths) {
    const end = ends(length)
    if (end !== undefined) return end
  }
  return undefined
}

/** How long each way is in which a token is the element, the longest first. */
function lengthsAt({ said }: Element, tokens: readonly Token[], at: number): readonly number[] {
  const token = tokens[at]
  if (token === undefined) return []
  const parts = token.parts.filter(([part]) => said.includes(part)).map(([, length]) => length)
  const modal = said.includes('MODAL') && modals.has(token.word)
  const phrases = said.flatMap((one) => phraseAt(one, tokens, at))
  return [...parts, ...phrases, ...(modal ? [1] : [])].toSorted((a, b) => b - a)
}

function phraseAt(one: string, tokens: readonly Token[], at: number): readonly number[] {
  const words = one.split('_')
  return words.every((word, by) => tokens[at + by]?.word === word) ? [words.length] : []
}

const modals = new Set('can could should must may will need needs have has ought would might'.split(' '))

/** Nothing of its own follows in this part of the sentence. */
export function endsAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || isPause(token)) return true
  if (begins.has(token.word)) return true
  return closing.has(token.word) && (endsAt(tokens, at + 1) || isSigned(token, tokens.slice(at + 1)))
}

/** "Thanks Kev". */
const isSigned = ({ word }: Token, rest: readonly Token[]): boolean =>
  /^(?:thanks|ta|thx|cheers|diolch|thank|regards)$/.test(word) &&
  rest.length <= 2 &&
  rest.every((token) => !isPause(token) && token.parts.length === 0 && !turning.has(token.word))

/** Where another part of the sentence begins. */
export const begins = new Set(
  'and but so because as since though although however i we they it there which who hence thus then or given while if when please could would can may ond felly achos gan oherwydd mae rwy rwyf dwi rydw ac a maen wi dw nawr cos cause coz seeing having now not you never everything sorry with'.split(
    ' ',
  ),
)
/** Nothing but haste, for good, from you. */
const closing = new Set(
  'anymore longer further more at all altogether for good forever in future the from of today this that point onwards on completely entirely immediately straight away right once soon possible as us me you iqm your side by email via any way whatsoever means too well either though any now then permanently henceforth forthwith will ok okay if love mate x xx xxx hun diolch eto mwyach byth bellach yma o gwbl os gwelwch dda fawr iawn nawr rwan please thanks thank ta thx cheers again ever to be done manually hand yourself yourselves request out here kindly just pls both hereby effective effect immediate asap bye end each them these it everyone everybody guys folks team ty xoxo ymlaen hyn mas chi i fi mi ata ataf ni plis wir hefyd dim rhagor mwy inclusion quality mark anything other kind sort'.split(
    ' ',
  ),
)

/** What may stand between the parts of a wish without making it another one. */
const small = new Set(
  [
    'a an the my our your yours its these those this that all any each every both some such more further future other another same own whatever whichever of from to by via with in on for and or be been being is are am will shall would it them also then ever at once having getting get have had has going very even about up ma fa please just simply really kindly now actually again',
    'me us you we i personally directly please anymore longer either unsolicited unwanted general regular constant endless automatic automated mass bulk group digital online electronic written routine incessant wretched blasted bloody damn damned awful annoying silly pointless monthly weekly termly daily fortnightly quarterly annual yearly little lovely kind nice frequent many countless numerous various relevant new latest next current previous existing old sort sorts kind kinds type types form forms manner means number thing inclusion quality mark iqm award awards review reviews marketing promotional news newsletter bulletin email emails mail mailing postal circulation distribution contact reminder service services update system computer database subscriber customer member members everything anything name names address addresses detail details office admin staffs way purpose purposes part receiving receive getting use continued continuing continue present keep kept still longer right prior given earlier previously as whole entire full entirely kindly gentle friendly colourful cheery chirpy jolly chatty happy endless continual continuous perpetual interminable persistent pesky wee damned sodding flipping blinking ruddy godforsaken confounded infernal tiresome school schools stuff',
    'chi i eich ein fy y yr r o a ag ac at am holl yr unrhyw pob bob mwy rhagor fwy ragor hyn yma ma mi ni fi yn n wrth gan gennych oddi bostio postio ebostio dim ddim byd fod bod cael gael derbyn dderbyn rai rhai eto ata ataf atom ar iqm misol wythnosol newyddion gwybodaeth marchnata farchnata hyrwyddo atgoffa gwobr wobr adolygiad cyswllt mewn er mwyn pellach eraill arall cylchlythyr bwletin fwletin gylchlythyr chwi petha yw ydy ydi wyf ydw ydym ydwi ei eu w efo gyda arnaf arna arnom arnon gen gennyf gynna gin mod bo dros fyny bellach mwyach jyst byth fe fo hi clir cwbl',
  ]
    .join(' ')
    .split(' '),
)

function isSmall(token: Token | undefined): boolean {
  if (token === undefined || isPause(token)) return false
  return small.has(token.word) || /(?:able|ible|ous|less|some|ingly|ly)$/.test(token.word)
}

/** Words that begin something else. */
const turning = new Set(
  'but because so if when unless until while and or i we they he she who which not never no nor please could would can stop stopping stopped unsubscribe remove removing removed lose miss missing colli golli methu ond os felly achos na nid'.split(
    ' ',
  ),
)
function isFree(token: Token | undefined): boolean {
  return token !== undefined && !isPause(token) && (small.has(token.word) || !turning.has(token.word))
}
