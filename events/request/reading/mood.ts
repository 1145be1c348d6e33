/**
 * Whether a wish found in a sentence is meant: said by its writer, of letters, for here and now. It is, unless something
 * speaks against it: a denial, a question about it, a condition, a later day, another person, another matter, or that it
 * is only told. Each is a table of words of its own, so that each reading can be shown with what spoke against it.
 */
import { besides, persons } from './matters.ts'
import { isPause, type Token } from './tokens.ts'
import type { Core } from './wishes.ts'

/**
 * `wish`: meant as it stands. `negated`, `conditional`, `later`, `narrowed`: speaks against any wish of the mail.
 * `told`, `asked`, `other`: no wish, and nothing against one said elsewhere.
 */
export type Mood = 'wish' | 'negated' | 'conditional' | 'later' | 'narrowed' | 'told' | 'asked' | 'other'

export interface Heard {
  readonly tokens: readonly Token[]
  readonly folded: string
  /** The sentence ends with a question mark. */
  readonly asked: boolean
}

export function moodOf(core: Core, heard: Heard): Mood {
  const { tokens } = heard
  const start = partStart(core, tokens)
  const lead = leadOf(tokens, start, core)
  const mood = spokenMood(core, heard, start, lead)
  if (mood === 'told' || mood === 'asked') return mood
  const about = besides(core, tokens)
  if (about !== undefined) return about
  if (mood !== 'wish') return mood
  return isLater(core, heard) ? 'later' : mood
}

function spokenMood(core: Core, heard: Heard, start: number, lead: string): Mood {
  const denied = deniedMood(core, heard, lead)
  if (denied !== undefined) return denied
  if (ofWhatWasDone.test(heard.folded.slice(heard.tokens[core.first]?.from ?? 0))) return 'other'
  if (isReported(heard.tokens, start) || ledIn(before(core, heard)) || saidByOthers.test(lead)) return 'told'
  if (heard.asked && !asksForDeed(heard.tokens, start, core)) return 'asked'
  if (isConditional(heard.folded)) return 'conditional'
  return isOnesWish(core, heard.tokens, lead) ? 'wish' : 'told'
}

/** "Not happy that you gave my address away": of what was done, not of what is to come. */
const ofWhatWasDone =
  /^not (?:\w+ ){0,2}(?:happy|content|comfortable|ok|okay|fine) (?:that|about|how|at|to (?:find|see|learn|discover)|with (?:the way|how|what))\b/

function deniedMood(core: Core, { tokens, folded }: Heard, whole: string): Mood | undefined {
  // "I never asked for these and do not want them."
  const lead = core.kind === 'statement' ? (whole.split(/\b(?:and|ac|a)\b/).at(-1) ?? whole) : whole
  if (isDenied(lead, tokens[core.first]?.word ?? ''))
    return core.kind === 'call' || isTold(core, tokens, lead) ? 'told' : 'negated'
  const rest = folded.slice(tokens[core.after - 1]?.to ?? 0)
  return /^\W*[:?=-]\W*(?:no|never|not|false|nope)\W*$/.test(rest) ? 'negated' : undefined
}

function isOnesWish(core: Core, tokens: readonly Token[], lead: string): boolean {
  if (core.kind === 'statement') return isOwn(lead)
  if (core.kind === 'call') return standsAlone(lead)
  return !isTold(core, tokens, lead) && isAsked(core, tokens, lead)
}

/** "I look at this account until it is switched off": it tells of a day or a condition, and asks for no deed. */
export function onlyTells(core: Core, tokens: readonly Token[]): boolean {
  const own = leadOf(tokens, partStart(core, tokens), core)
  return subject.test(own) && !requests.test(own.replace(/\b(?:i|and) am\b/g, ' '))
}
const subject = /\b(?:i|we|it|he|she|they|there)\b/

const before = (core: Core, { tokens, folded }: Heard): string => folded.slice(0, tokens[core.first]?.from ?? 0)

