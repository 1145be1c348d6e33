/**
 * How people say in English that they are to be written to no more. Each pattern is the core of a plain wish; whether it
 * stands as one in its sentence (no negation, question or condition around it) is judged in reading-doubts.ts.
 */
import { type Rule, rules, withdrawBoth } from './reading-rule.ts'

export const withdrawals = rules(withdrawBoth, [
  // "Unsubscribe me", "unsubscribe from all emails", "unsubscribe" with nothing after it.
  'unsubscrib(?:e|ing) {me}(?: (?:from|to|off) {letters})?',
  'unsubscribe (?:from|to|off) {letters}',
  'unsubscribe{end}',
  // "Take me off your list", "would you mind removing us from these emails". From a database is another matter: erasure.
  '{took} {me} (?:from|off|off of|out of|of|from off) {letters}',
  '(?:get|want|have|keep|like) {me} (?:to be )?(?:off|out of) {letters}',
  '(?<=\\b(?:my|our|this)(?: \\w+){0,2} (?:address|email|name|details|mailbox|inbox|account)\\b.{0,60})(?:remov(?:e|ing)|tak(?:e|ing)|delet(?:e|ing)) (?:it|them|this) (?:from|off) {letters}',
  '(?:(?:my|our|me) )?removal (?:from|off) {letters}',
  '(?:process|honour|accept|action)(?: \\w+){0,2} (?:unsubscribe|unsubscription|removal|opt out)(?: request)?{end}',
  '(?:not|no longer) (?:interested|required|needed|wanted|relevant)(?: thanks| thank you| to (?:me|us))?[ ,.-]*(?:so )?(?:please )?(?:remove|unsubscribe|take (?:me|us) off|delete|stop){end}',
  '(?:remov(?:e|ing)|delet(?:e|ing)|tak(?:e|ing)) (?:from|off) {letters}',
  '(?:i|we) (?:would like|want|wish|need|would love) to (?:come off|get off|leave|exit|be off|drop off|be out of) {letters}',
  '(?:come|coming) off {letters}',
  '(?:do not|stop|cease|no longer) us(?:e|ing) {me}(?: (?:again|anymore|any longer|for (?:this|anything)))*{end}',
  '{me} (?:should|must|is|may) (?:not|no longer) (?:to )?(?:be (?:sent|used|emailed|contacted)|receive|get)(?: {letters})?(?: (?:again|anymore|any longer))*{end}',
  '(?:do not|never|stop) send(?:ing)? to {me}(?: (?:again|anymore|any longer))*{end}',
  '(?:i|we) (?:would (?:rather|prefer(?: it)?(?: if| that)?|like(?: it)?(?: if)?)|prefer(?: it)?(?: if)?) (?:you|iqm) (?:did not|do not|would not|not|no longer|never) (?:email(?:ed)?|contact(?:ed)?|write to|wrote to|messaged?|mail(?:ed)?|send|sent)(?: {me})?(?: {letters})?(?: to {me})?(?: (?:again|anymore))*',
  '(?:i|we) have changed (?:my|our) minds? (?:about|on|regarding) (?:being (?:contacted|emailed|on {letters})|(?:my |our |the |giving )*consent\\w*|(?:receiving |getting )?{letters})',
  '(?:treat|regard|consider|take|deem) (?:my|our|any|all) (?:\\w+ ){0,2}{yes} (?:(?:as|to be|now|being|having been|hereby) )*(?:withdrawn|revoked|cancelled|ended|rescinded)',
  '(?:my|our) (?:wish|wishes|request|decision) (?:not|no longer) to (?:be (?:contacted|emailed|written to|on {letters})|hear from {you}|receive {letters})',
  '(?:{you}|iqm)(?: now)? (?:no longer (?:have|has)|(?:do|does) not have|(?:have|has) no)(?: (?:my|our|any))?(?: \\w+)? {yes}(?: to (?:email|contact|write to) {me})?',
  '(?:i|we) (?:consent|agree) no (?:longer|more){end}|{yes}(?: (?:is|are|for both|hereby))* (?:withdrawn|revoked|rescinded|cancelled)',
  '(?:withdraw|revoke|retract|rescind|cancel)(?:ing)? (?:(?:previous|earlier|my|our|all|any|the|this|that) )+(?:previous |earlier |given )?{yes}(?: to be (?:contacted|emailed))?',
  '(?:do not|no longer) (?:give|grant)(?: (?:you|iqm|my|our|any))* {yes}(?: for {you})? to (?:(?:contact|email|write to) {me}|use {me})',
  '{unwilling} (?:for )?{you} (?:to (?:contact|email|write to|message)|contacting|emailing|writing to|messaging|sending)(?: {me})?(?: {letters})?',
  '(?:mark|list|register|put|add|record|flag)(?:ing)? {me} (?:down )?(?:as|on|to|in|onto)(?: (?:your|the|a))? (?:(?:do|no)[ -](?:not[ -])?(?:contact|email|mail|call)|suppression|opt out|unsubscribed?|blocked|exclusion)(?:[ -](?:mailing )?list)?',
  '(?:chang|switch|amend|updat)(?:e|ing) (?:my|our|the|both|all) (?:\\w+ )?(?:answers?|consents?|repl(?:y|ies)|choices?|preferences?|settings?) (?:to|from yes to) (?:no|none|off|opted out|stop)(?: (?:on|for|to) (?:both|all|everything))?',
  '(?:untick|uncheck) (?:it|them|those|these|that)(?: both| all| for me)*{end}',
  '(?:send {me}|(?:i|we) (?:want|need|wish for)) nothing (?:more|further|else)(?: from {you})?{end}|^(?:please )?nothing (?:more|further|else) from {you}{end}|^(?:please )?nothing (?:more|further|else) please$',
  '(?:send|email|contact|write to)(?: {me})? no (?:more|further)(?: {letters})?{end}',
  '(?:(?:this|it|that) )?(?:be|is|(?:should|will|must) be) the (?:very )?last (?:email|letter|message|one|thing|mailing|newsletter)(?: that)? (?:you (?:ever )?send(?: {me}| to {me})?|(?:i|we) (?:ever )?(?:get|receive|see|hear)(?: from {you})?)',
  '(?:no|no thanks|no thank you|not)(?: for me)? (?:anymore|any longer){end}|not for (?:me|us) anymore{end}',
  '^(?:please )?not (?:another|one more|a single) (?:\\w+ )?(?:email|letter|message|newsletter|one|mailing|word)(?: from {you})?{end}',
  '(?:can|could|will) (?:these|this|they|{letters}) (?:please )?(?:stop|cease|end)(?: coming| please)*{end}',
  '(?:can|could|will) you (?:please )?stop{end}',
  '(?:bring|put) {letters} to (?:an end|a stop|a halt)|knock {letters} on the head',
  '{cease} (?:hearing from {you}|(?:receiving|getting|being sent) {letters})',
  '{cease} (?:clogging|filling|cluttering|flooding|jamming|choking|swamping|spamming)(?: up)? (?:my|our|the)(?: \\w+)? (?:inbox|mailbox|email|account|inboxes)',
  '(?:do not|never|stop) (?:bother(?:ing)?|trouble|troubling|disturb(?:ing)?|pester(?:ing)?)(?: (?:to )?(?:email|contact|writ|send|messag)(?:e|ing|ing to))?(?: {me}| {letters}){1,2}(?: (?:again|anymore|with {letters}))*{end}',
  '(?:i|we) (?:\\w+ )?object to (?:being (?:emailed|contacted|on {letters})|{you} (?:contacting|emailing|writing to) {me}|{letters})',
  '(?:i|we) (?:\\w+ )?(?:decline|refuse)(?: to (?:receive|accept|be sent))? {letters}',
  '(?:leave|leaving) {letters}{end}',
  '(?:sign off|withdraw|exit|resign|bow out|drop out|depart)(?:ing)? (?:from |of )?{letters}',
  '(?:sort out|see about|look at|deal with) (?:unsubscribing|removing) {me}(?: from {letters})?|(?:have|get|for) {me} (?:to be )?unsubscribed',
  '(?:there is |is )?no (?:point|need|reason)(?: in)? (?:to )?(?:keep |continue |continuing )?(?:to )?(?:send|sending|email|emailing) {me}(?: {letters})? (?:anymore|any longer|again)',
  '(?:set|change|switch|turn|put|mark|make) (?:\\w+ ){0,3}(?:preferences?|consents?|options?|boxes|settings?|both)(?: \\w+){0,2} (?:to|as) (?:no|off|none)',
  '(?:untick|uncheck) (?:both|all)(?: (?:boxes|of|them|the|my|options|preferences))*',
  '(?:stop|cease) (?:using|processing) (?:my|our)(?: \\w+){0,3} for (?:direct )?marketing(?: purposes)?',
  '(?:tak(?:e|ing)|cross) (?:me|us) off{end}',
  'remov(?:e|ing) (?:me|us){end}',
  // "Take my name off the list", "have my address removed".
  '(?:have|get|want|like|prefer|need) {me} (?:to be )?{took} (?:from|off|off of) {letters}',
  '(?:be|being) {took} (?:from|off|off of) {letters}',
  '(?:to|please) be unsubscribed{end}',
  // "Stop emailing me", "stop sending us these", "stop all emails".
  '(?:you (?:can|may|should|must|need to|have to) (?:please |now )*)?{cease} (?:emailing|mailing|contacting|messaging|writing to|spamming|bothering|pestering|bombarding|hassling|harassing|flooding|inundating|sending (?:anything |emails |messages |letters |mail |stuff )?to|sending emails to|getting in touch with|communicating with|corresponding with) {me}(?: with {letters})?',
  '(?:you (?:can|may|should|must|need to|have to) (?:please |now )*)?{cease} sending(?: {me})? {letters}(?: to {me})?',
  'stop (?:receiving|getting) {letters}',
  '(?:you (?:can|may|should|must|need to|have to) (?:please |now )*)?{cease} {letters}(?: (?:to|with|from) (?:{me}|{you}))*{end}',
  '(?!(?:these|those|they|this|it|everything|anything|all)(?! \\w*(?:mail|letter|message|newsletter|reminder|bulletin))\\b){letters} (?:can|should|must|may|need to|needs to|have to|has to|ought to) (?:please |now )*(?:stop|cease|end){end}',
  'stop using (?:my|our)(?: \\w+){0,3} to (?:contact|email) {me}',
  '(?:i|we) (?:would like|want|need|wish) (?:to (?:be|come|get) )?off {letters}',
  '{letters} off,? (?:please|thanks)',
  'make (?:it|this|these|them|{letters}) stop',
  '{letters},? -? ?(?:please )?no more{end}',
  'no {letters}(?: for me| to me)?,? (?:please|thanks|thank you)',
  '(?:please stop|stop (?:this|it|these|now)){end}',
  // "Do not email me again", "never contact us any more". The words after are part: without them it may be about a day.
  '(?:do not|never|not to|no longer|not) (?:ever )?(?:email(?:ing)?|contact(?:ing)?|writ(?:e|ing) to|mail(?:ing)?|messag(?:e|ing)) {me}(?: (?:again|anymore|any longer|any further|further|ever|at all|ever again|in (?:the )?future|in any way))*{end}',
  '(?:do not|never|not to|no longer|not) (?:ever )?send(?:ing)? (?:{me} )?{letters}(?: to {me})?(?: (?:again|anymore|ever|in (?:the )?future))*',
  '(?:i|we) (?:do not|no longer) (?:get|receive) {letters} from you (?:again|anymore)',
  // "I withdraw my consent", "withdraw consent", "my consent is withdrawn".
  '(?:(?:i|we) (?:am |are |would like to |want to |wish to |now |also |therefore )*)?(?:withdraw|withdrawing|revok(?:e|ing)|retract|rescind|cancel|tak(?:e|ing) back)(?: back)? (?:my|our|all|any|all my|any and all|the|that|this|such|whatever)? ?(?:previous |earlier |existing |given |previously given |marketing |email |news )?(?:consents?|permission|agreement to be contacted|authori[sz]ation|opt in)',
  '(?:(?:my|our|all|any|this|the) )?(?:previous |earlier )?consent(?: (?:(?:that |which )?(?:i|we) (?:gave|have given|may have given|previously gave|signed|provided)|given|to (?:this|be contacted|contact me))(?: \\w+){0,9})? (?:is|has been|stands|should be considered|is to be)(?: now| therefore)* (?:withdrawn|revoked|cancelled|rescinded)',
  'consent (?:withdrawn|revoked|rescinded|cancelled)',
  'withdrawal of (?:my |our )?consent',
  // "I no longer want your emails", "I do not wish to be contacted", "I'd rather not hear from you".
  '{unwilling} (?:(?:receive|get|have|see|be sent|being sent) {letters}|{letters} from {you}|(?:be|being) (?:contacted|emailed|written to|messaged|mailed|bothered|{took} from {letters}|(?:on|part of|kept on|added to|included (?:in|on)) {letters})|(?:hear|hearing) (?:anything (?:more |else |further )?|any ?more |again |another word |a word )?from {you}|(?:stay|remain|be left|continue|carry on|subscribed|be subscribed) (?:on|to) {letters}|receiving {letters}|further contact|(?:any|a) (?:further )?contact)',
  '(?:i|we) (?:do not|no longer) (?:want|wish for|require|need|consent to|agree to|give (?:my |our |you )?(?:consent|permission) (?:to|for)) (?:no more|no further|anymore|any further|any|your|these|those|further|more|all|receiving|the) {letters}',
  '(?:i|we) (?:want|would like|need) no (?:more|further) {letters}',
  '(?:^|(?:i|we) )(?:do not|no longer|shall not|will not)(?: be)? (?:want|need|requir)(?:e|ing)? (?:these|those|any ?more|any further|your|more)(?: {letters})?',
  '(?:i|we) (?:do not|no longer) (?:want|wish) (?:you to (?:contact|email|write to|message|mail) {me}|{letters})',
  '(?:i|we) (?:do not|no longer) (?:give (?:my |our |you )?(?:consent|permission)|consent|agree)(?: (?:to|for) (?:this|it|these|(?:contact|email|write to) {me}|iqm (?:contacting|emailing|writing to) {me}|you (?:contacting|emailing|writing to) {me}|(?:be|being) contacted|{letters}))?{end}',
  '(?:i|we) (?:can|could) not say(?: that)? (?:i|we)(?: particularly| much)? (?:want|need|wish for|wish|care for|value)(?: to (?:receive|get|have|be on|stay on|remain on))? {letters}',
  '(?:(?:this|the|our)(?: \\w+){0,2} (?:office|inbox|mailbox|address)) (?:no longer wishes|does not wish|does not want|no longer wants) to (?:receive|get|be sent) {letters}',
  '(?:i|we) want (?:no (?:more|further)|out of|off|to be off|to be out of|to come off|to leave) {letters}',
  '(?:(?:i|we) )?(?:do not|no longer) (?:consent|agree) to (?:my|our) (?:\\w+ ){1,3}being (?:used|held|processed|stored)(?: (?:for|to) (?:contact(?:ing)?|email(?:ing)?) {me})?(?: anymore)?',
  '(?:refrain|desist|stop) from (?:emailing|contacting|writing to|messaging|sending)(?: {me})?(?: {letters})?(?: to {me})?',
  // "No more emails, please."
  'no (?:more|further) {letters}(?: (?:to|with|for|from) (?:{me}|{you}))*{end}',
  '(?:no longer|not) (?:wish|want)(?:ing)? to (?:receive|get|be sent) {letters}',
  // "Make sure that I get no more of these."
  '(?:make sure|ensure|see to it|see)(?: that)? (?:(?:i|we) (?:do not|no longer|never|will not|am not|are not)(?: be)? (?:get|receive|sent|hear|contacted|emailed|written to|messaged)(?: from you)?(?: {letters})?|(?:i am|we are|i get|we get|{me} (?:is|are|gets)) {took}(?: off{end})?(?: (?:from|off) {letters})?|no (?:more|further) {letters} (?:are|is) sent(?: to {me})?|you do not (?:email|contact|write to|message) {me})',
  // "Opt me out", "I want to opt out", "I opt out of all mailings".
  'opt(?:ing)? {me} out(?: of {letters})?',
  '(?:i|we) (?:opt out|am opting out|are opting out)(?: of {letters})?',
  'opt(?:ing|ed)? out of {letters}',
  '(?:not|no longer) (?:want|wish|consent|agree)(?: to| for)?(?: {me} (?:to be |being )?|(?: to)? (?:be|being) )(?:used|contacted|emailed|written to|kept on {letters}|on {letters})(?: to (?:contact|email) {me})?',
  'opt out{end}',
  'count (?:me|us) out of {letters}',
  // "Cancel my subscription to the newsletter"; a subscription without a name may be the award's contract.
  '(?:cancel|end|stop|terminate|discontinue|bin) (?:my|our) (?:email |newsletter |mailing list |news )?(?:subscriptions?|registration) (?:to|for|of|from) {letters}',
  '(?:{cease}|cancel|bin) (?:my|our|the) (?:email|newsletter|mailing list|news|bulletin) (?:subscription|updates|alerts|reminders)s?',
  '(?:cancel|discontinue|cease|turn off|switch off|suspend) (?:all |any |the |these |your |my |our |sending |sending me |sending us )+(?:further |future )?{letters}(?: to {me})?',
  '(?:you (?:must|should|need to|have to|are to) )?(?:cease|desist)(?: and desist)?(?: from)?(?: all| any)?(?: further| future)? (?:contact|communications?|correspondence|emailing|contacting|messaging|writing to|mailing|sending(?: {me})? {letters}|sending)(?: (?:to |with )?{me})?',
  // Marketing has a right of its own to be stopped (UK GDPR, Article 21(2)).
  '(?:(?:i|we) )?(?:now |also |wish to |would like to |want to )*object to (?:the )?(?:(?:use|processing|sending|receipt|receiving|being sent|your|my|personal|data|details|information|address|of|for|to|any|all|further|purposes|using|being|used|processed) )*(?:direct )?marketing(?: purposes)?',
])

