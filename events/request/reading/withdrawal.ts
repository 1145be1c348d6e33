/**
 * How people say in English that they are to be written to no more. Each pattern is the core of a plain wish; whether it
 * stands as one in its sentence (no negation, question or condition around it) is judged in mood.ts.
 */
import { type Rule, rules, withdrawBoth } from './rule.ts'

/** "I ticked the box last year. I now take that back": only in a mail that speaks of a consent given. */
export const takenBack = rules(withdrawBoth, [
  '(?:(?:i|we) )?(?:am |are |would |will |now |also |therefore |like to |want to |wish to |hereby )*(?:withdraw(?:ing)?|revok(?:e|ing)|retract(?:ing)?|rescind(?:ing)?|cancel(?:ling)?|tak(?:e|ing)) (?:it|that|this|them|both|all|each|either)(?: of (?:them|these|those))?(?: back)?(?: in full| completely| in its entirety)?{end}',
  '(?:please )?(?:remove|end|stop|untick|undo) (?:both|each|all)(?: of (?:them|these|those))?{end}',
  '^you no longer (?:do|have it|may)\\W*$',
  '(?:i|we) (?:do not|no longer) (?:want|wish|agree for|like) you to{end}',
])
export const ofConsentGiven =
  /\b(?:consent\w*|permission|opted in|signed up|ticked|agreed to be (?:contacted|emailed)|agreed (?:to|that) (?:you|hear|receive|get)|said (?:yes|you could)|filled in (?:the|your) form)\b/

/** "I have the right to withdraw at any time. I am doing so now." */
export const rightUsed = rules(withdrawBoth, [
  '(?:i|we) (?:now |would like to |wish to |want to |am |do )*(?:withdraw(?:ing)?|opt(?:ing)? out|stop){end}',
  '(?:i|we) (?:now |hereby |am |do |would like to |wish to |want to |therefore |hereby )*(?:exercis(?:e|ing)|us(?:e|ing)|invok(?:e|ing)|do(?:ing)? (?:so|that|this))(?: (?:that|this|my|the) right)?(?: (?:now|today|here|with this email|by this email))*{end}',
  '(?:please|could you|can you|would you|will you)(?: please| just)* (?:do|action|sort) (?:so|it|that|this)(?: for (?:me|us)| now)*{end}',
])
export const ofRightToWithdraw =
  /\bright to (?:withdraw|object|opt out|revoke)\b|\b(?:tried|trying|want\w*) to (?:unsubscribe|opt out)\b|\bunsubscribe (?:button|link|option)\b|\b(?:can|may|could) (?:withdraw|opt out|unsubscribe) (?:\w+ ){0,3}(?:at any (?:time|point)|in any words|by (?:reply\w*|email))|\b(?:bottom|foot|end) of (?:your|the) (?:letter|email|message)|\bsmall print\b|\b(?:your|the) footer\b|\b(?:at|on|in) the (?:bottom|foot|footer|small print)\b/

/** "Only what is about our award": then it is news that is not wanted. */
const award =
  '(?:our|my|the|your|review|what|those|that|is|are|concerns|concern)(?: (?:own|iqm|flagship|annual|centre of excellence|concerns|about|for|on|to do with|our|my|the))* (?:awards?|reviews?|accreditation|visits?|reminders?|flagship)(?: (?:and|or|emails?|letters?|reminders?|reviews?|awards?|visits?|accreditation|dates?|only|itself))*'
const about =
  '(?:about|for|on|to do with|relating to|related to|regarding|concerning|with|to|is about|are about|concerns)'