/** Where the part of the sentence with the wish begins. */
function partStart(core: Core, tokens: readonly Token[]): number {
  for (let at = core.first - 1; at >= 0; at--) {
    const token = tokens[at]
    if (token === undefined || isPause(token) || parts(tokens, at)) return at + 1
  }
  return 0
}
const notParting = /^(?:much|many|very|kind|good|long|far|often|frequently|grateful|obliged|kindly)$/
const parting = new Set(
  'but so because therefore hence thus although though felly ond oherwydd achos nor plus then cos cause yet except'.split(
    ' ',
  ),
)

const parts = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at]?.word ?? ''
  return parting.has(word) && !(word === 'so' && notParting.test(tokens[at + 1]?.word ?? ''))
}

/** Words that open a request: what stands before them in the same part is its reason. */
const opening =
  /^(?:.*\b)?(?=(?:(?:could|can|would|will|may|might) (?:you|i|we|someone|somebody|this|these|my|our)|(?:i|we) (?:would|want|wish|need|do not|no longer|am asking|ask|hereby|withdraw|should|must|prefer)|please|let me|allwch|wnewch|newch|hoffwn|dwi|rwy|rwyf|rydw|gaf|ga|plis)\b|(?<!(?:could|can|may|might|would|shall|should|will|that|sure|ensure|siwr|so|ga|gaf|gawn|gen|gin|mod|bo|fod|oes modd|a) )(?:i|we)(?: (?:just|really|now|also|myself|personally|therefore|would|do|am|are|simply|certainly|definitely|currently|actually|shall|will|can|could|have|much|very|honestly|truly|frankly|both|all))*$)/

function leadOf(tokens: readonly Token[], start: number, core: Core): string {
  const words = tokens.slice(start, core.first).map(({ word }) => word)
  const whole = words.join(' ')
  const own = whole.replace(opening, '')
  const before = whole.slice(0, whole.length - own.length)
  // What is told of another is not one's own request: "he said please …".
  return saying.test(before) || denying.test(before.split(/\b(?:and|as|since|now that)\b/).at(-1) ?? '') ? whole : own
}

const saying =
  /\b(?:said|says|say that|told|tells?|wrote|writes|shouted|replied|reads|states|voted|meddai|dywedodd|asks|asked (?:me|him|her|them|us)|heard|suggest\w*|recommend\w*|remember|forget|if i|whether|imagine|suppose)\b/
const denying =
  /^\W*(?:please |just |but )?(?:do not|never|peidiwch|paid|peidio)\b|\b(?:not|never|nid|ddim)\b(?: (?:really|actually|particularly))? (?:want|wanting|wish|like|ask|asking|mean|intend|need you|plan|going|expect|eisiau|isio|moyn|dymuno|am)\b|\bwithout\b|\bno need\b|\brather than\b|\binstead of\b/

/** Denied: "do not take us off", "no need to unsubscribe me". */
const denial =
  /\b(?:not|never|nor|neither|no need|no reason|no intention|no wish|no desire|without|rather than|instead of|hate|sad|sorry|shame|crime|forbid|sooner|dare|afraid|avoid|hesitate|refuse|no$|far from|last thing|nid|ddim|dim|na|nac|nad|than$|under no circumstances|on no account|siomedig|trist|drueni|peidi\w+|beidi\w*|paid|byth|smo|sai|heb)\b/
function isDenied(lead: string, verb: string): boolean {
  const own = lead
    .replace(/\b(?:not|never) (?:only|just|to be (?:rude|funny|difficult)|sure\b.*|certain\b.*)\b/g, ' ')
    .replace(
      /\b(?:why not|whether or not|if not|no problem|no doubt|not at all|no hard feelings|no thank you|no thanks|no longer|do not mind|not mind|dim diolch|sorry (?:to|but|for|if)|i am sorry|i am afraid|would sooner|had sooner)\b/g,
      ' ',
    )
  if (/^(?:not|never|no|neither|nid|peidi\w+|paid|dim|ddim|byth)$/.test(verb))
    return /\b(?:not|never|nor|neither|nid)\b/.test(own)
  return denial.test(own)
}