/** "I ticked the box last year. I now take that back": only in a mail that speaks of a consent given. */
export const takenBack = rules(withdrawBoth, [
  '(?:(?:i|we) )?(?:am |are |would |will |now |also |therefore |like to |want to |wish to |hereby )*(?:withdraw(?:ing)?|revok(?:e|ing)|retract(?:ing)?|rescind(?:ing)?|tak(?:e|ing)) (?:it|that|this|them)(?: back)?{end}',
  '(?:i|we) (?:do not|no longer) (?:want|wish|agree for|like) you to{end}',
])
export const ofConsentGiven =
  /\b(?:consent\w*|permission|opted in|signed up|ticked|agreed to be (?:contacted|emailed)|agreed (?:to|that) (?:you|hear|receive|get)|said (?:yes|you could)|filled in (?:the|your) form)\b/

/** "I have the right to withdraw at any time. I am doing so now." */
export const rightUsed = rules(withdrawBoth, [
  '(?:i|we) (?:now |hereby |am |do |would like to |wish to |want to |therefore |hereby )*(?:exercis(?:e|ing)|us(?:e|ing)|invok(?:e|ing)|do(?:ing)? (?:so|that|this))(?: (?:that|this|my|the) right)?(?: (?:now|today|here|with this email|by this email))*{end}',
])
export const ofRightToWithdraw = /\bright to (?:withdraw|object|opt out|revoke)\b/

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
    '(?:both(?: boxes)?|neither)(?: of them)? ?[:,-]* ?(?:no|no thank you|no thanks|off)|neither (?:news|service|reminders|newsletters?|emails) nor (?:news|service|reminders|newsletters?|emails)',
    `(?:all |any )?(?:emails?|contact|contact me|letters|everything|both|consents?|service and news|news and service)(?: from (?:you|iqm))? ?${no}`,
  ]),
]

