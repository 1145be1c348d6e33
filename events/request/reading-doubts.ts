/**
 * What keeps a sentence from being a plain wish: a negation, a question, a condition, a time, another person, something
 * other than letters. Wrongly acting is the one thing that must not happen, so what leads up to a wish is held against a
 * list of what may, and anything else is a doubt that only a person settles.
 */

/** What may stand before a plain wish in its part of the sentence. */
const leads = [
  '(?:(?:just|one|two|a|another|quick|small|last|final|other|little|further|more|brief) )*(?:thing|request|point|favour|ask|note|question|newsletters?|bulletins?|mailing list|emails?|subscription|consent|unsubscribe|unsubscription|removal)',
  '(?:ask|request|require|insist|demand|expect)(?:ing)?(?: (?:that|you|iqm|to|please|the team))*',
  "for (?:goodness|heavens?|gods?|pity|pete)(?:'?s)? sake|fao(?: \\w+){1,4}|time|for (?:me|us) to|i|we|let (?:me|us)|(?:i|we) may",
  '(?:just )?(?:to say|to let you know|letting you know|wanted to (?:say|ask|let you know)|a note to (?:say|ask)|checking)(?: (?:that|you|to|if))*',
  'you (?:can|may|should|could)(?: (?:now|also|please|certainly|just))*|make',
  'please|just|now|then|so|yes|ok|okay|again|also|too|finally|firstly|secondly|lastly|and|but|therefore|hence|sorry|thanks|thank you|no|as such|as a result|in that case|for that reason|once more|once again|accordingly|frankly|regretfully|unfortunately|sadly|anyway|to be clear|for the avoidance of doubt|second|first|third|asap|urgent|dear all|fyi|update|personally|honestly|actually|basically|action|process|honour|honor|respect|carry out',
  'please update (?:your|my|our) (?:records|preferences|details|system|database)(?: (?:accordingly|to show|to reflect|so|that|as follows))*',
  '(?:could|can|may)(?= (?:my|our|this))',
  '(?:arrange|ensure|make sure|see)(?: (?:for|that|to it))*',
  '(?:my|our|this)(?: (?:own|email|school|work|name|and|contact))* (?:address|name|details|email|account|inbox)(?: (?:to|can|could|may|please|should|must))*',
  '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: (?:there|all|team|iqm|sir|madam|both|everyone|sirs|or|colleagues?|[a-z]+)){0,4}',
  '(?:could|can|may|might) (?:i|we)(?: (?:please|also|ask|request|trouble|bother|impose on|prevail upon))*(?: that)?(?: you)?(?: to)?',
  '(?:could|can|would|will) (?:you|someone|somebody|iqm|the team|your team)(?: all)?(?: be able to)?',
  '(?:i|we)(?: (?:would|do|must|now|also|should|will|therefore|have|need|want|wish|to|like|only|currently|personally|definitely|hope|know|think|trust|am|are|just|being|contacted|asking|requesting|write|wanted|exercising|exercise|invoking|my right|my rights|writing|emailing|messaging|contacting|getting in touch|following up|instructing|decided|chosen|ask|request|require|expect|prefer|instruct|insist|demand|beg|urge|say|tell|inform|confirm|let|appreciate|it|be|very|most|so|extremely|grateful|obliged|pleased|happy|glad|thankful|delighted|in order|today|that|for|because|you|iqm|as|know|notice|give|giving|notify|advise)){1,14}',
  '(?:be |very |most |much |so )*(?:grateful|appreciated|obliged)(?: if| it)?',
  '(?:this|it) (?:is|email is|message is|letter is|serves)(?: (?:just|simply|a|an|my|our|to|as|formal|official|request|notice|notification|instruction|confirmation|ask|say|confirm|tell|let|inform|you|iqm|know|that|for|written|email))*',
  '(?:please )?(?:note|be advised|be aware|be informed|take note|take notice|accept|treat|take|consider|regard)(?: (?:this|it|that|as|my|our|a|an|formal|official|request|notice|notification|instruction|confirmation|message|email|to|of|for|written|being))*',
  '(?:from|as of|as from|effective|starting)(?: (?:now|today|this point|this date|on|onwards?|the date of this email|receipt of this email))+|going forward|in future|in the future|henceforth',
  'for the (?:second|third|fourth|last|final|umpteenth|nth) time',
  '(?:under|in line with|in accordance with|according to|pursuant to|as is my right under|using my rights? under|exercising my rights? under|by)(?: (?:the|uk|eu|gdpr|data|protection|act|law|legislation|of|my|rights?|article \\d+(?:\\(\\d\\))*|dpa|pecr|\\d{4}|regulations?|privacy))+',
  '(?:my|our|a) (?:request|wish|instruction)(?: is)?(?: (?:to|that|for))*(?: you)?(?: to)?',
  '(?:request|instruction|two things|one thing|re|gdpr)',
]
const lead = new RegExp(`^(?:(?:${leads.join('|')})(?![a-z'])[ .,:!-]*)*$`)

