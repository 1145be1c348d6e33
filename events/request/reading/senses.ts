/**
 * Rights by their sense: a class of verbs beside a class of what is kept about somebody, in whatever words stand between.
 * Wider than rights.ts, because naming a right only opens a case that a person sees; held to a mail that speaks of what is
 * the writer's own, so that ordinary mail about drafts, logos and lists names none.
 */
import type { Ask } from './ask.ts'
import type { Rule } from './rule.ts'

const sense = (ask: Ask, ...patterns: readonly string[]): readonly Rule[] =>
  patterns.map((pattern) => ({ asks: [ask], says: new RegExp(`(?<![\\w'])(?:${pattern})(?![\\w])`, 'g') }))

const near = (most: number): string => `[^.?!]{0,${most}}?\\b`
/** Not a list of addresses, nor a paper or a picture. */
const notList =
  '(?![^.?!;]{0,70}\\b(?:mailing|lists?|circulation|who gets|letters?|newsletters?|bulletins?|distribution|mailouts?|draft|version|attachment|attached|logo|photos?|picture|image|invoice|previous|last (?:e?mail|message)|my (?:e?mail|message)\\b(?! address)|plan|report|link)\\b)'
const erase =
  '(?:delet(?:e|es|ed|ing|ion of)|eras(?:e|es|ed|ing|ure of)|wip(?:e|ed|ing)|destroy(?:ed|ing)?|destruction of|purg(?:e|ed|ing)|shred(?:ded|ding)?|expung(?:e|ed|ing)|scrub(?:bed|bing)?|obliterat\\w+|anonymis\\w+|get(?:ting)? rid of|dispos(?:e|ing) of|bin|ditch|clear(?:ed|ing)?(?: out)?|dump)'
const take = '(?:remov(?:e|ed|ing|al of)|tak(?:e|en|ing)|strip|clear(?:ed|ing)?|pull)'
const kept =
  '(?:data|info|information|details|records?|files?|profile|accounts?|history|entry|entries|particulars|traces?|notes|everything|whatever|anything|(?:tele)?phone|mobile|number|number[s]?|home address|date of birth|photo of me|paperwork|what you)'
const mine = '(?:my|our|me|us|myself|mine|i)'
const store =
  '(?:your|the|its|any|all|iqm)(?: \\w+){0,2} (?:databases?|systems?|records?|files?|crm|books|servers?|computers?|archives?|back-?ups?)'
const that =
  '(?:it|them|that|those|these|this|everything|the lot|all of (?:it|them|this|that)|all that|the number|the lot of it)'