/** Another's words: led in with a colon or by a word of saying. */
function isReported(tokens: readonly Token[], start: number): boolean {
  const before = tokens.slice(0, Math.max(start - 1, 0))
  const from = before.findLastIndex(isPause)
  const last = before.slice(from + 1).map(({ word }) => word)
  return saying.test(last.join(' ')) && !/\b(?:i|we|you)\b/.test(last.join(' '))
}

/** "Our IT people say your emails should be stopped." */
const saidByOthers =
  /(?<!\b(?:i|we|to|must|would|just|can|could|should|may|might|me|simply|only|and|or)) (?:says?|said|(?:tells?|told) (?:me|us)|thinks?|reckons?|suggests?|claims?|insists?|advises?)(?: that)?(?: (?:your|the|these|all|this|it|they)\b.*)?$/

/** "We teach the children to write: …", "Example: …" */
export function ledIn(before: string): boolean {
  const colon = before.lastIndexOf(':')
  const led = before.slice(0, Math.max(colon, 0)).replace(/\b(?:i|we) (?:am |are )?(?:writ\w+|say|ask\w*)/g, ' ')
  if (
    /\b(?:reply|answer|response|regard|regarding|re|further|following(?: on)?|about)(?: from| to)? (?:your|the) [\w ]{1,30}$|\bas you \w+$|\b(?:ask|tell|write to|email|contact) you\b|\b(?:in writing|by email)\b/.test(
      led,
    )
  )
    return false
  return (
    colon >= 0 &&
    (saying.test(led) ||
      /\b(?:write|teach\w*|lesson|letter|sample|example|template|draft|wording|translate|reads?|parents?|children|she|he|they|we said|question|asked|notice|sign|banner|poster)\b/.test(
        before.slice(0, colon),
      ))
  )
}

/** A wish of one's own is asked for: in a question, or as an order, or as what one would like. */
const requests =
  /\b(?:(?:could|can|would|will|may|might|should|must) (?:you|i|we|someone|somebody|anyone|my|our|this|these|those|the|it|all|that|they|iqm|one)|(?:i|we) (?:should|must|need to|have to|ought to)|(?:you|it|this|that|these|they|address|name|inbox|emails?|letters?) (?:can|could|may|should|must|will|need to|needs to|have to|has to|ought to|might as well|would)|want|wants|wanting|like|liked|love|wish|wishing|need|ask|asking|asks|request\w*|require|insist|demand|beg|urge|trouble|bother|prefer|rather|sooner|better|grateful|obliged|oblige|appreciate\w*|glad|pleased|thankful|helpful|great|good|kind|kindly|kindness|wonderful|lovely|hope|hoping|trust|expect|decided|choose|chosen|time|writing to|write to|i write|we write|i am writing|we are writing|wondered|wonder\w*|see to it|see that|ensure|make sure|making sure|arrange|instruct\w*|chance|possible|favour|happy|please|let|intend|ready|plan|exercis\w+|right to|mind|content|confirm\w*|notice|formally|hereby|happier|relieved|delighted|welcome|preference|how about|what about|buaswn|fyswn|baswn|carwn|garwn|wanna|gonna|elect|opt|i shall|we shall|do the honours|high time|duty|best|mean|plis|hoffwn|hoffem|hoffwn|licio|leicio|lico|dymun\w+|ddymun\w*|eisiau|isio|isho|isie|ishe|eisie|eishe|moyn|angen|angan|gofyn\w*|ofyn|alla|allwn|fedra|fedrwn|fase|fyse|nei|allwch|allech|gallwch|gallech|fedrwch|wnewch|newch|newchi|fyddech|fyddwch|byddwch|byddai|fyddai|gaf|gawn|gai|ga|modd|rhaid|am|cystal|garedig|gystal|gwnewch|gnewch|a wnewch|ysgrifenn\w+|bosib\w*|posib\w*|diolchgar|ddiolchgar|falch|oes|gobeithio|haeddu|penderfynu|mynnu|well|siwr|sicrhau|sicrhewch)\b/

