/**
 * What keeps a sentence from being a plain wish: a negation, a question, a condition, a time, another person, something
 * other than letters. Wrongly acting is the one thing that must not happen, so what leads up to a wish is held against a
 * list of what may, and anything else is a doubt that only a person settles.
 */
import { welshForAnother } from './welsh.ts'

/** Where what follows a wish is a part of its own, which only must leave no doubt. */
const nextPart =
  /[.,;:!?()"/]|\s-\s|\b(?:except|apart from|other than|aside from|and(?! (?:(?:for|about) (?:the |your |any )?(?:news|bulletins?|reminders?)|everything|anything|all (?:the|your|other)|any other|the (?:rest|lot))\b)|but|so|because|however|therefore)\b|\b(?:as|since|if|when|until|unless) (?=(?:i|we|it|they|my|our|the|this|these|you|your|she|he|there)\b)|\b(?=(?:i|we|it|they|this|these|my|our|you) (?:am|are|have|do|get|no|is|has|had|would|will|was|were|never|did|find|receive|only|can|could|just|left|retired|moved|keep)\b)|\bplease\b/
/** Said anywhere in a mail, beside a wish: the wish may be undone by it. */
const undone =
  /\b(?:add (?:me|us) back|put (?:me|us) back|re-?subscribe\w*|(?:unsubscri\w+|click\w*|press\w*|removed|took|taken off|withdr\w+|opted out|(?<!\b(?:was|been|being|were|get|got) )sent)\b.{0,60}\b(?:by (?:mistake|accident)|accidentally|mistakenly|in error)|look(?:ing)? forward to (?:receiv\w+|gett\w+|your next|the next|more|your (?:newsletter|emails?|bulletin))|(?:sign|put|add) (?:me|us) (?:up|down|on|to)(?! (?:your |the |a )*(?:do-not-|suppression|exclusion|block))|(?<!un)subscribe (?:me|us)|stay in touch|(?:when|where|can|could) (?:will|do|can|is|i|we) (?:\w+ ){0,3}(?:next|latest) (?:newsletter|bulletin|email)|not (?:want to )?miss|keep (?:me|us) (?:posted|informed|updated|in the loop|up to date)|(?:but|also|and|please|do) (?:do )?(?:send|email|forward) (?:me|us) (?:the|your|next|more|every|all|any|an?)\b(?!.{0,60}\b(?:data|information|confirmation|copy|records?|details|file)\b)|(?:ignore|disregard) (?:my|this|the|that|our)|on reflection|only joking|just kidding|(?:this is|just) a test|for another|not (?:yet|now)|hold off|wait (?:until|till|for)|do not (?:action|act|do) (?:this|it|anything)|check (?:first|with)|call me|ring me|get back to you|let (?:me|us) (?:think|check|know (?:if|what|whether|how|first|before|why|which))|ysgrifennaf eto|anwybydd\w+|(?:ar|trwy|drwy|mewn) (?:gam\b|gamgymeriad|camgymeriad)|this is an? auto\w+|auto-?(?:reply|response)|(?:mailbox|inbox|address|account|email) is (?:not|no longer) (?:being )?(?:monitored|read|checked)|(?:i am|i will be) (?:currently )?(?:out of (?:the )?office|on (?:\w+ )?leave until|away (?:from|until))|(?:get|gets|getting|receive|receiving|come|comes|coming|sent|got) (?:\w+ ){0,3}(?:twice(?! a\b)|in duplicate))\b/

export const isUndone = (folded: string): boolean => undone.test(folded)

/** What follows a wish to the end of its part of the sentence. */
export function ownTail(after: string): string {
  const end = after.search(nextPart)
  return end < 0 ? after : after.slice(0, end)
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
const plainlyForAnother = new RegExp(`(?<!\\b(?:i|we|just|up|always|only|straight) )\\b(?:${toThem})`)
const forAnother = new RegExp(`\\b(?:${besides.join('|')})`)

/** By name, so in the sentence as written: "remove Jane Smith", "take Ashfield Primary off". */
const byName =
  /\b(?:[Rr]emove|[Uu]nsubscribe|[Tt]ake|[Dd]elete|[Ee]rase|[Dd]rop|[Ff]orget|[Ee]mailing|[Cc]ontacting|[Aa]dd|[Tt]ynnwch|[Dd]ilëwch)\s+(?!I\b|IQM|GDPR|My|Me\b|Us\b|All\b|Fy|Ni\b|Fi\b)\p{Lu}[\p{L}'’-]+\s+(?:\p{Lu}|from|off|and|a'i|oddi)/u

/** Whether a sentence speaks for someone else; `touching`: it is about letters, consent or data besides. */
/** "Jane's emails" are hers. */
const ofNamed =
  /\b(?!IQM|Mark|Inclusion)\p{Lu}\p{Ll}+['’]s (?:e-?mails?|letters?|messages?|newsletters?|mail|address|account|name)\b/u

/** Who has died is written to by nobody's wish but the living's: a person answers. */
const died = /\b(?:died|passed away|deceased|death of|bu farw|marwolaeth)\b/

export function isForAnother(folded: string, written: string, touching: boolean): boolean {
  if (died.test(folded) || welshForAnother.test(folded)) return true
  return (
    plainlyForAnother.test(folded) ||
    byName.test(written) ||
    (touching && (forAnother.test(folded) || ofNamed.test(written)))
  )
}

/** How a consent came about, told as its history: no doubt beside a plain wish to end it. */
export const toldOfOld =
  /\b(?:gave|given|signed|signed up|agreed|consented|opted in|subscribed|ticked|filled in)\b(?!.*\b(?:not|never|still|keep|happy)\b)/

/** Letters are liked or wanted: beside a wish to get none, a person asks which it is. */
export function praises(folded: string): boolean {
  return (
    /\b(?:e?newsletters?|bulletins?|e?news|emails?|letters?|reminders?|updates|mailings?)\b/.test(folded) &&
    /\b(?:want|like|love|enjoy\w*|need (?:your|the|these|them)|please send|(?:please|do|to|and) keep|continue|add (?:me|us)|happy|glad|forward to|sign (?:me|us)|yes|great|useful|helpful|interest(?:ed|ing)|read (?:every|them|it)|treasure|value)\b/.test(
      folded,
    ) &&
    !/[:=-] ?yes\b/.test(folded) &&
    !/\b(?:not|never|no|nor|nothing|too|without|stop|far|instead|upset\w*|annoy\w*|tired|sick|fed up|hard|difficult|painful|stress\w*|irritat\w*|frustrat\w*|embarrass\w*|awkward|pointless|distress\w*|said yes|when we|years? ago|last year)\b/.test(
      folded,
    )
  )
}