/** In any mail. */
export const bySense: readonly Rule[] = [
  ...sense(
    'erasure',
    `${erase}${notList}\\b${near(60)}${mine}\\b${near(50)}${kept}`,
    `${erase}${notList}\\b${near(60)}${kept}\\b${near(50)}${mine}`,
    `${erase} ${that}\\b${notList}${near(30)}(?:from|off|out of) ${store}(?! for)`,
    `${erase}${notList}\\b${near(50)}(?:from|off|out of|in|on) ${store}`,
    `${take}${notList}\\b (?:all |any |of |every |the )*(?:my|our)\\b${near(30)}(?:data|info|information|details|particulars|records?|profile|history|phone number|mobile|number)`,
    `${take} ${that}\\b${notList}${near(20)}(?:from|off|out of) ${store}(?! for)`,
    `(?:data|info|information|details|records?|files?|profile|account|number|history)\\b${near(70)}(?:be|to be|been|being|it|them|is|are|gets?|get)(?: all| permanently| securely| completely)* (?:deleted|erased|destroyed|wiped|purged|shredded|removed from ${store})`,
    `${erase} (?:the )?same`,
    `(?:everything|anything|all|whatever|what)\\b${near(30)}(?:you|iqm)\\b${near(20)}(?:hold|have|keep|got|store|stored|know)\\b${near(40)}(?:erased|deleted|destroyed|wiped|purged|shredded)`,
    '(?:its|their) (?:deletion|erasure|destruction)|(?:want|like|wish|need|have|ask\\w*)(?: for)? (?:it|them|that|those|these|everything|both|each|all|all that|the (?:lot|two)|all of (?:it|them)|both of them)(?: all)?(?: to be)? (?:destroyed|deleted|erased|wiped|gone)',
    `not (?:to )?(?:keep|hold|store|retain|have)(?:ing)?\\b${near(20)}(?:my|our) (?:personal )?(?:data|details|information|records?|number|mobile)`,
    `(?:my|me|our) (?:\\w+ ){0,6}(?:taken|removed|deleted|wiped|erased|gone|cleared|expunged|scrubbed)(?: \\w+){0,2} (?:off|out of|from) ${store}(?! (?:for (?!good)|list|of who)|'?s? (?:\\w+ )?list)`,
    `none of my (?:\\w+ )?(?:data|information|info|details|records?)\\b${near(30)}(?:kept|held|stored|retained)`,
    `my (?:\\w+ ){1,4}(?:should|must|need|ought|has no business|have no business)\\b${near(20)}(?:on|in) ${store}`,
    '(?:not|no longer) (?:want|wish|like)(?:ing)?(?: \\w+){0,2} (?:be|stay|remain|appear|kept|held)(?: \\w+)? (?:in|on) (?:your|the|any) (?:records?|files?|computers?|archives?)',
    `(?:no|any|every) (?:trace|record|mention) of (?:me|us|my)`,
  ),
  ...sense(
    'access',
    `(?=[^.?!]*\\b(?:you|your|yours|iqm|there|held|stored|recorded|kept)\\b)(?:see|view|have|get|send|know|tell|show|provide|supply|explain|disclose|copy|copies|printout|look at|sight of|what|which|access to|obtain|receive|request\\w*)\\b${near(110)}(?:hold|holds|held|have|got|keep|keeps|kept|stored?|storing|recorded|records?|files?|system|process\\w*|possess\\w*|data|information|notes|database|written|says?|logged)\\b${near(60)}(?:about|on|regarding|concerning|relating to|in relation to|in respect of|pertaining to|against|naming|mention\\w*|which names?|to do with) (?:me|myself|us|my name)`,
    `(?:see|view|have|get|send|know|tell|show|provide|supply|copy|copies|request\\w*)\\b${near(50)}(?:personal|own) (?:data|information|file|records?)(?! breach)`,
    `(?:copy|copies|printout|print out) of (?:all |any |everything |the |whatever |what )*(?:in |on )?(?:my|our) (?:file|record|data|information|entry|history|account)`,
    `(?:data|information|records?|notes) (?:about|on|concerning|relating to|regarding) (?:me|myself)\\b${near(40)}(?:see|send|sent|copy|provided|supplied|share with me)`,
    'cop(?:y|ies) of (?:the |any |all )*(?:recordings?|notes?|minutes|transcript|footage|correspondence)\\b.{0,30}\\b(?:my|me|i)',
    `what\\w*\\b${near(40)}(?:got|have|hold|keep|stored|recorded|kept)\\b${near(40)}(?:under|with|in) my name`,
    '(?:ask\\w*|request\\w*|apply\\w*|applying) (?:for |to see |to have |a copy of )+my (?:\\w+ )?(?:file|records?|data|information)(?! (?:to be|be|deleted|erased|removed|corrected|wiped|destroyed))',
    'do you (?:still |actually |currently )?(?:have|hold|keep|store) (?:any of )?my (?:\\w+ )?(?:details|data|information|info|records?|number)',
    `(?:copy|copies|see|send|provide|have)\\b${near(40)}(?:notes?|recordings?|transcripts?|forms?|feedback|documents?|correspondence)\\b${near(50)}(?:about|concerning|naming|mention\\w*|with) (?:me|my name)`,
    `know (?:if|whether|who|where|with whom)\\b${near(30)}my (?:\\w+ )?(?:data|details|information|info)`,
    `what(?: \\w+){0,2} (?:data|information|info|details|records?)\\b(?!${near(25)}(?:need|require|want|like))${near(25)}\\b(?:you|iqm|held|stored|kept)\\b${near(30)}\\b(?:my|me|mine)`,
    `(?:how|where|from whom|who)(?: \\w+){0,3} (?:get|got|obtain|obtained|come by|found|find|gave|give|given|have|pass|passed|source)\\b(?: you)?(?: hold of)? my (?:\\w+ )?(?:e?mail|details|name|address|data|information|number|contact)\\b[^.?!]{0,60}\\?`,
    'where (?:you|iqm) (?:got|obtained|found) (?:it|them|this|that|my \\w+)(?: from)?',
  ),
  ...sense(
    'rectification',
    `(?:records?|database|systems?|files?|data|notes|entry) (?:(?!to )\\w+ ){0,2}(?:say|says|states?|shows?|lists?|has|have|suggests?|claims?) (?:that )?(?:i|me|my)\\b|(?:says?|states?|stated|shown|recorded|written|claims?) in (?:your|my|the) (?:\\w+ )?(?:records?|files?|database|system|notes|data) that (?:i|my)\\b`,
    `(?:records?|entry|file|details|data|information) (?:of|on|about|for|concerning) (?:me|mine|myself)\\b${near(40)}(?:corrected|amended|put right|updated|changed|fixed|wrong|incorrect|inaccurate|out of date|not true)`,
    `(?:correct|amend|update|rectify|fix|put right)\\b${near(30)}(?:records?|entry|file|details|data|information)\\b (?:\\w+ ){0,3}(?:about|on|of|for) (?:me|mine)`,
    'i am (?:now |actually )?(?:the|a|an) (?:\\w+ ){1,3}not (?:the|a|an) \\w+|i am (?:the|a|an) (?:\\w+ ){0,2}\\w+,? not (?:the|a|an) \\w+',
    `(?:number|address|email|line|name|title)\\b${near(30)}(?:is|was) (?:my|an) old`,
    `(?:error|mistake|typo|inaccurac\\w+)\\b${near(20)}(?:details|data|information|records?|entry|file|name|title)\\b${near(40)}\\b(?:me|my|mine)`,
    `i (?:have )?(?:just |recently )?(?:moved|changed|transferred|am now|now work)\\b${near(80)}(?:update|amend|change) your (?:records?|database|system|files?|data)|(?:update|amend|change) your (?:records?|database|system|files?|data)\\b${near(20)}\\bi (?:have )?(?:just |recently )?(?:moved|changed|transferred|am now|now work)`,
    'my pronouns|(?:correct|rectify) your (?:records?|database|system|files?|data)',
    'i am not (?!(?:sure|happy|able|in|at|the|a|an|available|really|going|certain|your|on|involved|interested|well|coming|free|there|here|working|to|so|too|very|asking|saying|getting)\\b)\\w+,? (?:but |i am )\\w+\\W*$',
    `(?:still )?(?:has|have|had|got|shows?|uses?|using|holds?|under) my (?:old|former|previous|maiden|wrong|married) (?:sur|first |last )?(?:name|title|job title|(?:phone |mobile )?number)`,
    `(?:correct|amend|update|change)\\b${near(20)}(?:in|on) your (?:data|records?|system|database|files?)`,
    `(?:letters?|post|posted|mail|sent)\\b${near(50)}(?:old|wrong|previous|former) address`,
    `(?:change|correct|amend|update|rename|alter|switch) (?:me|us|my (?:entry|record|name)) from [\\w' -]{2,40} to`,
    `(?:surname|name|last name|first name|title|job title|role|(?:direct )?line|mobile|number|phone|extension|telephone|post|position|school|e?mail)(?: number| address)? (?:is|has changed to|will be|should be|ought to be|should read|reads?) (?:now|actually|in fact|really|correctly)`,
    `(?:gone|going|go|went|reverted|reverting) back to my (?:maiden|previous|birth|own) name|my maiden name|my married name|now (?:known as|called|go(?:ing)? by|use my)|got married|just married|since (?:getting|i got) married|i have married|(?:following|since|after) my (?:marriage|wedding|divorce)|deed poll`,
    `have me (?:down |listed |recorded |registered |marked |noted |shown |in |on )*(?:as|under|at|against|wrong\\w*|incorrect\\w*)|(?:describes?|lists?|shows?|addresses?|calls?|styles?|names?|greets?) me as|listed me|me listed|(?:put|got|had) me (?:down )?as`,
    `(?:e?mails?|letters?|you|it) (?:keeps? |still |always )*(?:call|calls|calling|address|addresses|spell|spells|spelling|misspell\\w*)\\b (?:my name|me|it|us) (?!(?:to|about|a|an|the|any|so|again|at|if|when|please|this)\\b)\\w+`,
    `(?:mis-?spel\\w+|mis-?typed|typo|wrongly spel\\w+|spelt wrong\\w*|spelled wrong\\w*|spelling of my|(?<!\\bto (?:the|a) )wrong (?:surname|first name|title|job title|role|initial|school|gender|pronouns?)|wrong name)`,
    `(?:it is|i am|i'm) (?:actually )?(?:dr|mr|mrs|ms|miss|mx|professor|prof|sir)\\b[^.?!]{0,40}\\b(?:not|rather)|not (?:a )?["']?(?:mr|mrs|ms|miss|dr)\\b`,
    `(?:one|number|address|e?mail|line|mobile) (?:that )?(?:you have|you hold|you are using|on file|on record)(?: \\w+){0,5} (?:is|are|was)(?: \\w+)? (?:dead|old|wrong|gone|closed|closing|out|defunct|no longer|incorrect|mine no|not|being|switched|an old)`,
    `(?:use|note|update|write to|contact|change)\\b${near(40)}[\\w.+-]+@[\\w.-]+(?: for me| instead| in place| from now| please|\\b[^.?!]{0,30}\\b(?:for me|instead))`,
    `(?:my|our)(?: \\w+){0,3} (?:e?mail|address|number|surname|name)(?: address)? (?:is|has|will)(?: \\w+){0,2} (?:chang\\w+|updated|moved|new|different|now|moving)`,
  ),
  ...sense(
    'complaint',
    `(?:make|making|made|raise|raising|lodge|lodging|file|filing|register|submit|log|logged|treat|take|taken|treated|logging|put in)\\b${near(40)}(?:complaint|grievance)`,
    `(?:unhappy|not happy|upset|upsetting|angry|furious|appalled|disgusted|dissatisfied|shocked|dismayed|alarmed|unacceptable|not acceptable|disappointed|uncomfortable|concerned|worried)\\b${near(70)}(?:my|our) (?:\\w+ ){0,2}(?:data|details|information|info|e?mail address|number|privacy|name)\\b${near(60)}(?:handl\\w+|treat\\w+|used?|using|shar\\w+|pass\\w+|give\\w*|gave|look\\w* after|manag\\w+|process\\w*|disclos\\w+|publish\\w+|been|sent|sold|visible|stored|kept)`,
    `(?:you|iqm|your \\w+|someone|somebody|one of you)(?: \\w+){0,4} (?:shar(?:e|ed|ing)|pass(?:ed|ing)|gave|given|giving|disclos\\w+|sold|selling|leak\\w+|publish\\w+|circulat\\w+|handed|forwarded|revealed)\\b(?! on to me)${near(25)}(?:my|our) (?:\\w+ ){0,2}(?:data|details|information|info|e?mails?(?: address)?|number|mobile|address|name)\\b`,
    `(?:my|our) (?:\\w+ ){0,2}(?:data|details|information|info|e?mail address|number|mobile|address) (?:has |have |had |was |were )(?:\\w+ )?(?:been )?(?:shared|passed|given|disclosed|sold|leaked|published|circulated|lost|exposed)`,
    `why (?:did|do|have|has|was|were) (?:you |iqm |my )?[^.?!]{0,20}\\b(?:shar\\w+|pass\\w*|give|given|gave|disclos\\w+|sell|sold|publish\\w*)\\b${near(30)}(?:my|details|data|address)`,
    `no right to (?:give|share|pass|use|publish|e?mail|hand|sell|disclose|contact|keep)`,
    `why (?:was|is|were|are) my\\b${near(40)}(?:visible|shared|public|shown|published|copied|disclosed|passed|given)|my (?:\\w+ )?address\\b${near(20)}(?:visible|exposed)`,
    `(?:sent|emailed|posted|forwarded) my\\b${near(40)}to (?:the wrong|another|other|someone|somebody|a third|third)`,
    `(?:missed|past|exceeded|overran|late|overdue|not (?:replied|responded|answered))\\b${near(60)}(?:subject access|my (?:data |access |erasure |deletion )?request|sar)|not satisfied with\\b${near(40)}(?:data|request|details|information|privacy)`,
    'my (?:\\w+ ){0,2}(?:data|details|information|info|address|number|mobile)(?: being| been)? (?:handed|passed|shared|given|bandied|circulated|published)',
    'invasion of (?:my )?privacy|(?:my|our) (?:right to )?privacy',
    `(?:e?mail\\w*|data|details|information|address|contact\\w*|opt\\w*)\\b${near(60)}(?:against the law|unlawful\\w*|illegal\\w*)`,
    '(?:data |privacy |security |personal data |gdpr )breach|breach(?:ed|es|ing)?(?: \\w+){0,4} (?:gdpr|data protection|privacy|data|confidential\\w*|the law|the regulations|regulations|my rights|pecr)|\\bico\\b',
    'complain\\w*|grievance|i am reporting you|report(?:ed|ing)? (?:you|this|it) to|ombudsman|commissioner',
  ),
]

