/**
 * What keeps a sentence from being a plain wish: a negation, a question, a condition, a time, another person, something
 * other than letters. Wrongly acting is the one thing that must not happen, so what leads up to a wish is held against a
 * list of what may, and anything else is a doubt that only a person settles.
 */

/** What may stand before a plain wish in its part of the sentence. */
const leads = [
  'please|just|now|then|so|yes|ok|okay|again|also|too|finally|firstly|secondly|lastly|and|but|therefore|hence|sorry|thanks|thank you|no|as such|as a result|in that case|for that reason|once more|once again|accordingly|frankly|regretfully|unfortunately|sadly|anyway|to be clear|for the avoidance of doubt|second|first|third|asap|urgent|dear all|fyi|update',
  '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: (?:there|all|team|iqm|sir|madam|both|everyone|sirs|or|colleagues?|[a-z]+)){0,4}',
  '(?:could|can|may|might) (?:i|we)',
  '(?:could|can|would|will) (?:you|someone|somebody|iqm|the team|your team)(?: all)?(?: be able to)?',
  '(?:i|we)(?: (?:would|do|must|now|also|should|will|therefore|have|need|want|wish|to|like|only|currently|personally|definitely|hope|know|think|trust|am|are|just|being|asking|requesting|writing|emailing|messaging|contacting|getting in touch|following up|instructing|decided|chosen|ask|request|require|expect|prefer|instruct|insist|beg|urge|say|tell|inform|confirm|let|appreciate|it|be|very|most|so|extremely|grateful|obliged|pleased|happy|glad|thankful|delighted|in order|today|that|for|because|you|iqm|as|know|notice|give|giving|notify|advise)){1,14}',
  '(?:be |very |most |much |so )*(?:grateful|appreciated|obliged)(?: if| it)?',
  '(?:this|it) (?:is|email is|message is|letter is|serves)(?: (?:just|simply|a|an|my|our|to|as|formal|official|request|notice|notification|instruction|confirmation|ask|say|confirm|tell|let|inform|you|iqm|know|that|for|written|email))*',
  '(?:please )?(?:note|be advised|be aware|be informed|take note|take notice|accept|treat|take|consider|regard)(?: (?:this|it|that|as|my|our|a|an|formal|official|request|notice|notification|instruction|confirmation|message|email|to|of|for|written|being))*',
  '(?:from|as of|as from|effective|starting)(?: (?:now|today|this point|this date|on|onwards?|the date of this email|receipt of this email))+|going forward|in future|in the future|henceforth',
  'for the (?:second|third|fourth|last|final|umpteenth|nth) time',
  '(?:under|in line with|in accordance with|according to|pursuant to|as is my right under|using my rights? under|exercising my rights? under|by)(?: (?:the|uk|eu|gdpr|data|protection|act|law|legislation|of|my|rights?|article \\d+(?:\\(\\d\\))*|dpa|pecr|\\d{4}|regulations?|privacy))+',
  '(?:my|our|a) (?:request|wish|instruction)(?: is)?(?: (?:to|that|for))*(?: you)?(?: to)?',
  '(?:request|instruction|two things|one thing|re|gdpr)',
  'to|that',
]
const lead = new RegExp(`^(?:(?:${leads.join('|')})(?![a-z'])[ .,:!-]*)*$`)

/** Where a part of a sentence ends and another begins. */
const joint =
  /[,;()]|\s-\s|\.\.\.|\b(?:and|but|so|then|therefore|because|however|also)\b|\b(?=please\b|(?:could|can|would|will) you\b)/g

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
  if (own.length > 160 || !lead.test(own)) return false
  if (last?.[0] === '' && denied.test(earlier)) return false
  return !(last?.[0] === 'and' && own === '' && reaches.test(lastPart(earlier)))
}

function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf(','), text.lastIndexOf(';')) + 1)
}