/** The whole of what was said: too short to be anything else. */
export const bareWithdrawals =
  /^(?:please )?(?:stop|stop it|stop this|stop now|unsubscribe(?: me| us)?|remove(?: me| us)?|take (?:me|us) off|opt (?:me )?out|opting out|no more|no more please|cancel subscription|cancel my subscription|end subscription|leave list|stop emails?|both no|no to both|no and no|no to all|neither|stop these|stop these letters|(?:just|oh|ok|right|please|now|all|stop|it|this|that|everything| )*stop(?: (?:stop|all|now|it|this|that|everything|emails?|please))*|unsubscribe(?: unsubscribe)+|off (?:the|your|this) list|opt (?:me |us )?out of all|desist|cease|cease and desist|withdraw(?:al of)? consent|consent withdrawn)(?: please| now| thanks| thank you| please thanks)*$/

/** Someone was asked before and it was not heeded (C5: asserting an earlier opt-out withdraws both). */
export const earlierOptOuts = rules(withdrawBoth, [
  '(?:since|after|before|despite|although|even though|when|that|because) (?:i|we|having|my|our|me|us)? ?(?:have |had |already |previously |first |last |clearly |repeatedly )*(?:opted out|opt out|opting out|unsubscribed|unsubscribing|withdrew|withdrawn|withdrawing|opting|asked (?:you )?to (?:stop|be removed|be taken off|be unsubscribed)|asked you (?:not to|to (?:stop|remove|unsubscribe|take))|told you (?:not to|to (?:stop|remove))|requested (?:to be )?(?:removal|removed)|request to (?:stop|be removed|unsubscribe))(?: (?:of|from|my|our)(?: \\w+){1,3})?',
  '(?:i|we)(?: (?:have|already|previously|repeatedly|clearly|definitely|both|now))* (?:(?:opted out|unsubscribed|(?:withdrew|withdrawn) (?:my |our )?consent)(?! (?:from|of|to) (?!{letters}|{you}))(?! (?:from|of) the (?:other|local|council))|(?:asked|told|begged|requested|emailed|written)(?: (?:you|iqm|this|before|now|several|many|numerous|\\w+ times|times|twice|once|already|repeatedly|previously)){0,5} (?:to (?:stop|be (?:removed|taken off|unsubscribed)|remove (?:me|us)|unsubscribe (?:me|us)|take (?:me|us) off)|not to (?:email|contact|write)))(?: (?:emailing|contacting|writing to|sending)(?: (?:me|us|emails|these))?)?(?: (?:from|off|of) {letters})?',
])