/** Where a part of a sentence ends and another begins. */
const joint =
  /[,;()/]|\s-\s|\.\.\.|\b(?:and|but|so|then|therefore|because|however|also)\b|\b(?=please\b|(?:could|can|would|will) you\b)/g

/** Said of an earlier part, it may reach past an "and". */
const reaches =
  /\b(?:not|never|nor|how|asked|told|said|says|why|whether|should|might|may|must|tells?|try|trying|able|if|unless|wonder\w*|want(?:s|ed)? to know|thought|think(?:ing)?|consider\w*)\b/
const denied = /\b(?:not|never|nor|without|rather than|instead of|no need to)(?: \w+){0,4}$/

/** Whether what stands before a wish in its sentence leaves it plain. `bare`: the wish begins with its verb. */
export function leadsToWish(before: string): boolean {
  const parts = [...before.matchAll(joint)]
  const last = parts.at(-1)
  const from = last === undefined ? 0 : last.index + last[0].length
  const own = before.slice(from).trim()
  const earlier = before.slice(0, last?.index ?? 0).trim()
  if (own.length > 160 || !(lead.test(own) || leadsFreely(own))) return false
  if (last?.[0] === '' && (denied.test(lastClause(earlier)) || isReported(earlier))) return false
  return !(last?.[0] === 'and' && own === '' && reaches.test(lastPart(earlier)))
}

/** Other words may lead up to a wish of one's own, but none that denies, asks, doubts, tells, or names anyone else. */
function leadsFreely(own: string): boolean {
  return own.length <= 90 && ownWish.test(own) && !dangerous.test(own)
}

const ownWish =
  /(?:^|\b)(?:i|we|please|kindly|could you|would you|can you|will you|ask you|you)(?: (?:\w+ ){0,3})?(?:to|please|you|like|now|and|way to|for|is|i|we)$|^please\b/
const dangerous =
  /\b(?:not|never|no|none|nor|without|if|unless|whether|how|why|what|when|who|whom|whose|where|which|should|he|she|they|him|her|them|his|hers|their|theirs|mr|mrs|ms|miss|dr|colleagues?|heads?|headteacher|parents?|pupils?|children|someone|somebody|anyone|anybody|everyone|everybody|people|staff|governors?|said|says|say|told|tells?|asked|asks|wrote|writes|wanted|wants|read|heard|explain\w*|wonder\w*|may|might|did|does|do you|was|were|had|used|almost|nearly|before|after|instead|rather|than|later|eventually|until|hate\w*|afraid|shame|worr\w+|fear\w*|link|button|click|option|able|possibl\w+|about to|going to|plan\w*|hop(?:e|ing) you|hesitate\w*|refuse\w*|decline\w*|forbid\w*|avoid\w*|only|keep|continue|you can|you could always|free to|welcome to|remember to|forget to|fail\w* to|threat\w*|policy|article|(?<!\.)example|test)\b/

/** "He wrote please …", "A parent: please …": led in as another's words, in the same part of the sentence. */
function isReported(earlier: string): boolean {
  const colon = earlier.lastIndexOf(':')
  return (colon >= 0 && !lead.test(earlier.slice(0, colon))) || saidByAnother.test(lastPart(earlier))
}

const saidByAnother =
  /\b(?:wrote|writes|said|says|told|tells|asks|shouted|replied|reads|states|voted|message|voicemail)\b/

/** Up to where the part before it ends: a negation there does not reach further. */
function lastClause(text: string): string {
  return text.split(/[,;()]|\s-\s|\b(?:and|but|so|then|therefore|because|however|hence)\b/).at(-1) ?? ''
}

function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf(','), text.lastIndexOf(';')) + 1)
}