/** What may not follow a wish: it is then about an address, a way, a matter, a number, a place on some other list. */
const narrowed =
  /^[ ]*(?:of\b(?! (?:course|any kind|any sort|yours|mine|emails?|contacts|recipients|people you (?:email|contact)))|for (?:the|a|an|our|next|this|that|tomorrow|monday|tuesday|wednesday|thursday|friday|\d)\b(?! (?:time being|newsletter|bulletin|emails?|mailing|marketing|news|reason|future))|(?:about|regarding|concerning|on the subject of|relating to)\b(?! (?:anything|everything|any|all|(?:the |our |your |my )?(?:award|reviews?|accreditation|news)))|at (?:this|that|my|our|work|school|home|[a-z0-9._-]+@)|by (?:phone|post|text|sms|fax|monday|tuesday|wednesday|thursday|friday)|on (?:my (?:mobile|phone|work|school|other|personal)|our (?:phone|landline)|\d|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|holiday)|in (?:welsh|english|cymraeg|html|pdf|paper|print|the (?:holidays|evenings?|mornings?|post|summer|middle)|holiday|half term|july|august|duplicate)|to (?:my|our|this|that|the) (?:work|school|old|home|personal|other|private|head\w*|colleague|office|staff|deputy)|twice|so (?:often|many|much|frequently|late|early)|too (?:often|many|much)|as (?:often|many|much|frequently)|every\b|more than|less|fewer|until|when\b|during|over the|after (?:\d|the|easter|christmas|july|august|september)|before|from (?:(?:the )?\d|next|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|easter|christmas)|with (?:the )?(?:wrong|attachments?|my)|and (?:add|use|send|email|contact|write|put|include|replace|change|update)\b|because (?:you|they) (?:said|asked)|in block|to (?:the )?(?:children|pupils|parents|everyone|everybody))/

