/**
 * Two things that cannot both hold: a mail that wants no letters and also wants, welcomes or expects them, or that takes
 * back what it says. Which of them is meant, a person asks. Read clause by clause; a denied clause wants nothing.
 */

import { persons } from './matters.ts'

/** Letters, or what stands for them. */
const them =
  '(?:it|them|these|those|this|more|everything|anything|any|all|(?:(?:your|the|these|those|all|any|every|each|more|next|my|our|of|lovely|useful) )+(?:\\w+ )?(?:e?newsletters?|e?news|bulletins?|emails?|mails?|mailings?|letters?|messages?|updates?|reminders?|information|things|stuff|one|ones|lists?|correspondence|contact|copy|copies|issues?))'
const us = '(?:me|us)'

const wants = [
  // "Keep them coming", "please go on writing", "carry on": not "you keep sending".
  `(?<!\\b(?:you|they|i|we|who|it|iqm|emails|these|still|people|that|to) )(?<!s )(?:keep|continue|carry on|go on)(?: (?:sending|emailing|writing|receiving|getting|hearing|contacting|telling|informing|posting|inviting|updating|letting|notifying|reminding|to|with|as|them|it|me|us|in touch|coming|on)\\b|$)`,
  `(?:like|love|want|wish|prefer|need|happy|glad|delighted|pleased|content|fine|ok|hope|hoping|willing|keen|interested)(?: \\w+){0,2} (?:to|in|for you to|if you)(?: \\w+)? (?:(?:keep|go on|carry on|continue) (?:\\w+ing|to|with|as)|(?:receiv\\w+|get|getting|have|having|see|seeing) (?:${them}|from)|hear\\w*|be (?:sent|contacted|emailed|kept|added|on|included)|stay|remain|contact|email|write|send|subscribe|opt in|sign up|still)`,
  `(?:i|we)(?: (?:do|still|really|would|now|also|always|quite|very much|rather|actually|absolutely|just|should|shall|will))* (?:want|like|love|enjoy|miss|need) (?!it (?:if|very|could|when))${them}`,
  '(?:look(?:ing)?|looks) forward to (?!(?:\\w+ ){0,3}(?:confirmation|confirming|retire\\w*|retirement|it being|this being|a quiet\\w*|the quiet|peace|hearing (?:from you )?(?:within|in due|by|soon|shortly|back|about (?:this|my))|hearing from you\\W*$|your (?:reply|response|answer|confirmation|acknowledg\\w+)))',
  // "Please email me about it", "send me more": but not what a right asks for, nor an answer to say that it is done.
  `(?:^|\\b(?:please|do|just|but|and|still|also|only|so|then|(?:could|can|would|will) you)(?: please| still| also)*) ?(?:send|forward|post|pass)(?: ${us})? (?:${them}\\b|to ${us}|me\\b|us\\b)`,
  `(?:^|\\b(?:please|do|just|but|still|also|only|(?:could|can|would|will) you)(?: please| still| also)*) ?(?:email|write to|contact|ring|call|phone|text|message|invite|remind|notify|update|tell|add|sign|subscribe|put|leave|include|opt)(?: ${us})\\b(?! (?:alone|be|out|off|in peace|to (?:say|confirm)|when (?:it|this) is|once))`,
  '(?:^|please |do |but |just )(?:write|stay in touch|get in touch|opt in|subscribe)(?! off)\\b',
  '(?:want|wish|would like) to (?:subscribe|opt in|sign up|join|stay|be (?:on|added))',
  '(?:i|we)(?: (?:do|still|now|again|hereby|also|gladly|fully|am|are|will))* (?:consent(?:ing)?|agree|giv(?:e|ing) (?:you )?(?:my|our|full)? ?(?:consent|permission)|opt(?:ing)? in)\\b(?! with)',
  '(?:yes|yes please) (?:to|keep|add)|keep (?:me|us)',
  '(?:emails?|letters?|newsletters?|bulletins?|updates|they|it|these|last one|latest one)(?: \\w+)? (?:is|are|was|were) (?!been\\b)(?:\\w+ ){0,2}(?:good|great|useful|helpful|interesting|brilliant|lovely|excellent|welcome|fantastic|super|wonderful|worth)(?! (?:to|for) (?:some|others|other|many|those|somebody|schools))',
  '(?:emails?|letters?|newsletters?|bulletins?|reminders?|updates|invitations?|dates)(?: \\w+)? (?:is|are) (?!not\\b)(?:\\w+ ){0,2}(?:handy|valuable|invaluable|informative|essential|vital|needed|appreciated|nice)(?! (?:to|for) (?:some|others|other|many|those|somebody|schools))',
  `(?:i|we)(?: \\w+)? (?:(?:rely|depend) on|(?:must|have to) (?:have|get|see)) ${them}`,
  `(?:keep|leave|put|want|add|get|like) ${us} (?:in|on) (?:the loop|it|your lists?)|(?<!to )(?:stay|remain) (?:on|in|subscribed)`,
]
const wanted = new RegExp(`\\b(?:${wants.join('|')})`)
const denies = /\b(?:not|never|no|nor|without|nothing|none|neither|hardly|too)\b/