/** What may follow a wish to the end of its part of the sentence: more would narrow it to an address, a time, a matter. */
const tails = [
  'full stop|comma|new line|sent from my \\w+(?: \\w+)?|please|now|today|thanks|thank you|thx|ta|again|anymore|any longer|any further|further|ever|only|alone|at all|altogether|for good|forever|for ever|personally|directly|whatsoever|at any time|of any kind|of any sort|in any way|in any form|too|as well|also|either|though|by hand|manually|as requested|accordingly|going forward|henceforth|once and for all|by email|via email|by any means|soon|x+',
  '(?:in|for) (?:the )?future',
  '(?:from|as of|as from|effective|starting) (?:now|today|this point|this date|this email|the date of this email)(?: on| onwards?)?',
  '(?:from|by|to|with) (?:you|me|us|iqm|your (?:organi[sz]ation|company|team|office|side|end)|yourselves|this organi[sz]ation|the (?:inclusion quality mark|iqm|body)|inclusion quality mark|this address|anyone at iqm)(?: (?:guys|all|lot|people))?',
  'for (?:marketing|any (?:reason|purpose)|contact|emails?|mailings?|communications?|future (?:emails?|mailings?|contact))',
  '(?:for|of) (?:(?:the|your|all|any|these|those|future|further|of) )*(?:newsletters?|bulletins?|news|reminders?|emails?|messages?|mailings?|letters?|communications?)',
  '(?:previously |that was |which was |which )?(?:given|gave|granted)(?: (?:to|by|for|you|me|us|iqm|in|on|the|form|\\d{4}))*',
  '(?:about|regarding|concerning|on|with) (?:anything(?: else)?(?: at all)?|everything|any(?:thing| subject| matter)|all (?:of )?(?:it|this|matters)|(?:the |our |your |my )?(?:iqm )?(?:awards?|reviews?|accreditation|news|newsletters?|bulletins?|iqm|inclusion quality mark))',
  '(?:of|for) (?:people|contacts|recipients|those|addresses|names|correspondents|subscribers)(?: (?:who|that|you|to|whom|write|email|contact|send|get|receive|these|emails|letters|newsletters?|with|things))*',
  '(?:that )?(?:it is|i am|we are|my name is|you have me|you have my name|they are|you keep|you use|you have|it may be|i may be)(?: (?:on|in|for|with|from|at|all|of|me|us))*',
  'under (?:the )?(?:uk )?(?:gdpr|article \\d+(?:\\(\\d\\))*(?: of the (?:uk )?gdpr)?|data protection (?:act|law)(?: \\d{4})?)',
  // What one's consent was for: to be written to, and what must be kept for that.
  "(?:to|for|that|in relation to|regarding|with regard to|as regards)(?: (?:iqm|iqm's|inclusion|quality|mark|you|your|yourselves|to|be|being|contact|contacted|contacting|me|us|email|emails|emailed|emailing|write|written|by|via|hold|holding|held|store|stored|storing|use|used|using|process|processed|processing|keep|keeping|my|our|details|data|personal|information|address|and|or|for|receive|receiving|any|all|both|further|future|more|news|newsletters?|bulletins?|communications?|contact|correspondence|from|in|way|relevant|marketing|purposes?|letters?|messages?|reminders?|mailings?|mail|list|lists|updates|service|about|the|award|awards|based|on|this|that|these|form|provided|of|send|sending|sent|everything|anything|it|interest))+",
  'that i (?:gave|have given|signed|provided)(?: (?:you|iqm|in|on|last|year|previously|earlier|before|the|form|\\d{4}|to|january|february|march|april|may|june|july|august|september|october|november|december))*',
  '(?:that |which )?(?:i|we)(?: (?:have|previously|once|originally|already|may))* (?:gave|given|signed|provided|ticked|granted)(?! about| for (?!you|iqm|emails?|contact))(?: \\w+){0,10}',
]
const tail = new RegExp(`^(?:[ -]*(?:${tails.join('|')})(?![a-z']))*[ -]*$`)

