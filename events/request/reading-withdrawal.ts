/**
 * How people say in English that they are to be written to no more. Each pattern is the core of a plain wish; whether it
 * stands as one in its sentence (no negation, question or condition around it) is judged in reading-doubts.ts.
 */
import { rules, withdrawBoth } from './reading-rule.ts'

export const withdrawals = rules(withdrawBoth, [
  // "Unsubscribe me", "unsubscribe from all emails", "unsubscribe" with nothing after it.
  'unsubscrib(?:e|ing) {me}(?: (?:from|to|off) {letters})?',
  'unsubscribe (?:from|to|off) {letters}',
  'unsubscribe{end}',
  // "Take me off your list", "would you mind removing us from these emails". From a database is another matter: erasure.
  '(?:remov(?:e|ing)|tak(?:e|ing)|drop|delet(?:e|ing)|strik(?:e|ing)|scratch|cross) {me} (?:from|off|off of|out of|of) {letters}',
  'get {me} off {letters}',
  '(?:tak(?:e|ing)|cross) (?:me|us) off{end}',
  'remov(?:e|ing) (?:me|us){end}',
  // "Take my name off the list", "have my address removed".
  '(?:have|get|want) {me} (?:removed|taken|deleted|struck) (?:from|off|off of) {letters}',
  '(?:be|being|am|are|is) (?:removed|taken|unsubscribed|deleted|struck) (?:from|off|off of) {letters}',
  '(?:to|please) be unsubscribed{end}',
  // "Stop emailing me", "stop sending us these", "stop all emails".
  'stop (?:emailing|mailing|contacting|messaging|writing to|spamming|bothering|pestering|bombarding|sending (?:anything |emails |messages |letters |mail |stuff )?to|sending emails to|getting in touch with) {me}',
  'stop sending(?: (?:me|us))? {letters}(?: to {me})?',
  'stop (?:receiving|getting) {letters}',
  'stop {letters}(?: to {me})?{end}',
  '(?:please stop|stop (?:this|it|these|now)){end}',
  // "Do not email me again", "never contact us any more". The words after are part: without them it may be about a day.
  '(?:do not|never|not to|no longer|not) (?:ever )?(?:email|contact|write to|mail|message) {me}(?: (?:again|anymore|any longer|any further|further|ever|at all|ever again|in (?:the )?future|in any way))*{end}',
  '(?:do not|never|not to|no longer|not) (?:ever )?send (?:(?:me|us) )?{letters}(?: to {me})?(?: (?:again|anymore|ever|in (?:the )?future))*',
  '(?:i|we) (?:do not|no longer) (?:get|receive) {letters} from you (?:again|anymore)',
  // "I withdraw my consent", "withdraw consent", "my consent is withdrawn".
  '(?:(?:i|we) (?:am |are |would like to |want to |wish to |now |also |therefore )*)?(?:withdraw|withdrawing|revok(?:e|ing)|retract|rescind|cancel|tak(?:e|ing) back)(?: back)? (?:my|our|all|any|all my|any and all|the|that|this|such)? ?(?:previous |earlier |given |marketing |email |news )?(?:consents?|permission|agreement to be contacted|authori[sz]ation|opt in)',
  '(?:my|our|all) consent (?:is|has been|to (?:this|be contacted) is)(?: now)? (?:withdrawn|revoked|cancelled)',
  'consent withdrawn',
  'withdrawal of (?:my |our )?consent',
  // "I no longer want your emails", "I do not wish to be contacted", "I'd rather not hear from you".
  '(?:i|we) (?:(?:have decided|would prefer|prefer|would rather|would like|wish|ask|choose|have chosen) not(?: to)?|no longer (?:wish|want|care|agree|consent|need|would like|have any wish)(?: to)?|(?:do|would) not (?:wish|want|care|agree|consent|like)(?: to)?|have no (?:wish|desire|interest)(?: to| in)|am (?:no longer|not) (?:happy|willing|interested|keen|content)(?: to| in|ly)?) (?:(?:receive|receiving|get|getting|have|having|see|be sent|being sent) {letters}|(?:be|being) (?:contacted|emailed|written to|messaged|mailed|on {letters}|added to {letters}|kept on {letters})|(?:hear|hearing) from you|stay on {letters})',
  '(?:i|we) (?:(?:do not|no longer) (?:want|wish for|require|need|consent to|agree to|give (?:my |our |you )?(?:consent|permission) (?:to|for))|(?:want|would like)) (?:no more|no further|anymore|any further|any|your|these|those|further|more|all|receiving|the) {letters}',
  '(?:i|we) (?:do not|no longer) (?:want|wish) (?:you to (?:contact|email|write to|message|mail) {me}|{letters})',
  '(?:i|we) (?:do not|no longer) (?:give (?:my |our |you )?(?:consent|permission)|consent|agree)(?: (?:to|for) (?:this|it|these|(?:contact|email|write to) {me}|iqm (?:contacting|emailing|writing to) {me}|you (?:contacting|emailing|writing to) {me}|(?:be|being) contacted|{letters}))?{end}',
  '(?:i|we) want (?:no (?:more|further)|out of|off|to be off|to be out of|to come off|to leave) {letters}',
  '(?:(?:i|we) )?(?:do not|no longer) (?:consent|agree) to (?:my|our) (?:\\w+ ){1,3}being (?:used|held|processed|stored)(?: (?:for|to) (?:contact(?:ing)?|email(?:ing)?) {me})?(?: anymore)?',
  '(?:refrain|desist) from (?:emailing|contacting|writing to|messaging|sending) (?:{me}|{letters})(?: to {me})?',
  // "No more emails, please."
  'no (?:more|further) {letters}(?: to {me})?{end}',
  '(?:no longer|not) (?:wish|want)(?:ing)? to (?:receive|get|be sent) {letters}',
  // "Make sure that I get no more of these."
  '(?:make sure|ensure|see to it|see)(?: that)? (?:(?:i|we) (?:do not|no longer|never|will not|am not|are not) (?:get|receive|sent|hear)(?: from you)?(?: {letters})?|(?:i am|we are|{me} (?:is|are)) (?:removed|taken|unsubscribed)(?: (?:from|off) {letters})?|no (?:more|further) {letters} (?:are|is) sent(?: to {me})?|you do not (?:email|contact|write to|message) {me})',
  // "Opt me out", "I want to opt out", "I opt out of all mailings".
  'opt(?:ing)? {me} out(?: of {letters})?',
  '(?:i|we) (?:opt out|am opting out|are opting out)(?: of {letters})?',
  'opt out of {letters}',
  'opt out{end}',
  'count (?:me|us) out of {letters}',
  // "Cancel my subscription to the newsletter"; a subscription without a name may be the award's contract.
  '(?:cancel|end|stop|terminate|discontinue) (?:my|our) (?:email |newsletter |mailing list |news )?subscriptions? (?:to|for|of|from) {letters}',
  '(?:cancel|end|stop|terminate|discontinue) (?:my|our|the) (?:email|newsletter|mailing list|news|bulletin) (?:subscription|updates|alerts|reminders)',
  '(?:cancel|discontinue|cease|turn off|switch off|suspend) (?:all |any |the |these |your |my |our |sending |sending me |sending us )+(?:further |future )?{letters}(?: to {me})?',
  'cease (?:all )?(?:contact|communications?|correspondence|emailing|contacting|sending)(?: (?:to |with )?{me})?',
  // Marketing has a right of its own to be stopped (UK GDPR, Article 21(2)).
  '(?:i|we) object to (?:the use of my data for |processing for |being sent |receiving |your )*(?:direct )?marketing',
])