/** It tells what was, or what another does. */
const told =
  /\b(?:thanks? (?:you )?for|click|clicking|tap|press|reply|replying|was|were|had|did|has|asked|told|said|says|tried|try|trying|suggest\w*|recommend\w*|advis(?:es|ing|ed (?:me|us))|persuad\w+|clicked|pressed|wanted|used to|thought|thinking|considered|considering|meant|managed|unable|failed|failing|attempt\w*|wrote|heard|promised|assured|confirmed|saw|seen|noticed|seem|seems|seemed|keep|keeps|kept|able|about to|going to (?!have|need|ask)|tempted|nearly|almost|remember|forgot|forget|hesitate|how|why|when|what happens|who|whoever|whom|whose|which|whether|supposed|button|link|option|policy|lesson|teach|example|threaten\w*|hate|imagine|would have|could have|should have|might have|perhaps|maybe|gofynnais|ofynnais|gofynnodd|ceisiais|sut|pam|pwy|beth|pryd)\b/

const inflected = (verb: string): 'base' | 'ing' | 'past' => {
  if (/ing$/.test(verb) && !/^(?:bring|ring|ping|fling|mailing|emailing list)$/.test(verb)) return 'ing'
  return /(?:ed|ped)$|^(?:taken|took|struck|withdrawn|withdrew|sent|written|wrote|left|got|gave|given|cut off|unsub?scribed)$/.test(
    verb,
  )
    ? 'past'
    : 'base'
}

/** "Diolch am fy nhynnu": it has been done. */
const thanksInWelsh = /\bdiolch(?: (?:yn|fawr|iawn|i|chi|o|galon|eto))* am(?: (?:fy|ein|eich|ei))?(?: \S+)?$/