export const onlyThese: readonly Rule[] = [
  ...rules(
    ['withdraw-news'],
    [
      `(?:(?:only|just|solely)(?: (?:to|please))* (?:send|email|contact|write to|contacting|emailing|send(?:ing)?)|(?:i|we) (?:only|just) (?:want|need|wish|would like)(?: to)?(?: (?:hear|get|receive|be sent|be contacted|have))?|(?:limit|restrict|confine|keep)(?: it)?)(?: (?:me|us|to me|{letters}|what|things|stuff|from you|when|if|it|that|emails|are))* ${about} ${award}{end}`,
      `(?:send|email|contact|write to) {me}(?: (?:with|{letters}|things))* (?:${about} ${award} only|(?:only|just) ${about} ${award}){end}`,
      `(?:only|just) ${award}(?: for (?:me|us))?{end}`,
      `(?:send|want|need|receive|get|email|contact)(?: {me})?(?: with| to receive| to get)? (?:nothing|anything|everything)? ?(?:but|except|other than|apart from|unless it is)(?: (?:for|{letters}|what|that|which|those|things))* (?:${about} )?${award}{end}`,
      `${about} ${award},? (?:but|and|though) (?:nothing else|not (?:about )?anything else|no more than that)`,
      `(?:{cease}|do not|no need to) (?:invite|inviting) {me} to (?:your|the|any|all|these|events|conferences|webinars|and|or| )+{end}`,
      '(?:lose|ditch|bin|axe|drop|skip|scrap) (?:the|your) (?:e?newsletters?|bulletins?|marketing|news|digests?)(?: emails?)?{end}',
    ],
  ),
  ...rules(
    ['withdraw-service'],
    [`(?:{cease}|do not|no need to|you need not) remind(?:ing)? {me}(?: (?:about|of) ${award}| again| anymore)*{end}`],
  ),
]

/** A form's line: "News: no". Each names what it is about. */
const no =
  '[:=-]+ ?(?:no|n|off|stop|none|opt out|opted out|unsubscribe|not please|no thanks|no thank you|x)(?= ?(?:$|[.,;!)]|please|thanks|thank|-))'
const kinds = '(?: (?:emails?|letters?|messages?|mailings?|updates|communications?|consent|contact))'
export const formLines: readonly Rule[] = [
  ...rules(
    ['withdraw-news'],
    [
      `(?:newsletters?|news|bulletins?|marketing|promotions?|relevant information)${kinds}?(?: (?:that|which|to|about|may|be|of|interest|me|events|and|offers|from|iqm)){0,9} ?${no}`,
    ],
  ),
  ...rules(
    ['withdraw-service'],
    [
      `(?:service${kinds}?|(?:awards?|reviews?|reminders?)${kinds}|reminders?|contact(?:ing)?(?: me| us)?(?: \\w+){0,3} awards?|(?:stored and )?used to contact me(?: \\w+){0,8}) ?${no}`,
    ],
  ),
  ...rules(
    ['withdraw-news'],
    [
      'no (?:thanks |thank you )?to (?:the )?(?:news|newsletters?|marketing|bulletins?)',
      '(?:newsletters?|news|marketing|bulletins?),? (?:no thank you|no thanks|no please)',
    ],
  ),
  ...rules(withdrawBoth, [
    '(?:both(?: boxes)?|neither)(?: of them)? ?[:,-]* ?(?:no|no thank you|no thanks|off)|neither (?:the |your )?(?:news|service|reminders|newsletters?|bulletins?|emails|letters) nor (?:the |your )?(?:news|service|reminders|newsletters?|bulletins?|emails|letters)',
    `(?:all |any )?(?:emails?|contact|contact me|letters|everything|both|consents?|service and news|news and service)(?: from (?:you|iqm))? ?${no}`,
  ]),
]

/** The whole of what was said: too short to be anything else. */
export const bareWithdrawals =
  /^(?:(?:no longer|not) (?:interested|required|needed|wanted|relevant)(?: thanks| thank you| to (?:me|us)| anymore)? )?(?:please )?(?:stop|stop it|stop this|stop now|unsubscribe(?: me| us)?|remove(?: me| us)?|take (?:me|us) off|opt (?:me )?out|opting out|no more|no more please|cancel subscription|cancel my subscription|end subscription|leave list|stop emails?|both no|no to both|no and no|no to all|neither|stop these|stop these letters|(?:just|oh|ok|right|please|now|all|stop|it|this|that|everything| )*stop(?: (?:stop|all|now|it|this|that|everything|emails?|please))*|unsubscribe(?: unsubscribe)+|off (?:the|your|this) list|opt (?:me |us )?out of all|desist|cease|cease and desist|withdraw(?:al of)? consent|consent withdrawn)(?: please| now| thanks| thank you| please thanks)*$/