/** Anywhere in a sentence with a wish: it is not said for here and now, or takes back what it says. */
const unsettled =
  /\b(?:if|unless|until|till|maybe|perhaps|possibly|consider|considering|considered|thinking (?:of|about)|might|whether|suppose|in case|otherwise|temporar\w+|for now|for the (?:time|moment)\w*|for a (?:while|bit|few|month|term)|while|during|yet|once|next (?:year|term|month|week|summer)|or (?:do|should|would|can|is|will) (?:i|we|it)|instead|joking|kidding|only joking|test(?:ing)?|example|such as "|would have|could have|should have|used to|nearly|almost|tempted|threaten\w*|add (?:me|us) back|put (?:me|us) back|re-?subscribe\w*|by (?:mistake|accident)|accidentally|mistakenly|in error|change(?:d)? (?:my|our) minds? (?:back|again)|on reflection|ignore my|disregard)\b/

/** Said anywhere in a mail, beside a wish: the wish may be undone by it. */
const undone =
  /\b(?:add (?:me|us) back|put (?:me|us) back|re-?subscribe\w*|by (?:mistake|accident)|accidentally|mistakenly|(?:ignore|disregard) (?:my|this|the|that|our)|changed (?:my|our) minds?|on reflection|only joking|just kidding|(?:this is|just) a test|for another|not (?:yet|now)|hold off|wait (?:until|till|for)|do not (?:action|act|do) (?:this|it|anything)|check (?:first|with)|call me|ring me|get back to you|let (?:me|us) (?:think|check|know)|ysgrifennaf eto|paid|anwybydd\w+)\b/

export const isUndone = (folded: string): boolean => undone.test(folded)

/** What follows a wish, and the whole of its sentence. */
export function staysPlain(after: string, whole: string): boolean {
  return !narrowed.test(after) && !unsettled.test(whole)
}

/** Only a question that asks for a deed is a wish: "could you take me off?", not "how do I get off?". */
const asksForDeed =
  /^(?:[^?]*[,.;:!-] ?|[^?]*\b(?:and|but|so) |.{0,40}\b)?(?:(?:please )?(?:could|can|would|will|may|might) (?:you|someone|i|we|my|our|this)\b|please\b|any chance you could\b|is it possible (?:for you )?to (?:be|have|remove|take|stop)\b)/
const asksAbout =
  /\b(?:how (?:do|can|would|could|might|should|to|does|long|will|am)|what (?:happens|would|will|if|do i|do we|is the)|why|who|where|which|when (?:do|will|would|can)|do (?:i|we) (?:have|need|still|get)|(?:should|must|shall|did|does|am|are|is|was|were|will|would) (?:i|we|it|they|there|that|this|the|anyone|my|our|he|she)\b|can (?:i|we) (?!(?:please )?(?:be|have|get|ask|request)\b)|did you|have (?:i|we|you)|has|is it|are you|do you|could (?:i|we) (?!(?:please )?(?:be|have|get|ask|request)\b))/

export function isPlainQuestion(folded: string): boolean {
  return asksForDeed.test(folded) && !asksAbout.test(folded)
}

/** Words about letters and consent: in a sentence that is no plain wish they are a doubt. */
export const touches =
  /\b(?:unsubscri\w*|subscri\w*|opt(?:ed|ing|s)? (?:\w+ )?out|withdr\w+|consent\w*|mailing list|distribution list|(?:take|took|taken|taking|remov\w+|strike|struck|drop\w*|delet\w+|get|keep|stay|leave|put) (?:\w+ ){0,4}(?:off|from|on|of) (?:\w+ ){0,3}(?:lists?|mailings?|emails?|newsletters?|bulletins?)|(?:remov\w+|tak(?:e|en|ing)) (?:me|us|him|her|them)(?: off)?|(?:stop\w*|cease|end) (?:\w+ ){0,3}(?:emails?|emailing|mailing|contacting|writing|messag\w+|sending|letters?|reminders?|newsletters?|bulletins?|getting|receiving)|(?:not|never|no longer|without) (?:\w+ ){0,4}(?:email|emails|contact|contacted|write to|send|sending|receive|receiving|hear from)|no (?:more|further) (?:\w+ ){0,2}(?:emails?|letters?|messages?|reminders?|newsletters?|contact)|keep (?:me|us|my|our)|(?:want|like|wish|happy|glad|love|pleased) (?:\w+ ){0,3}(?:receive|receiving|get|getting|hear|hearing|stay|remain)|please (?:keep|continue|carry on))\b/

/** Said alone, it may be a wish; beside a plain one it is its reason. */
export const grumbles =
  /\b(?:too many (?:emails?|messages?|mails?)|junk|spam\w*|leave (?:me|us) alone|still (?:getting|receiving)|keep (?:getting|receiving|sending|emailing)|sick of|fed up|bombard\w*)\b/

/** "Withdraw", "remove", "cancel" of something that is no letter: an award, a visit, a cluster. Then the word alone is no doubt. */
export const ofAwards =
  /\b(?:withdr\w+|cancel\w*|tak(?:e|en|ing)|remov\w+|pull\w*|drop\w*|leav\w+|step\w*|stop\w*|end\w*)\b[^.?!]{0,50}\b(?:clusters?|flagship|award|awards|programme|scheme|application|assessment|re-?accreditation|accreditation|review|reviews|visit|visits|registration|centre of excellence|iqm|mark|process|meetings?|nomination|booking|project|recommendation|pupils?|funding|invoice|membership|course|conference|webinar|training|evidence|report|action plan|target|ambassador|slot|date|event|agreement|contract)\b/
export const ofLetters =
  /\b(?:consent\w*|emails?|emailing|newsletters?|bulletins?|mailing|mailings|mailshots?|contact(?:ing|ed)?|unsubscri\w*|opt(?:ed|ing)? out|letters?|messages?|reminders?|(?:your|mailing|the|this|that|our|all|any) lists?|details|data)\b/

/** Someone else than the writer: their wishes are theirs, and a person asks them. */
const another =
  '(?:him|her|them|his|their|he|she|they|(?:my|our|the|a|your|another|old|former|previous|this) (?:\\w+ ){0,2}(?:colleagues?|head(?:teacher| teacher)?s?|principal|predecessor|secretary|husband|wife|partner|manager|staff|deputy|lead|senco|assistants?|team|governors?|chair|director|son|daughter|mother|father|teachers?|administrator|bursar|office|school|people|members?|everyone|contacts)|(?:mr|mrs|ms|miss|dr|prof)\\b\\.? ?\\w+|everyone|everybody|all (?:of )?(?:our|the) (?:staff|teachers|colleagues|team)|[\\w.+-]+@[\\w.-]+\\w)'
const forThem = [
  `(?:unsubscribe|remov(?:e|ing)|tak(?:e|ing)|delet(?:e|ing)|eras(?:e|ing)|forget|stop (?:emailing|contacting|sending (?:\\w+ ){0,3}to|writing to|messaging)|(?:do not|never) (?:email|contact|write to|message|send (?:\\w+ ){0,3}to)|opt|strike|drop)(?: (?:both|the (?:email )?(?:address|name|details|data) (?:of|for)|all|any|and|me|us|email(?: address)?))* ${another}(?!'?s? (?:newsletter|list|system))`,
  '(?:on behalf of|writing for|emailing for|speaking for|acting for|asking for) (?!iqm)',
  `${another}(?: \\w+){0,4} (?:has|have|had|would|does|do|did|no longer|wants?|wishes|asked|asks|left|leaves|is leaving|retired|retires|is|would like)(?: \\w+){0,6} (?:unsubscribed?|removed?|taken off|opt(?:ed)? out|withdraw\\w*|emails?|emailed|contacted|deleted?|erased?|newsletter|mailing list|consent|receive|his|her|their)`,
  "(?:his|her|their|(?:my|our) (?:\\w+ )?(?:colleague|head|headteacher|predecessor|secretary|husband|wife|manager|deputy|assistant|son|daughter|mother|father|governor)(?:'?s|s'?)|(?:mr|mrs|ms|miss|dr) \\w+'?s) (?:\\w+ )?(?:consent|details|data|email|address|name|information|records?|personal)",
  'parents?|my (?:son|daughter|child|children|mother|father|mum|dad)',
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