/** Where what follows a wish is a part of its own, which only must leave no doubt. */
const nextPart =
  /[.,;:!?()"/]|\s-\s|\b(?:except|apart from|other than|aside from|and|but|so|because|however|therefore)\b|\b(?:as|since|if|when|until|unless) (?=(?:i|we|it|they|my|our|the|this|these|you|your|she|he|there)\b)|\b(?=(?:i|we|it|they|this|these|my|our|you) (?:am|are|have|do|get|no|is|has|had|would|will|was|were|never|did|find|receive|only|can|could|just|left|retired|moved|keep)\b)|\bplease\b/
/** A part of its own that takes the wish further: to another address, to someone else. */
const carriesOn =
  /^\s*(?:quite )?so (?:often|frequently|much|early|late|many)\b|^ ?[:=-]+ ?(?:no|off|false|n)\b|^\s*and (?:please )?(?:add|use|send(?! (?:me|us) (?:a |all|any|every|what|my|the ))|email|contact|write|put|include|replace|change|update)\b/

/** Anywhere in a sentence with a wish: it is not said for here and now, or takes back what it says. */
const unsettled =
  /\b(?:if|unless|until|till|maybe|perhaps|possibly|consider(?! (?:this|it|my|our|any|all)\b)|considering|considered|thinking (?:of|about)|might(?! (?:i|we) (?:ask|trouble|be|bother|request|prevail))|whether|suppose|in case|otherwise|temporar\w+|for now|for the (?:time|moment)\w*|for a (?:while|bit|few|month|term)|while|during|yet|once|when|next (?:time|year|term|month|week|summer)|or (?:do|should|would|can|is|will) (?:i|we|it)|instead|joking|kidding|only joking|test(?:ing)?|(?<!\.)example|such as "|would have|could have|should have|used to|nearly|almost|tempted|threaten\w*|add (?:me|us) back|put (?:me|us) back|re-?subscribe\w*|by (?:mistake|accident)|accidentally|mistakenly|in error|on reflection|ignore my|disregard)\b/

/** Said anywhere in a mail, beside a wish: the wish may be undone by it. */
const undone =
  /\b(?:add (?:me|us) back|put (?:me|us) back|re-?subscribe\w*|by (?:mistake|accident)|accidentally|mistakenly|look(?:ing)? forward to (?:receiv\w+|gett\w+|hear\w+|your next|the next|more|your (?:newsletter|emails?|bulletin))|(?:sign|put|add) (?:me|us) (?:up|down|on|to)|(?<!un)subscribe (?:me|us)|stay in touch|(?:when|where|can|could) (?:will|do|can|is|i|we) (?:\w+ ){0,3}(?:next|latest) (?:newsletter|bulletin|email)|not (?:want to )?miss|keep (?:me|us) (?:posted|informed|updated|in the loop|up to date)|(?:but|also|and|please|do) (?:do )?(?:send|email|forward) (?:me|us) (?:the|your|next|more|every|all|any|an?)\b(?!.{0,60}\b(?:data|information|confirmation|copy|records?|details|file)\b)|(?:ignore|disregard) (?:my|this|the|that|our)|on reflection|only joking|just kidding|(?:this is|just) a test|for another|not (?:yet|now)|hold off|wait (?:until|till|for)|do not (?:action|act|do) (?:this|it|anything)|check (?:first|with)|call me|ring me|get back to you|let (?:me|us) (?:think|check|know (?:if|what|whether|how|first|before|why|which))|ysgrifennaf eto|paid|anwybydd\w+)\b/

export const isUndone = (folded: string): boolean => undone.test(folded)

/** What follows a wish to the end of its part of the sentence. */
export function ownTail(after: string): string {
  const end = after.search(nextPart)
  return end < 0 ? after : after.slice(0, end)
}

/** An address or a site named in the wish: whose it is, or which list, the mail does not tell. */
const named = /@|\bhttps?:|\bwww\.|\b[\w-]+\.(?:com|org|net|uk|wales|cymru|sch|gov|example)\b/

/** What follows a wish, and the whole of its sentence. */
export function staysPlain(after: string, whole: string): boolean {
  const own = ownTail(after)
  return (
    !named.test(whole) &&
    own.length <= 300 &&
    tail.test(own) &&
    !carriesOn.test(after.slice(own.length)) &&
    !unsettled.test(whole)
  )
}

/** Only a question that asks for a deed is a wish: "could you take me off?", not "how do I get off?". */
const asksForDeed =
  /^(?:[^?]*[,.;:!-] ?|[^?]*\b(?:and|but|so) |.{0,40}\b)?(?:(?:please )?(?:could|can|would|will|may|might) (?:you|someone|somebody|i|we|my|our|this|these|they|the|it|all)\b|please\b|any chance you could\b|is it possible (?:for you )?to (?:be|have|remove|take|stop)\b)/
const asksAbout =
  /\b(?:how (?:do|can|would|could|might|should|to|does|long|will|am)|what (?:happens|would|will|if|do i|do we|is the)|why|who|where|which|when (?:do|will|would|can)|do (?:i|we) (?:have|need|still|get)|(?:should|must|shall|did|does|am|are|is|was|were|will|would) (?:i|we|it|they|there|that|this|the|anyone|my|our|he|she)\b|can (?:i|we) (?!(?:please )?(?:be|have|get|ask|request|come off)\b)|did you|have (?:i|we|you)|has|is it|are you|do you|could (?:i|we) (?!(?:please )?(?:be|have|get|ask|request|come off)\b))/

export function isPlainQuestion(folded: string): boolean {
  return asksForDeed.test(folded) && !asksAbout.test(folded)
}

/** Words about letters and consent: in a sentence that is no plain wish they are a doubt. */
export const touches =
  /\b(?:unsubscri\w*|subscri\w*|opt(?:ed|ing|s)? (?:\w+ )?out|withdr\w+|consent\w*|mailing list|distribution list|(?:take|took|taken|taking|remov\w+|strike|struck|drop\w*|delet\w+|get|keep|stay|leave|put) (?:\w+ ){0,4}(?:off|from|on|of) (?:\w+ ){0,3}(?:lists?|mailings?|emails?|newsletters?|bulletins?)|(?:remov\w+|tak(?:e|en|ing)) (?:me|us|him|her|them)(?: off)?|(?:stop\w*|cease|end) (?:\w+ ){0,3}(?:emails?|emailing|mailing|contacting|writing|messag\w+|sending|letters?|reminders?|newsletters?|bulletins?|getting|receiving)|(?:not|never|no longer|without) (?:\w+ ){0,4}(?:email|emails|contact|contacted|write to|send|sending|receive|receiving|hear from)|no (?:more|further) (?:\w+ ){0,2}(?:emails?|letters?|messages?|reminders?|newsletters?|contact)|keep (?:me|us|my|our)|(?:want|like|wish|happy|glad|love|pleased) (?:\w+ ){0,3}(?:receive|receiving|get|getting|hear|hearing|stay|remain)|please (?:keep|continue|carry on))\b/

/** Said alone, it may be a wish or a right; beside a plain one it is its reason. */
export const grumbles =
  /\b(?:too many (?:emails?|messages?|mails?)|junk|spam\w*|leave (?:me|us) alone|still (?:getting|receiving)|keep (?:getting|receiving|sending|emailing)|sick of|fed up|bombard\w*|personal (?:data|information|details)|my (?:data|details|information|records|consent|privacy)|gdpr|data protection|privacy|article \d+|information commissioner|subject access|(?:hold|have|held|stored?|keep|know) (?:\w+ ){0,2}(?:about|on) (?:me|us))\b/

/** "Withdraw", "remove", "cancel" of something that is no letter: an award, a visit, a cluster. Then the word alone is no doubt. */
export const ofAwards =
  /\b(?:withdr\w+|cancel\w*|tak(?:e|en|ing)|remov\w+|pull\w*|drop\w*|leav\w+|step\w*|stop\w*|end\w*)\b[^.?!]{0,50}\b(?:clusters?|flagship|award|awards|programme|scheme|application|assessment|re-?accreditation|accreditation|review|reviews|visit|visits|registration|centre of excellence|iqm|mark|process|meetings?|nomination|booking|project|recommendation|pupils?|funding|invoice|membership|course|conference|webinar|training|evidence|report|action plan|target|ambassador|slot|date|event|agreement|contract)\b/
/** An award or its contract is given up: then "your list" may be another one, and a person asks. */
export const givesUpAward =
  /\b(?:withdr\w+|cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+|pull(?:ing)? out of|drop(?:ping)? out of)(?: from)? (?:(?!consent|permission|email|newsletter)\w+ ){0,4}(?:clusters?|flagship|awards?|programme|scheme|membership|accreditation|contract|agreement|iqm(?! \w*(?:emails?|newsletter|list|mail|consent)))\b/
export const ofLetters =
  /\b(?:consent\w*|emails?|emailing|newsletters?|bulletins?|mailing|mailings|mailshots?|contact(?:ing|ed)?|unsubscri\w*|opt(?:ed|ing)? out|letters?|messages?|reminders?|(?:your|mailing|the|this|that|our|all|any) lists?|details|data)\b/

/** Someone else than the writer: their wishes are theirs, and a person asks them. */
const another =
  '(?:him|her|them|his|their|he|she|they|(?:my|our|the|a|your|another|old|former|previous|this) (?:\\w+ ){0,2}(?:colleagues?|head(?:teacher| teacher)?s?|principal|predecessor|secretary|husband|wife|partner|manager|staff|deputy|lead|senco|assistants?|team|governors?|chair|director|son|daughter|mother|father|teachers?|administrator|bursar|office|school|people|members?|everyone|contacts)(?!(?: \\w+){0,2} (?:email|address|mailbox|inbox|account))|(?:mr|mrs|ms|miss|dr|prof)\\b\\.? ?\\w+|everyone|everybody|all (?:of )?(?:our|the) (?:staff|teachers|colleagues|team)|[\\w.+-]+@[\\w.-]+\\w)'
const forThem = [
  `(?:unsubscribe|remov(?:e|ing)|tak(?:e|ing)|delet(?:e|ing)|eras(?:e|ing)|forget|stop (?:emailing|contacting|sending (?:\\w+ ){0,3}to|writing to|messaging)|(?:do not|never) (?:email|contact|write to|message|send (?:\\w+ ){0,3}to)|opt|strike|drop)(?: (?:both|the (?:email )?(?:address|name|details|data) (?:of|for)|all|any|and|me|us|email(?: address)?))* ${another}(?!'?s? (?:newsletter|list|system))`,
  '(?:on behalf of|writing for|emailing for|speaking for|acting for|asking for) (?!iqm)',
  `${another}(?: \\w+){0,4} (?:would like|does not want|do not want|no longer wants?|no longer wishes|no longer wish|wants?|wishes|asked|asks|has asked|have asked)(?: \\w+){0,6} (?:unsubscribed?|removed?|taken off|opt(?:ed)? out|withdraw\\w*|emails?|emailed|contacted|deleted?|erased?|newsletter|mailing list|consent|receive|his|her|their)`,
  "(?:his|her|their|(?:my|our) (?:\\w+ )?(?:colleague|head|headteacher|predecessor|secretary|husband|wife|manager|deputy|assistant|son|daughter|mother|father|governor)(?:'?s|s'?)|(?:mr|mrs|ms|miss|dr) \\w+'?s) (?:\\w+ )?(?:consent|details|data|email|address|name|information|records?|personal)",
  'parents?(?! governor)|my (?:son|daughter|child|children|mother|father|mum|dad)',
]
const [toThem = '', ...besides] = forThem
const plainlyForAnother = new RegExp(`\\b(?:${toThem})`)
const forAnother = new RegExp(`\\b(?:${besides.join('|')})`)

/** By name, so in the sentence as written: "remove Jane Smith", "take Ashfield Primary off". */
const byName =
  /\b(?:[Rr]emove|[Uu]nsubscribe|[Tt]ake|[Dd]elete|[Ee]rase|[Dd]rop|[Ff]orget|[Ee]mailing|[Cc]ontacting|[Tt]ynnwch|[Dd]ilëwch)\s+(?!I\b|IQM|GDPR|My|Me\b|Us\b|All\b|Fy|Ni\b|Fi\b)\p{Lu}[\p{L}'’-]+\s+(?:\p{Lu}|from|off|and|a'i|oddi)/u

/** Whether a sentence speaks for someone else; `touching`: it is about letters, consent or data besides. */
export function isForAnother(folded: string, written: string, touching: boolean): boolean {
  return plainlyForAnother.test(folded) || byName.test(written) || (touching && forAnother.test(folded))
}

/** How a consent came about, told as its history: no doubt beside a plain wish to end it. */
export const toldOfOld =
  /\b(?:gave|given|signed|signed up|agreed|consented|opted in|subscribed|ticked|filled in)\b(?!.*\b(?:not|never|still|keep|happy)\b)/

/** Letters are liked or wanted: beside a wish to get none, a person asks which it is. */
export function praises(folded: string): boolean {
  return (
    /\b(?:e?newsletters?|bulletins?|e?news|emails?|letters?|reminders?|updates|mailings?)\b/.test(folded) &&
    /\b(?:want|like|love|enjoy\w*|need (?:your|the|these|them)|please send|(?:please|do|to|and) keep|continue|add|happy|glad|forward to|sign|yes|great|useful|helpful|interest(?:ed|ing)|read (?:every|them|it)|treasure|value)\b/.test(
      folded,
    ) &&
    !/[:=-] ?yes\b/.test(folded) &&
    !/\b(?:not|never|no|nor|nothing|too|without|stop|far|instead|said yes|when we|years? ago|last year)\b/.test(folded)
  )
}