/** Someone was asked before and it was not heeded (C5: asserting an earlier opt-out withdraws both). */
export const earlierOptOuts = rules(withdrawBoth, [
  '(?:since|after|before|despite|although|even though|when|that|because) (?:i|we|having|my|our|me|us)? ?(?:have |had |already |previously |first |last |clearly |repeatedly )*(?:opted out|opt out|opting out|unsubscribed|unsubscribing|withdrew|withdrawn|withdrawing|opting|asked (?:you )?to (?:stop|be removed|be taken off|be unsubscribed)|asked you (?:not to|to (?:stop|remove|unsubscribe|take))|told you (?:not to|to (?:stop|remove))|requested (?:to be )?(?:removal|removed)|request to (?:stop|be removed|unsubscribe))(?: (?:of|from|my|our)(?: \\w+){1,3})?',
  '(?<!\\b(?:was|were|am|are|have|had|did) )(?:i|we)(?: (?:have|already|previously|repeatedly|clearly|definitely|both|now))* (?:(?:opted out|unsubscribed|(?:withdrew|withdrawn) (?:my |our )?consent)(?! (?:from|of|to) (?!{letters}|{you}))(?! (?:from|of) the (?:other|local|council))|(?:asked|told|begged|requested|emailed|written)(?: (?:you|iqm|this|before|now|several|many|numerous|\\w+ times|times|twice|once|already|repeatedly|previously)){0,5} (?:to (?:stop|be (?:removed|taken off|unsubscribed)|remove (?:me|us)|unsubscribe (?:me|us)|take (?:me|us) off)|not to (?:email|contact|write)))(?: (?:emailing|contacting|writing to|sending)(?: (?:me|us|emails|these))?)?(?: (?:from|off|of) {letters})?',
])

/** Whatever kind of letter they stand by: news, or what belongs to the award. */
export const newsWords =
  /\b(?:(?:weekly|monthly|termly|fortnightly|half-?termly|quarterly|daily) (?:\w+ )?(?:emails?|updates?|mailings?|messages?|letters?)|newsletters?|e?-?news\w{0,7}|bulletins?|marketing|round-?robins?|digests?|round-?ups?|magazine|(?:about|to|for|on) (?:your |the |all |any |upcoming |other )*(?:events|conferences|webinars|books|offers|courses)|promotion\w*|promo\w*|advert\w*|(?:final|last|next|future|another|\d+) (?:issues?|editions?)|(?:issues?|editions?) (?:of|\d+)|articles(?! \d)|e-?magazines?|offers|sales|relevant information|(?:events?|conferences?) (?:emails?|invitations?|mailings?)|cylchlythyr\w*|gylchlythyr\w*|nghylchlythyr\w*|chylchlythyr\w*|bwletin\w*|fwletin\w*|newyddion|newyddlen\w*|marchnata|farchnata|hyrwyddo|hysbysebion)\b/
export const serviceWords =
  /\b(?:reminders?|review letters?|review emails?|reviews?|re-?accreditations?|renewals?|chasers?|nudges?|assessments?|clusters?|official letters?|award (?:emails?|letters?|reminders?)|(?:about|to do with|concerning) (?:the |our |your |my |own )*(?:awards?|accreditation)|stored and used to contact|information provided|service (?:emails?|letters?|ones)|visits?|ymweliad\w*|hymweliad\w*|hadolygiad\w*|ailachredu|accreditation emails?|negeseuon atgoffa|nodynnau atgoffa|atgoffa\w*|nodiadau atgoffa|adolygiad\w*)\b/
/** Nothing is left out. */
export const everything =
  /\b(?:(?:letters?|emails?|messages?|mails?|reminders?) (?:or|and|nor) (?:your )?(?:bulletins?|newsletters?|news)|(?:bulletins?|newsletters?|news) (?:or|and|nor) (?:your )?(?:letters?|emails?|reminders?|messages?)|everything|the (?:whole )?lot|any of (?:it|them|these|this|those)|the rest|both|all of (?:it|them|these|this|those)|every last one|pob dim|bob dim|either of them|(?:whether|boed|be it)\b.{0,80}\b(?:or|neu)|anything(?! (?:promo\w*|market\w*|sales\w*|newsy|about|to do with|on|for|regarding|concerning|award|like (?:that|news))\b)|all (?:your |the |of your |other |further |future |these |of these |and any |and )*(?:emails?|mails?|mailings?|lists?|mailing lists?|communications?|contact|correspondence|messages?|letters?|consents?)|any (?:further |future |more |other |kind of |sort of )*(?:emails?|contact|communications?|correspondence|messages?|letters?)|at all|whatsoever|of any kind|altogether|unrhyw beth|popeth|pob (?:ebost|rhestr|neges|cyfathrebu)|holl (?:ebyst|negeseuon|restrau))\b/