/** In a mail that speaks of what is kept about its writer. */
export const bySenseOfHeld: readonly Rule[] = [
  ...sense(
    'erasure',
    '(?:it|them|that|both|these|those|all)(?: \\w+){0,4} (?:deleted|erased|destroyed|wiped|taken down)',
  ),
  ...sense(
    'erasure',
    `${erase} ${that}`,
    `${erase}\\b${near(30)}(?:everything|the lot|all of it|number|mobile)`,
    `(?:want|like|wish|ask)\\b${near(20)}(?:gone|removed from ${store})`,
  ),
  ...sense(
    'access',
    `(?:see|send|have|get|show|copy of|supply) (?:me |us )*(?:it all|it|all of it|everything|the lot|a copy|a full copy|copies|them all)(?: (?:all|please|over|across))*`,
  ),
]

/** In a mail that speaks of its writer's own name, title, number or address. */
export const bySenseOfDetail: readonly Rule[] = sense(
  'rectification',
  `(?:put|set|get) (?:it|that|this|the record|the records|them|both|things|these|those)(?: both| all)? (?:right|straight|correct)`,
  `(?:correct|amend|fix|update|chang(?:e|ing)|alter|mend|sort(?: out)?|adjust|rectify|edit|revise|replace) (?:it|this|that|them|both|the (?:record|records|entry|spelling|name|surname|error|mistake|details|database|title|number)|your (?:records?|database|system|files?|details|end|list|books|address book)|my \\w+)`,
  `(?:corrected|amended|updated|put right|changed over|fixed|sorted)`,
)
export const ofOwnDetail =
  /\b(?:my (?:\w+ ){0,3}(?:name|surname|title|number|mobile|phone|line|extension|initials?)\b(?! (?:off|from|on|removed|taken))|(?:wrong|incorrect|old|new) (?:\w+ )?(?:phone|number|name|surname|title)|maiden|married|misspel\w+|mis-spel\w+|spel(?:t|led|ling)|have me (?:down|listed|as|recorded)|describes? me|(?:calls?|called|calling|address(?:es|ed)?) me|dear (?:mr|mrs|ms|miss|sir)|i am (?:not |actually )?(?:a )?(?:dr|mr|mrs|ms|miss)\b|surname|me listed|listed under|my own|mine is|i am now (?:the |a |an )?(?:\w+ ){0,2}(?:head|deputy|assistant|lead|senco|manager|principal|teacher|officer|governor|director|coordinator)|my (?:role|job title|post|position) (?:has changed|is now)|(?:in|on) your (?:records?|files?|database|system))\b/