/** Whatever kind of letter they stand by: news, or what belongs to the award. */
export const newsWords =
  /\b(?:(?:weekly|monthly|termly|fortnightly|half-?termly|quarterly|daily) (?:\w+ )?(?:emails?|updates?|mailings?|messages?|letters?)|newsletters?|e?-?news\w{0,7}|bulletins?|marketing|round-?robins?|digests?|round-?ups?|magazine|events|conferences?|promotion\w*|promo\w*|advert\w*|mailshots?|circulars?|offers|sales|relevant information|events? (?:emails?|invitations?)|webinars?|cylchlythyr\w*|gylchlythyr\w*|nghylchlythyr\w*|chylchlythyr\w*|bwletin\w*|fwletin\w*|newyddion|newyddlen\w*|marchnata|farchnata|hyrwyddo|hysbysebion)\b/
export const serviceWords =
  /\b(?:reminders?|review letters?|review emails?|reviews?|award (?:emails?|letters?|reminders?)|(?:about|to do with|concerning) (?:the |our |your |my )?(?:awards?|accreditation)|service (?:emails?|letters?)|visits?|accreditation emails?|negeseuon atgoffa|nodynnau atgoffa|atgoffa\w*|nodiadau atgoffa|adolygiad\w*)\b/
/** Nothing is left out. */
export const everything =
  /\b(?:everything|anything|all (?:your |the |of your |other |further |future |these |of these |and any |and )*(?:emails?|mails?|mailings?|lists?|mailing lists?|communications?|contact|correspondence|messages?|letters?|consents?)|any (?:further |future |more |other |kind of |sort of )*(?:emails?|contact|communications?|correspondence|messages?|letters?)|at all|whatsoever|of any kind|altogether|unrhyw beth|popeth|pob (?:ebost|rhestr|neges|cyfathrebu)|holl (?:ebyst|negeseuon|restrau))\b/