/** What is to go on. */
export const keeping =
  /\b(?<!\b(?:not|no longer|never|nor) )(?:(?:newsletters?|bulletins?|news|reminders?|reviews?|service|emails?|letters?|ones|notes|those|dates)[^.?!:;,]{0,24}?(?:[:=-]+ ?(?:yes|y|on|keep)|(?:is|are|'s)(?: (?:all|very|quite|really|always|still))? (?:fine|ok|okay|great|useful|welcome|lovely|helpful|good))\b|(?:do|really|quite|always) (?:like|enjoy|love|value|want) (?:the|your|to (?:get|receive))|(?<=^|please |to |could you |can you |would you |will you |but |and |do |just )keep (?:sending|getting|receiving|me on|us on|emailing|the|those|my|our|on)|(?:happy|glad|fine|ok|okay|content|pleased) (?:to (?:get|receive|keep|stay|have|be|hear|continue|carry)|with)|still (?:want|like|wish|need|receive|get|send|interested|be sent)|(?:would|do|will|should|can)(?: still)? like to (?:keep|continue|stay|remain)|continue(?: to)? (?:send\w*|receiv\w*|get\w*|hear\w*|with|the)|carry on (?:sending|with|getting)|(?:stay|remain|keep) (?:me |us )?on|except(?: for)?|apart from|other than|aside from|but not|(?:leave|but) (?:me|us) on|all (?:i|we) (?:need|want) (?:is|are)|(?:just|only) (?:for |about )?(?:the |those |your |any |things |stuff )*(?:letters?|emails?|reminders?|ones|messages|things|bits|what|stuff|anything|notices|mail|information|info|updates|news)[^.?!:;,]{0,14}\b(?:about|for|on|to do with|concern\w*|regarding|relat\w+) (?:our|my|the|your)|nothing else(?! (?:needs|matters|to))|still sending|(?:rest|others?|other (?:ones?|emails?|letters?|things|stuff)) (?:is|are|can|may|should|do)(?: \w+){0,2} (?:all right|alright|fine|ok|okay|stay|good|welcome|continue|useful|keep|come|interest\w*)|(?:you )?(?:may|can) (?:still |of course |gladly )?(?:contact|email|write to|send)|(?:i|we)(?: \w+){0,3} (?:want|like|wish|need) to (?:keep|go on|continue)|still need|(?:should|may|can|to|must) (?:carry on|continue|stay|go on)|stays? (?:as it is|the same)|(?<!said )yes (?:please )?to|(?:letters?|emails?|reminders?|newsletter|news|service),? yes|(?:can|may|should|could|must|to|will|might) (?:still |also |of course |certainly )?(?:stay|continue|keep coming|carry on|go on|remain|come as usual|run on)|should still come|keep (?:it|them|those|that) (?:coming|going|on|up)|leave (?:that|the|those|it|me|us)[^.,;]{0,40}\b(?:on|running|alone|as (?:it|they) (?:is|are))\b|(?:is|are|was|were) (?:good|excellent|enough|all i need|another matter|plenty|unaffected|welcome|what i want)|:? ?carry on\b|still (?:interests?|get|come|to come|be getting|matters?)|that i do want|do (?:still )?(?:want|read|need)|i do want|parhau|barhau|parhewch|cadwch|daliwch ati|cariwch (?:ymlaen|mlan)|(?<!(?:yn|'n) )dd?al i|yn iawn|yn ddefnyddiol|croeso i|hapus i|isio (?:dal|dd?al)|eisiau (?:dal|parhau)|heblaw|ac eithrio)\b/
/** Nothing but what is named: plain where what is named is known. */
export const narrowing = /\b(?<!not )(?:only|just the|just from|yn unig)\b/
/** Lists and letters at hand, rather than writing to someone at all: which ones, the rest of the mail tells. */
export const atHand =
  /\b(?:unsubscri\w*|lists?|subscriptions?|these|those|them|they|this|that|it|mine|ours|remov\w+|opt(?:ing)? (?:\w+ )?out|take (?:me|us) off|restr\w*|rhestr\w*|d?dad-?danysgrif\w*|d?datdanysgrif\w*)\b|(?:a'i|i'w|'i|'u|ei|eu) h?(?:anfon|hala|gyrru|danfon)/
/** Letters that are only pointed at: an earlier sentence names them. */
export const pointing =
  /\b(?:them|these|those|it|that|this|mine|ours|ones?|rheini|rhain)\b|(?:a'i|i'w|'i|'u|ei|eu) h?(?:anfon|hala|gyrru|danfon)/