/** The whole of what was said: too short to be anything else. */
export const bareWithdrawals =
  /^(?:please )?(?:stop|stop it|stop this|stop now|unsubscribe(?: me| us)?|remove(?: me| us)?|take (?:me|us) off|opt (?:me )?out|opting out|no more|no more please|cancel subscription|cancel my subscription|end subscription|leave list|stop emails?|withdraw(?:al of)? consent|consent withdrawn)(?: please| now| thanks| thank you| please thanks)*$/

/** Someone was asked before and it was not heeded (C5: asserting an earlier opt-out withdraws both). */
export const earlierOptOuts = rules(withdrawBoth, [
  '(?:since|after|before|despite|although|even though|when|that|because) (?:i|we|having|my|our|me|us)? ?(?:have |had |already |previously |first |last |clearly |repeatedly )*(?:opted out|opt out|opting out|unsubscribed|unsubscribing|withdrew|withdrawn|withdrawing|opting|asked (?:you )?to (?:stop|be removed|be taken off|be unsubscribed)|asked you (?:not to|to (?:stop|remove|unsubscribe|take))|told you (?:not to|to (?:stop|remove))|requested (?:to be )?(?:removal|removed)|request to (?:stop|be removed|unsubscribe))(?: (?:of|from|my|our)(?: \\w+){1,3})?',
  '(?:i|we) (?:have )?(?:already |previously |repeatedly |clearly |definitely |both )*(?:opted out|unsubscribed|withdrew my consent|withdrawn my consent|withdrew consent|withdrawn consent|asked (?:you )?to (?:stop|be removed|be taken off|be unsubscribed)|asked you (?:not to (?:email|contact|write)|to (?:stop|remove (?:me|us)|unsubscribe (?:me|us)|take (?:me|us) off))|told you to (?:stop|remove (?:me|us)|take (?:me|us) off)|told you not to (?:email|contact|write))(?: (?:emailing|contacting|writing to|sending) (?:me|us|emails|these))?(?: (?:from|off|of) {letters})?',
])