function isTold(core: Core, tokens: readonly Token[], lead: string): boolean {
  const own = lead.replace(
    /\b(?:(?:prefer|rather|like|appreciate|grateful|glad|wish)(?: it)?(?: if)? you did|(?:(?:i|we) )?(?:just )?(?:wanted|was wanting|meant) to (?:ask|say|let|request|check|see|tell|enquire)|was (?:just )?(?:hoping|wondering)|were (?:hoping|wondering)|what i want|have (?:been )?(?:told|asked) (?:you )?before|how about|when you (?:can|get|have)|keep on)\b/g,
    ' want ',
  )
  if (told.test(own) || /(?<![\w'])(?:newydd|wedi|di)(?: cael| gael)?(?: fy| ein)?$/.test(own)) return true
  const verb = tokens[core.first]?.word ?? ''
  if (thanksInWelsh.test(`${own} ${verb}`)) return true
  if (/^(?:not|never|no)$/.test(verb) && /\b(?:have|has|had)$/.test(own)) return true
  // "I have unsubscribed": told; "I would like to have it stopped": not.
  return /\bhave$/.test(own) && inflected(verb) === 'past' && !requests.test(own.replace(/ ?have$/, ''))
}

/** Verbs that do what they say: "I withdraw", "I opt out". */
const performs =
  /^(?:withdraw\w*|revok\w+|retract\w*|rescind\w*|cancel\w*|unsubscri\w+|unsub|opt\w*|opting|leav\w+|quit\w*|resign\w*|sign\w*|bow\w*|tak\w+|exit\w*|cymryd|gymryd|tynnaf|dynnaf|tynnu|dynnu|thynnu|diddym\w+|ddiddym\w+|dirym\w+|end\w*|terminat\w+|desist|nid|not|dad\S*|say|saying|wav\w+|depart\w*|step\w*|come|coming)$/

/** What a noun of the wish's own leaves behind is no lead: "my …", "the …". */
function ownLead(core: Core, lead: string): string {
  if (!/^(?:CONSENT|ME|LETTERS|THESE)\b/.test(core.row)) return lead.trim()
  return lead
    .trim()
    .replace(/\b(?:my|our|the|all|any|both|that|this|your|of)$/, '')
    .trim()
}

function isAsked(core: Core, tokens: readonly Token[], lead: string): boolean {
  const own = ownLead(core, lead)
  if (isNamed(core, own) || persons.test(own.replace(/^.*\b(?:i|we|please|you)\b/, ''))) return false
  if (permits.test(own)) return hasMe(core)
  if (isTakenElsewhere(core, own) || saysHowItIs(core, tokens, own)) return false
  if (/^NOT (?:be|RECEIVE|hear|use)|^ME NOT/.test(core.row) || passive(core, tokens))
    return isSubject.test(own) && !saysWhatComes.test(own)
  return forPurpose.test(own) || requests.test(own) || isOrder(tokens[core.first]?.word ?? '', own)
}

/** "Our old head, Mr Lee, should be taken off"; "I do not get them any more". */
function isTakenElsewhere(core: Core, own: string): boolean {
  if (core.row.startsWith('be')) return withoutSubject.test(own)
  return core.row.startsWith('NOT') && saysWhatComes.test(own)
}
const withoutSubject = /^(?:should|must|needs? to|ought to|has to|is to|can|could|may)(?: also| now)?$/

/** "… so that I receive nothing." */
const forPurpose = /^(?:so )?that (?:i|we)(?: (?:do|will|no longer))*$/

function isOrder(verb: string, own: string): boolean {
  if (performs.test(verb) && performed.test(own)) return true
  if (inflected(verb) !== 'base' && !/-/.test(verb)) return own === '' && startsAlone.test(verb)
  return !dangling.test(own)
}

/** "My unsubscribing", "a stop": a thing, not a deed. */
const isNamed = (core: Core, own: string): boolean =>
  /\b(?:my|our|the|your|(?<!\b(?:garedig|cystal|gystal|peidio|chystal) )an?|no)$/.test(own) &&
  /^(?:UNSUBSCRIBE|OPTOUT|STOP|REVOKE)/.test(core.row)
const permits = /^(?:you|people|they|parents|families|schools|one) (?:can|may|could|will|are able to)(?: \w+)?$/
const performed =
  /(?:^|\b(?:i|we|and|am|are|rwy|rwyf|rydw|dwi|dw i|rydym|wyf|fy mod|mod i|rydyn|ni|in))(?: (?:am|are|now|also|drwy hyn|yn|i|n|drwy|hyn|ni|simply|just|will|shall))*$/
const startsAlone = /^(?:opting|withdrawing|unsubscribing|cancelling|leaving|removal)$/

/** "We are not receiving …": what comes, not what is wished. */
const saysWhatComes =
  /^(?!.*\b(?:that|sure|ensure|see|so|rather|sooner|prefer|like|want|wish|please|could|can|ask|request\w*|well|gwell|dda|hoffwn|byddai|fyddai|siwr|gen|gofyn|plis|wnewch|allwch)\b)(?:.*\b)?(?:i|we)(?: (?:am|are|do|did|will|just|really|now|currently|still|also))*$/

/** "This address is not used": said, not wished. */
function saysHowItIs(core: Core, tokens: readonly Token[], own: string): boolean {
  if (!core.row.startsWith('ME NOT') || /\b(?:that|sure|please)\b/.test(own)) return false
  return tokens.slice(core.first, core.after).some(({ word }) => /^(?:is|are|was|were)$/.test(word))
}
const passive = (core: Core, tokens: readonly Token[]): boolean =>
  core.row.startsWith('NOT') &&
  tokens.slice(core.first, core.after).some(({ word }) => /^(?:be|been|being)$/.test(word))

/** Who is not to be written to: the writer, not somebody named. */
const isSubject =
  /(?:^|\b(?:i|we|to|you|please|could|can|rather|sooner|prefer|better|me|us|myself|this address|this inbox|inbox|mailbox|address|name|email|sure|that|siwr|preference is|wish is|request is|is|mod|bo|glad|happy|happier|pleased|grateful|wish|like|diolchgar|gwell|well|gennyf|i mi|chi|fi|mi|ni|plis|wnewch|allwch|hoffwn|falch|pe|fyddech|cystal|ac|a))(?: (?:do|would|shall|will|should|must|may|need|needs|am|are|is|can|could|rather|sooner|much|really|also|just|prefer|ever|only|kindly|please|like|wish|want|to|it|if|far|to continue|ac|a|i|yn))*$/
const hasMe = (core: Core): boolean => /\b(?:ME|CONTACT|SEND|STOP)\b/.test(core.row)

/** What a base form after it is no order of. */
const dangling =
  /(?:^|\b)(?:i|we|he|she|it|they|to|not|the|a|an|of|who|that|which|they all|people|staff|will|does|do i|did|my|our|your|his|her|their|or|as|than|by|for|with|from|in|on|at|no|any|some|request|an)$/

/** A statement is one's own: nobody else is its subject. */
function isOwn(lead: string): boolean {
  const whole = lead.trim()
  const own = (/^(?:.*\b(?:i|we)\b.*)\band\b(.*)$/.exec(whole)?.[1] ?? whole).trim()
  if (
    told.test(
      own.replace(
        /\b(?:have|has|had) (?:decided|chosen)\b|\bwhat i want\b|\bnow that\b.*|\b(?:i|we) (?:was|were) (?=not)|\bkeep\b|\bwhich\b/g,
        ' ',
      ),
    )
  )
    return false
  const last = own.replace(/^.*\b(?:i|we|myself)\b/, '')
  return !persons.test(last) && !/\b(?:you|he|she|they|who)(?: (?:do|does|did|may|might|really|just|also))*$/.test(own)
}

/** A call needs no verb, and bears none but a wish. */
function standsAlone(lead: string): boolean {
  const own = lead.trim()
  if (persons.test(own)) return false
  if (own === '' || requests.test(own)) return !told.test(own)
  return !/\b(?:i|we|you|he|she|they|it|is|are|was|were|there|have|has|had|get|got|do|does|did|see|of|the|a|an|mae|does|oes|roedd|yna|with|received|getting)\b/.test(
    own,
  )
}

/** Only a question that asks for a deed is a wish: "could you take me off?", not "how do I get off?". */
function asksForDeed(tokens: readonly Token[], start: number, core: Core): boolean {
  const words = tokens.map(({ word }) => word)
  const end = tokens.findIndex((token, at) => at >= core.after && isPause(token))
  const part = words.slice(start, end < 0 ? words.length : end).join(' ')
  const after = end < 0 ? '' : words.slice(end).join(' ')
  if (/^[, ]*(?:would|will|could|can) you\b|^[, ]*(?:please|iawn|ok|okay|plis)\b/.test(after)) return true
  if (start > 0 && words[start - 1] === ',' && /^(?:please|just|kindly)\b/.test(part)) return true
  if (/^that (?:i|we)\b/.test(part)) return /^(?:could|can|would|will) (?:you|someone)\b/.test(words.join(' '))
  return deedAsked.test(part) && !factAsked.test(part)
}
const deedAsked =
  /\b(?:alla i|alla|allwn|fedra|fedrwn|gallwn|fase|fyse|oes posib|(?:could|can|would|will|may|might) (?:you|someone|somebody|anyone|i|we|my|our|this|these|those|they|the|it|all|that|iqm|please)|please|ask (?:you|that)|trouble you|any chance|how about|what about|possible|mind|possib\w+|appreciate|grateful|want|like|wish|do not|allwch|allech|gallwch|gallech|wnewch|newch|nei di|newchi|fedrwch|fedrech|fyddech|fyddai|byddai|oes modd|gaf|gawn|gai|ga i|a oes|modd|beth am|peidiwch|hoffwn|bosib|posib|plis)\b/
const factAsked =
  /^(?:and |but |so )?(?:want|do not want|not want|no longer want|would you like|fed up|tired|how (?:do|can|would|could|might|should|to|does|long|will|am)|what|why|who|where|which|when|do (?:i|we|you)|does|did|should|must|shall|am i|are|is (?!it possible|there any (?:chance|way))|was|were|has|have (?:i|we|you))\b|\b(?:can|could|may) (?:i|we) (?!(?:please |just |also |kindly )*(?:be|have|get|ask|request|come|go|drop|opt|leave|beg|trouble|stop|not|unsubscribe|bother|withdraw|exit|kindly|now|finally|bow))|\bwhat happens\b|\bwould (?:i|we|that|it mean)\b(?! like)|(?:^| )(?:sut|pam|pwy|pryd|beth (?:sy|fydd|os|yw|ydy))\b/

/** It is so only if, or only perhaps. Courtesies that begin with "if" are folded away or named here. */
const conditional =
  /(?:^|[,;:] ?|\b(?:and|but|so) )(?:should|were) (?:the|your|our|it|they|there|this|that|we|i|any|prices?|fees?|costs?)\b(?! (?:be )?(?:possible|ok|okay))|\b(?:if (?!(?:possible|i may|you (?:would|could|can|do not mind|please|will|have (?:any|not)|need|are (?:not )?the (?:right|wrong))|that is (?:ok|okay|alright|all right|possible|fine)|this is not|this is the (?:right|correct)|this (?:reaches|gets to|finds)|it is (?:ok|okay|not too|possible|all|all the same)|not\b|necessary|(?:this|that|it) (?:could|would|might) be|only\b|anyone|convenient|at all|need be|nothing else|my (?:reply|email|name) (?:is|has)))|unless|provided (?:that|we|you|i)|assuming|as long as|so long as|on condition|in case\b(?! (?:you|anyone|it) (?:need|want|wonder|matter))|otherwise (?:i|we|you|please)|maybe|perhaps(?! you (?:could|would|might))|possibly(?<!(?:could|can|would) (?:you|i|we) possibly)|thinking (?:of|about)|whether (?!it is|by|for|about|or not|from|in|they are|that be|i could|you|(?!(?:to|i|we|it|my|our|there|this|that|he|she|they)\b)[^.?!;]*\bor\b)|suppose|temporar\w+|for now|for the (?:time being|moment|present|summer|holidays?|duration)|(?<!\b(?:have|has|had)(?: not| never)?(?: \w+)? (?:been|had|held|worked|taught|used|seen|done|read|heard|attended|run|got|getting|receiv\w+|gone|come|lived)\b(?:(?! (?:and|so|but|please|want|stop)\b)[^,;]){0,60})for (?:a|one|two|three|four|six|some|the next) (?:\w+ )?(?:while|bit|few|days?|months?|terms?|weeks?|fortnight|years?)\b|whichever|or (?:phone|ring|call|explain|tell|send|put|move|change|give) (?:me|us|it|them)|tan (?:fis|ddiwedd|ar|y|hynny|i|bydd)|until(?! (?:now|today))|till|or (?:should|do|shall) (?:i|we)|joking|kidding|dare you|pe bai|oni bai|hyd nes|nes (?:i|y|bod|bydd)|efallai|falle|ella|hwyrach|dros dro|am y tro|cyn belled|(?<!\bask that )(?:i|we) (?:might|may)(?: well| yet| also| even)? (?:ask|need|want|unsubscribe|stop|come off|leave|opt|withdraw|decide|have to)|bryd hynny|yr adeg honno|wedi hynny|ar ol hynny|(?:me|us|off|list) then\W*$|rhag ofn|os (?!gwelwch(?: chi)?(?:'n| yn| n) dda|oes modd|yn bosib|bosib|(?:ydi|ydy|yw)(?: (?:hynny|hyn|o|e|fo|hi))?(?:'n| yn| n)? (?:bosib\w*|iawn|ok|gyfleus|haws|well)\b))\b/
export function isConditional(folded: string): boolean {
  return conditional.test(folded)
}

const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr'
const day = `(?:${month}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|christmas|easter|nadolig|pasg|half[ -]?term|(?:spring|summer|autumn|winter)(?: term)?|term|(?:that|which) (?:date|day|point)|(?:the )?(?:end|start|beginning) of|(?:the )?new year|next \\w+|nesaf|(?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?! years?| times?| weeks?| months?| days? ago)|(?:the |my |our |your )?(?:final |last |next |annual |first )?(?:visit|review|retirement|renewal|holidays?|meeting|assessment|re-?accreditation)|i (?:leave|go|retire|finish)|tomorrow|monday week|then)`
const later = new RegExp(
  `\\b(?:from|starting|effective|after|at|in|on|by|not before|as of|as from|come|following|erbyn|ar ol|o|ym|ar ddiwedd|o fis|ym mis|wedi)(?: the| fis| ddiwedd)? ${day}|\\b(?:next (?:week|month|term|year|summer|easter|september|january)|(?:tymor|flwyddyn|wythnos|mis) nesaf|ar ddiwedd|o hynny)\\b`,
)
/** "When I retire", "once that is done": of a day to come, unless it tells what was. */
const coming =
  /\b(?:when|once|after|as soon as|by the time|while|before|pan|ar ol|unwaith y)\b(?! (?:all|again|more|and for all|upon|a (?:week|month|term|year|day)|every|next you write|(?:the )?next|that is|you (?:get|have|can|are)|possible|dozen|over|nearly|more than|some|many|(?:i|we) (?:have to|am forced|start|block|report|go mad|lose|complain|scream|mark|really|get (?:cross|angry|annoyed))|[a-z]+ty\b|\d+ years))( [^,;.]*[a-z][^,;.]*)/g
const past =
  /\b(?:\w+ed|was|were|had|did|gave|took|left|began|got|became|came|went|met|said|put|meant|wrote|sent|first|last|ago|since|spoke|did not)\b|\b(?:\d+|some|many|few|last) years?\b|(?<![\w'])(?:wedi|gefais|roddais|wnes)(?![\w'])/

const piecesOf = (folded: string): string[] =>
  folded.split(
    /(?=[,;:()]|\b(?:but|so|because|as i|as we|since|and (?:i|we|no longer|would|please|now|therefore|so|do|should|wish|want)|felly|ond|oherwydd|achos)\b)/,
  )
const leadsInDay =
  /^\W*(?:but |so |and )?(?:from|after|once|when|as soon as|starting|as of|at the end|in the|only from|pan|ar ol|ar ddiwedd|o fis|o hynny)\b/

/** A day to come in the wish's own part of the sentence, or one that leads it in. */
function isLater(core: Core, { tokens, folded }: Heard): boolean {
  const from = tokens[core.first]?.from ?? 0
  const pieces = piecesOf(folded)
  return pieces.some((piece, which) => {
    const at = pieces.slice(0, which).join('').length
    const holds = at <= from && from < at + piece.length
    if (!holds && !leadsInDay.test(piece)) return false
    // "To be removed" tells of nothing past.
    const said = holds ? piece.slice(Math.max((tokens[core.after - 1]?.to ?? from) - at, 0)) : piece
    return (later.test(piece) && !past.test(said)) || isComing(piece)
  })
}

function isComing(piece: string): boolean {
  return [...piece.matchAll(coming)].some(([, clause = '']) => !past.test(clause) || /\b(?:has|have)\b/.test(clause))
}