/** What is to go on. */
export const keeping =
  /\b(?<!\b(?:not|no longer|never|nor) )(?:(?:newsletters?|bulletins?|news|reminders?|reviews?|service)[^.?!:;,]{0,16}?(?:[:=-]+ ?(?:yes|y|on|keep)|(?:is|are) (?:fine|ok|okay|great|useful|welcome|lovely|helpful|good))\b|(?:do|really|quite|always) (?:like|enjoy|love|value|want) (?:the|your|to (?:get|receive))|(?<=^|please |to |could you |can you |would you |will you |but |and |do |just )keep (?:sending|getting|receiving|me on|us on|emailing|the|those|my|our|on)|(?:happy|glad|fine|ok|okay|content|pleased) (?:to (?:get|receive|keep|stay|have|be|hear|continue|carry)|with)|still (?:want|like|wish|need|receive|get|send|interested|be sent)|(?:would|do|will|should|can)(?: still)? like to (?:keep|continue|stay|remain)|continue(?: to)? (?:send\w*|receiv\w*|get\w*|hear\w*|with|the)|carry on (?:sending|with|getting)|(?:stay|remain|keep) (?:me |us )?on|except(?: for)?|apart from|other than|aside from|but not|(?:leave|but) (?:me|us) on|nothing else(?! (?:needs|matters|to))|still sending|rest is fine|others are fine|(?:you )?(?:may|can) (?:still |of course |gladly )?(?:contact|email|write to|send)|(?:i|we)(?: \w+){0,3} (?:want|like|wish|need) to (?:keep|go on|continue)|still need|(?:should|may|can|to|must) (?:carry on|continue|stay|go on)|stays? (?:as it is|the same)|yes (?:please )?to|(?:letters?|emails?|reminders?|newsletter|news|service),? yes|parhau|(?<!(?:yn|'n) )dal i|heblaw|ac eithrio)\b/
/** Nothing but what is named: plain where what is named is known. */
export const narrowing = /\b(?:only|just the|just from|yn unig)\b/
/** Lists and letters at hand, rather than writing to someone at all: which ones, the rest of the mail tells. */
export const atHand =
  /\b(?:unsubscri\w*|lists?|subscriptions?|these|those|them|they|this|it|remov\w+|opt(?:ing)? (?:\w+ )?out|take (?:me|us) off|restr\w*|rhestr\w*|d?dad-?danysgrif\w*|d?datdanysgrif\w*)\b/