/** Whatever kind of letter they stand by: news, or what belongs to the award. */
export const newsWords =
  /\b(?:newsletters?|news|bulletins?|marketing|promotion\w*|promo\w*|advert\w*|mailshots?|circulars?|offers|sales|spam|relevant information|events? (?:emails?|invitations?)|webinars?|cylchlythyr\w*|gylchlythyr\w*|nghylchlythyr\w*|chylchlythyr\w*|bwletin\w*|fwletin\w*|newyddion|newyddlen\w*|marchnata|farchnata|hyrwyddo|hysbysebion)\b/
export const serviceWords =
  /\b(?:reminders?|review letters?|review emails?|reviews?|award (?:emails?|letters?|reminders?)|about (?:the |our |your |my )?(?:awards?|accreditation)|service (?:emails?|letters?)|visits?|accreditation emails?|negeseuon atgoffa|nodynnau atgoffa|atgoffa\w*|nodiadau atgoffa|adolygiad\w*)\b/
/** Nothing is left out. */
export const everything =
  /\b(?:everything|anything|all (?:your |the |of your |other |further |future |these |of these |and any |and )*(?:emails?|mails?|mailings?|lists?|mailing lists?|communications?|contact|correspondence|messages?|letters?|consents?)|any (?:further |future |more |other |kind of |sort of )*(?:emails?|contact|communications?|correspondence|messages?|letters?)|at all|whatsoever|of any kind|altogether|unrhyw beth|popeth|pob (?:ebost|rhestr|neges|cyfathrebu)|holl (?:ebyst|negeseuon|restrau))\b/
/** What is to go on. */
export const keeping =
  /\b(?<!\b(?:not|no longer|never|nor) )(?:keep (?:sending|getting|receiving|me on|us on|emailing|the|those|my|our|on)|(?:happy|glad|fine|ok|okay|content|pleased) (?:to (?:get|receive|keep|stay|have|be|hear|continue|carry)|with)|still (?:want|like|wish|need|receive|get|send|interested|be sent)|(?:would|do|will|should|can)(?: still)? like to (?:keep|continue|stay|remain)|continue(?: to)? (?:send\w*|receiv\w*|get\w*|hear\w*|with|the)|carry on (?:sending|with|getting)|(?:stay|remain|keep) (?:me |us )?on|except(?: for)?|apart from|other than|aside from|but not|(?:leave|but) (?:me|us) on|nothing else|still sending|rest is fine|others are fine|parhau|dal i|heblaw|ac eithrio)\b/
/** Nothing but what is named: plain where what is named is known. */
export const narrowing = /\b(?:only|just the|just from|yn unig)\b/
/** Lists and letters at hand, rather than writing to someone at all: which ones, the rest of the mail tells. */
export const atHand =
  /\b(?:unsubscri\w*|lists?|subscriptions?|these|those|this|it|remov\w+|opt(?:ing)? (?:\w+ )?out|take (?:me|us) off|restr\w*|rhestr\w*|d?dad-?danysgrif\w*|d?datdanysgrif\w*)\b/