/** "I do not want to leave": what the writer denies of themselves, or tells others not to do. */
const stays =
  /\b(?:(?:i|we)(?: \w+){0,2} not(?: (?:really|actually|want|wanting|wish|mean|intend|plan|like|to|you|be|asking|ask|yet|ready|going))* (?:unsubscribe|be (?:removed|taken)|removed|leave|lose|miss|opt out|withdraw|come off|stop|be without)|do not (?:unsubscribe|remove|take(?! (?:this|it|that|offence|me wrong))|stop|opt|delete)(?! (?:\w+ )?(?:read|work|help|seem|appear)))\b/

/** What was said is taken back. */
const retracted =
  /\b(?:(?:scrap|strike|cancel|forget|undo|ignore|disregard) (?:that|this|it|what|the (?:above|last)|my (?:last|previous|earlier))|no,? wait|oh,? wait|hang on|(?<!\b(?:you|iqm|they|data|information|still|may|currently|might|that) )hold on(?! (?:to|me|us|file))|(?:on )?second thoughts?|or rather|never mind|as you were|^\W*carry on\W*$|actually,? (?:no|yes|do not|leave|keep)|correction|edit ?:|changed (?:my|our) minds? (?:again|back|about (?:that|this|it|unsubscrib\w+|leaving))|me not\b|consent ?[:=-]+ ?yes|(?:my|our) withdrawal of|^wait\b|^no,? (?:leave|keep)|tak(?:e|ing) back what|fewer|less often|a different address)\b/

/** Only so, or only then. */
const conditional =
  /\b(?:provided (?:that|we|you|i|it|this)|providing|assuming|on (?:the )?condition|as long as|so long as|subject to(?! (?:access|line))|on the understanding|in the event|except when|depending|either\b.*\bor)\b/
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri)day|christmas|easter|(?:the )?(?:new|next|end|start|beginning|summer|autumn|spring)\\b.*|half ?term|\\d{1,2}(?:st|nd|rd|th)?\\b.*)'
/** "From September." said by itself. */
const laterDay = new RegExp(
  `^\\W*(?:but |and |just |only )*(?:please )?(?:(?:do|stop|end|finish|make) (?:(?:this|it|so|that|them) )?)?(?:from|starting|effective|after|at|in|on|by|not before|not until) ${month}\\W*(?:please|thanks|thank you|onwards?)?\\W*$`,
)