const cymraeg = (ask: Ask, ...patterns: readonly string[]): readonly Rule[] =>
  patterns.map((pattern) => ({ asks: [ask], says: new RegExp(`(?<![\\w'])(?:${pattern})(?!\\w)`, 'g') }))
const cadw =
  '(?:data|ddata|nata|manylion|fanylion|gwybodaeth|wybodaeth|ngwybodaeth|cofnod\\w*|gofnod\\w*|nghofnod\\w*|ffeil\\w*|popeth|bopeth|cwbl|cyfan|rhif|rif|pob dim|bob dim|hanes)'
/** The same in Welsh. */
export const bySenseInWelsh: readonly Rule[] = [
  ...cymraeg(
    'erasure',
    `(?:dilewch|dileu|ddileu|nileu|dileer|ddilewch|dileuwch|dinistri\\w*|ddinistri\\w*|chwalwch|gwaredwch|gwaredu|gwared|sychwch|clirio|glirio|clirwch|sgrapiwch|binio|biniwch)\\b(?![^.?!]{0,40}(?:rhestr|restr|fersiwn|neges|ebost|logo|drafft|llun))[^.?!]{0,70}?${cadw}`,
    `(?:tynnwch|tynnu|dynnu|nhynnu)[^.?!]{0,60}(?:o'ch|o'r|oddi ar eich|oddi ar y|o eich) (?:\\w+ )?(?:cronfa|gronfa|system\\w*|cofnodion|gofnodion|cofnodau|ffeiliau|cyfrifiadur\\w*)`,
    '(?:peidi\\w+|paid|stopi\\w+)[^.?!]{0,20}(?:cadw|gadw|chadw|dal|ddal|storio)[^.?!]{0,40}(?:data|ddata|nata|manylion|gwybodaeth|wybodaeth)',
    '(?:hawl i )?gael (?:fy|ein) (?:n?h?anghofio)',
  ),
  ...cymraeg(
    'access',
    `(?:gweld|weld|copi|gopi|copiau|gopiau|beth|be|pa|popeth|bopeth|gwybod|wybod|manylion|anfon\\w*|danfon\\w*|dangos\\w*)\\b[^.?!]{0,90}?(?:sydd|sy|sgynnoch|sgen|gennych|ganddoch|gynnoch|cadw|gadw|dal|ddal|ffeil|cofnod\\w*|gofnod\\w*|gwybodaeth|wybodaeth|data|ddata|storio|gedwir|chadw)\\b[^.?!]{0,40}?(?:amdanaf|amdana|amdanom|arna i|arnaf|ar fy nghyfer|yn fy enw)`,
    `(?:pa|beth|faint|be) [^.?!]{0,30}(?:fanylion|wybodaeth|ddata|gofnodion|manylion|data)[^.?!]{0,20}amdan\\w*`,
    '(?:weld|gweld|gael|cael|copi o|gopi o) (?:fy|ein) (?:n?gh?ofnod\\w*|ffeil)',
    "(?:copi|gopi) o (?:bob dim|popeth|bopeth|fy|'r holl|holl|'m)|cais gwrthrych|cais am (?:fynediad|weld|gopi)|hawl (?:i |mynediad|fynediad)",
  ),
  ...cymraeg(
    'rectification',
    `(?:cywir\\w*|gywir\\w*|chywir\\w*|newid\\w*|diwyg\\w*|ddiwyg\\w*|unioni|trwsio|drwsio|cyweirio)[^.?!]{0,50}?(?:fy |f'|ein |'r |n |y )(?:enw|henw|nghyfenw|cyfenw|cyfeiriad|nghyfeiriad|rhif|teitl|nheitl|manylion|sillafu|sillafiad|n?gh?ofnod\\w*|ngwybodaeth|nata)`,
    '(?:cywir\\w*|gywir\\w*|chywir\\w*)[^.?!]{0,50}?(?:cofnod\\w*|gofnod\\w*|hyn)',
    `(?:enw|henw|nghyfenw|cyfenw|nghyfeiriad|rhif|teitl|manylion)\\b[^.?!]{0,50}(?:anghywir|gamsillafu|camsillafu|wedi newid|o'i le|ddim yn iawn|yn rong|newydd)`,
    "(?:wedi priodi|newydd briodi|enw morwynol|fy enw (?:i )?(?:yw|ydi|ydy))|(?:yw|ydi|ydy) (?:fy enw|f'enw|fy nghyfenw)",
  ),
  ...cymraeg(
    'complaint',
    `(?:rhoddwyd|roddwyd|rhannwyd|rannwyd|pasiwyd|defnyddiwyd|ddefnyddiwyd|gwerthwyd|datgelwyd|rhannu|rannu|rhoi|roi|pasio|basio|gwerthu|werthu|datgelu|ddatgelu|defnyddio|ddefnyddio)\\b[^.?!]{0,30}(?:fy|ein) (?:manylion|nata|data|n?gh?yfeiriad|ebost|ngwybodaeth|rhif|enw)[^.?!]{0,30}\\bheb`,
    '(?:anhapus|anfodlon|siomedig|pryderu|poeni)[^.?!]{0,70}(?:nata|manylion|ngwybodaeth|preifatrwydd)|(?:tor|torri|dorri|toriad|tramgwydd)[^.?!]{0,30}(?:data|preifatrwydd|gdpr|gyfraith|cyfraith|diogelu)|\\bico\\b',
  ),
]