const clause = /[,;:!?()."]+|\s-\s|\b(?:but|so|because|though|although|however|as i|as we|since)\b/

/** An answer that something was done, or help with a question, is no letter. */
const answer =
  /\b(?:confirm\w*|(?:need|require|have|want) (?:any|anything|more|further|to know|to check|to speak)|(?:any )?(?:questions?|quer(?:y|ies))|acknowledg\w*|apologise|done|reply|when it is|that this)\b/

/** The wish may be another's, a try, a jest, a slip, or not made up yet: words that say so beside it. */
const notMeant = new RegExp(
  [
    '\\b(?:passing|passed|handing|handed|forwarding|forwarded|sending) (?:this|it|on|the following|that|these|you this|along)\\b(?! (?:on )?to the (?:e?mail )?address (?:given|in|at|on|from))',
    '\\b(?:see|message|note|text|letter|wording|words|request) below\\b|\\bas follows\\b|\\b(?<!(?:for|of|note|do|accept) )the following(?! (?:address|email|reason))\\b|\\b(?:asked|told|wants?) me to (?:tell|write|email|pass|ask|say|let|inform|unsubscribe|contact|get|request)\\b',
    '\\b(?:message|note|word|email|request|received this|got this|this is)(?: for you)? from (?!you|iqm|me|my|the (?:same|above))|\\bfyi\\W+from\\b|\\bthis (?:came|arrived|landed|was left|is for you)\\b|\\b(?:left|found) on my desk',
    '\\b(?:draft|template|sample|(?<!\\.)example|specimen|role ?play|translate|this wording|worded)\\b|\\bwould this do\\b',
    '\\bapril fool|\\bha ?ha\\b|\\btoddler|\\b(?:cat|son|daughter|child|someone else|somebody else) (?:typ|wrote|sent|was typ)|\\bo+ps\\b|\\b(?:sorry|o+ps|ignore|typed)\\b(?!.*\\b(?:got|have|if)\\b).{0,30}\\bwrong (?:person|address|email|recipient|window|organi[sz]ation)\\b|\\bwrong (?:person|address|email|recipient|window|organi[sz]ation)\\b.{0,20}\\b(?:meant|oops)|\\bmeant (?:for|to go)|\\bdare you|\\bdead body',
    '\\b(?:perhaps|maybe|well|but|just) not the (?:reminders?|emails?|letters?|newsletter|bulletin|news)\\b|\\bnot (?:too |so |quite |entirely |yet |absolutely )?sure\\b(?! (?:how|why|when|where|who|what|if (?:you are|this is) the right))|\\bi think\\W*$|\\b(?<!do i )(?:need|have|want|ought) to (?:check|think|ask (?:the|my|our|him|her|someone))|\\blet me (?:ask|check|think)|\\b(?:head|boss|governors?|bursar|manager|she|he|they) (?:will|needs? to|has to|have to|must|should) (?:confirm|decide|agree|sign|approve)',
    // Only for a while, or another way of writing.
    '^\\W*(?:but |and |just |only |please |at least )*(?:until|till|for now|for the (?:summer|time|moment|present|holidays?|rest|next|duration|break|term|year)|temporarily|unless|only if|if not\\b|if (?:that|this|it)\\b(?!.*(?:reaches|finds|right|wrong|address|person|department|inbox|team)))',
    '\\b(?:resume|restart|start (?:again|them|it|sending|up again)|begin again|pick (?:it|them) up again|switch (?:it|them) back)\\b',
    '\\b(?:post|texts?|phone|letters?|telephone|calls?|whatsapp|teams) (?:is|are|would be) (?:better|fine|best|ok|okay|preferable|enough)|\\bprefer (?:the |a |to be )?(?:phone|telephone|call|post|letter|text|paper|rung)|(?<!\\b(?:not|never|longer|to|you|cease|can) )\\buse (?:my|the|our) (?:\\w+ ){0,2}(?:address|e?mail|account|inbox|one)\\b|\\buse my (?:other|new|work|home|school|personal|private)|\\bby post\\b',
  ].join('|'),
)
/** "Will we still get the certificate?": who asks what would follow has not decided. */
const asksWhatFollows =
  /^\W*(?:and |but |so |or )?(?:will|would|does|do|is|are|should|may|might) (?:that|this|it|those|they|i|we|my|our|there|she|he|they)\b(?!.*\b(?:possible|clear|ok|okay|all right|alright|too much|problem|have to|need to|ask)\b)/

/** Whether words beside a wish leave open that it is the writer's, for good, and meant. */
export function leavesOpen(folded: string, asked: boolean): boolean {
  if (/\b(?:here|my (?:answers?|comments?|repl(?:y|ies)|responses?))\b.{0,12}\bbelow\b/.test(folded)) return false
  return notMeant.test(folded) || (asked && asksWhatFollows.test(folded))
}

/** Whether words beside a wish take it back, or make it one for another day or under a condition. */
export function takesBack(folded: string): boolean {
  if (retracted.test(folded) || conditional.test(folded) || stays.test(folded)) return true
  return (folded.length < 60 && laterDay.test(folded)) || welshRetracted.test(folded)
}

/** Whether words beside a wish want what it does not. `folded` has no words of the wish itself. */
export function speaksFor(folded: string): boolean {
  if (answer.test(folded)) return false
  const wish = (part: string) =>
    wanted.test(part.trim()) &&
    !denies.test(part) &&
    !past.test(part) &&
    !(persons.test(part) && !/\b(?:i|we|me|us)\b/.test(part))
  const welsh = (part: string) => welshWanted.test(part) && !welshDenies.test(part)
  return folded.split(clause).some((part) => wish(part) || welsh(part))
}

const past =
  /\b(?:used to|was|were|when (?:i|we)|said|ticked|gave|years? (?:ago|back)|last year|have (?:enjoyed|loved|liked)|thought)\b/

const welshWanted =
  /(?<![\w'])(?:daliwch (?:ati|i)|(?<!yn )dal ati|parha\w+|parhe\w+|barhau|cadwch|edrych\w*(?: i)? ymlaen|(?:hapus|fodlon|falch|awyddus) (?:i|o) (?:barhau|dderbyn|glywed|aros|ddal|gael (?:e|eich|y |yr |nodi|neges))|anfonwch|danfonwch|gyrrwch|ysgrifennwch|cysylltwch|ffoniwch|rhoi? (?:fy|ein) \w*ania\w+|rwy'n cytuno|rwy'n cydsynio|gadewch (?:fi|ni)|(?:hoffwn|hoffem|eisiau|isio|am|dymuno)(?: i)? (?:dderbyn|derbyn|gael|cael|glywed|barhau|aros|danysgrifio)(?= ?[a-z])(?! (?:ein|fy))|mwynhau|ychwanegwch|rhowch (?:fi|ni) (?:ar|yn ol))/
const welshDenies =
  /(?<![\w'])(?:ddim|dim|nid|ni|peidi\w+|paid|byth|gormod|fy nhynnu|ein tynnu|fy ddileu|gopi|copi)(?![\w'])/
const welshRetracted =
  /(?<![\w'])(?:na,? (?:gadewch|peidiwch|cadwch)|anwybydd\w+|wedi newid fy meddwl am hynny|ar yr amod|cyn belled|arhoswch|ail feddwl)(?![\w'])/
