/**
 * How people ask in English for what data protection law gives them, complain, or name who comes after them. These open
 * cases and tasks that a person sees, so a pattern may be generous; a doubt beside one only adds that it is unsure.
 */
import { type Rule, rules } from './rule.ts'

const data = '(?:data|information|info|details|records?|files?|emails?|correspondence|notes?|history)'
const recorded = '(?:data|information|info|details|records?|files?)'
const held =
  '(?:hold|have|keep|store|process|got|possess|collected|retain|stored|held|kept|recorded|gathered|know|knows|holds|has|keeps|stores|processes)'
const onMe =
  '(?:about|on|of|for|regarding|relating to|related to|concerning|to do with|belonging to|against) (?:me|us|myself|my name|this (?:email )?address|my (?:email|account))'
const self =
  '(?:me|us|my|our|mine|my own|all my|all of my|any of my|any|all|all the|every|the|whatever|everything|anything)'

export const rights: readonly Rule[] = [
  ...rules(
    ['access'],
    [
      '(?:data )?subject access(?: request)?s?',
      'd?sars?',
      'data access request|access request|request (?:for |to )?access to (?:my|the|all|any)',
      'right of access|right to access',
      'article 15(?:\\(\\d\\))?',
      // "a copy of all the information you hold on me"
      `(?:copy|copies|print ?out|export|disclosure|disclose|breakdown|summary|list|details|everything|all|what|whatever|which|any|see|access(?: to)?|provide|send)\\b.{0,60}\\b${recorded}\\b.{0,40}\\b${held}\\b.{0,30}\\b(?:about|on|regarding|relating to|related to|concerning) (?:me|us|myself)`,
      `cop(?:y|ies) of (?:what|whatever|everything|all|anything)(?: that)? you(?: \\w+)? ${held}`,
      `(?:everything|anything|all|what|whatever)(?: that)?(?: (?:you|iqm|your \\w+)(?: (?:currently|actually|still|may|might))?)? (?:do you )?${held}(?: stored| on file| recorded)? ${onMe}`,
      `(?:copy|copies|print ?out|export|download|disclosure) of (?:all |any |everything |the |of )*(?:my|our)(?: (?:own|personal|stored))* ${data}`,
      `(?:copy|copies|print ?out|export|disclosure) of (?:all |any |the )*(?:personal )?(?:data|information|records?) (?:about|on|concerning|relating to) (?:me|us)`,
      `(?:see|view|access|obtain|have|receive|get|know)(?: (?:what|all|the|of|any|a copy of))* (?:my|our) (?:own |personal )+(?:data|information|records?|file)`,
      `(?:do|does) (?:you|iqm) (?:hold|have|keep|store)(?: any| some| anything)?(?: (?:personal|other))?(?: ${data})? ${onMe}`,
      `(?:what|which)(?: (?:personal|kind of|sort of|of my))*(?: ${data})? (?:do|does|have|has|is|are) (?:you|iqm|it|being)\\b.{0,30}\\b${held}\\b.{0,20}\\b${onMe}`,
      `(?:what|which)(?: personal)? ${data} (?:of mine|about me|on me)`,
      `(?:disclose|supply|provide|send|give|show|release)(?: (?:me|us|with|to))*(?: (?:all|any|the|every|my|of|personal))+(?: \\w+)? ${data}(?: \\w+){0,2} ${onMe}`,
      `(?:send|give|provide|show|email|supply|disclose)(?: (?:me|us|to|with|over|all|of|a|copy))* (?:my|our) (?:own |personal )*(?:data|information|records?|file)`,
      `(?:send|give|show|let me (?:have|see)|see|want|like)(?: (?:me|us|to see|to have))* (?:what|whatever|everything|all|anything)(?: that)? (?:you|iqm)(?: have)?(?: \\w+)? ${held}`,
      // "What have you got on file for me", "am I on your database, and what does it say about me?"
      `(?:what|which|everything|anything|whatever)(?: \\w+){0,3} (?:you|iqm)(?: \\w+){0,3} (?:on (?:file|record|your (?:system|database|books))|stored|recorded)(?: ${onMe})?`,
      `(?:what|which|anything|everything|something)(?: \\w+){0,6} (?:say|says|saying|written|said|recorded|know|knows|held|stored|kept|processed) ${onMe}`,
      `(?:am i|are we|is my (?:name|email|address)(?: address)?) (?:on|in|still on) (?:your|the|any) (?:database|system|records?|files?|crm|books)`,
      `(?:which|what|any) (?:of )?(?:my|our) (?:own |personal )*${data}(?: \\w+){0,3} (?:stored|held|kept|on|in|do you|does)`,
      `(?:request|ask|asking|requesting|apply\\w*|want|like|need|claim)(?: (?:for|to|a|have|get|full|copy|of|access))* access to (?:my|the|all|any|our)(?: (?:own|personal))* (?:${data}|personal)`,
      `(?:gdpr|data|subject|information|sar|foi|disclosure) requests? (?:for|to (?:see|get|have|access)|of) (?:a |all |any |the |copy |copies |of )*(?:my|our|everything|all|personal)`,
      `(?:emails?|notes?|records?|documents?|messages|correspondence|data|information|everything|anything)(?: \\w+){0,3} (?:mention(?:s|ing)?|name|names|naming|refer(?:s|ring)? to|concern(?:s|ing)?|about|i am (?:mentioned|named) in) (?:me|my name)\\b`,
      `(?:in which|where) (?:i am|my name is) (?:mentioned|named|discussed|included)`,
      `(?:see|view|read|inspect|obtain|have|get|access|look at)(?: (?:a copy of|a look at|all|of))* (?:my|our) (?:own |personal |full |whole )*(?:file|records?|data)`,
      `(?:where|how|from whom|who)(?: \\w+){0,2} (?:you|iqm)(?: \\w+)? (?:get|got|obtain\\w*|come by|find|found|gave)(?: you)? (?:my|our)(?: \\w+){0,2} (?:details|email|address|name|data|information)(?: address)?(?: from)?\\b.{0,80}\\b(?:what|everything|tell|else|know|hold|have)`,
      'data portability|right to portability|article 20',
    ],
  ),
  ...rules(
    ['erasure'],
    [
      `(?:delet(?:e|ed|ing|ion of)|eras(?:e|ed|ing|ure of)|wip(?:e|ed|ing)|destroy(?:ed|ing)?|destruction of|purg(?:e|ed|ing)|shred|scrub|expunge|get rid of|dispose of|remov(?:e|ed|ing|al of)|clear|bin)\\b(?: (?:${self}|of|and|other|such|personal|private|own|stored|held|existing|contact|traces? of|copies of|that|it|whatever))*(?: (?:data|information|info|records?|details|file|profile|account))\\b(?! (?:from|off) (?:\\w+ ){0,4}lists?)`,
      `(?:delete|erase|wipe|destroy|purge) (?:everything|it all|the lot|all of it)(?= ?(?:$|[.,;!]|please|about me|on me|now|immediately|and))`,
      `(?:my|our) (?:own |personal |contact |old )*(?:data|information|info|details|records?|file|name|account)\\b.{0,80}\\b(?:delete|erase|wipe|destroy|get rid of|remove|dispose of|shred|bin) (?:them|it)(?: all)?(?! (?:from|off) (?:your |the |all )*(?:mailing |email |distribution |newsletter )*list)`,
      `(?:tak(?:e|en|ing)|remov(?:e|ed|ing)|get|have|delet(?:e|ed|ing)|strike|wip(?:e|ed|ing)) (?:my|our|me|us)(?: (?:name|email|address|personal|contact|details|data|information|and|all|or|other|phone|number))* (?:removed |taken |deleted )?(?:off|out of|from) (?:all )?(?:of )?(?:your|the|any|its) (?:\\w+ )?(?:database|system|records?|files?|crm|books|servers?|computers?)s?(?!'?s? (?:\\w+ )?list)(?! (?:of who|for (?:e?mail\\w*|news|letters|updates|bulletins?|newsletters?|marketing|reminders)))`,
      `(?:close|closed|closing|deactivate|cancel) (?:my|our) (?:\\w+ )?(?:account|profile)|(?:account|profile) closed`,
      `(?:delete|erase|wipe|destroy|purge|get rid of|remove) (?:all|everything|anything|whatever|all that|any)\\b.{0,30}\\b(?:you|iqm|your)\\b.{0,25}\\b${held}`,
      `(?:delete|erase|wipe|forget)(?: all)?(?: traces? of)? (?:me|us)(?! (?:from|off) (?:your |the |all |these |any |this )*(?:mailing |email |distribution |newsletter )*(?:lists?|emails?|mailings?|newsletters?|bulletins?|distribution|updates|circulation|letters|messages|news))`,
      'right to (?:be forgotten|erasure|deletion|have (?:it|my data|everything) (?:deleted|erased))',
      'be forgotten',
      `(?:my|our)(?: \\w+){0,2} ${data} (?:gone|deleted|removed|erased|wiped|destroyed)(?! (?:from|off) (?:\\w+ ){0,4}lists?)`,
      '(?:remove|delete|erase|wipe) (?:all |any |every )?traces? of (?:me|my|us)',
      'article 17(?:\\(\\d\\))?',
      '(?:data )?(?:deletion|erasure|erase) request',
      `(?:my|our)(?: (?:own|personal|contact))* (?:${data}|name)(?: and (?:\\w+ )?\\w+)? (?:to be |be |is |are |being |should be |must be |gets? )+(?:deleted|erased|removed|wiped|destroyed|purged|forgotten)(?! (?:from|off) (?:your |the |all )*(?:mailing |email |distribution |newsletter )*list)`,
      '(?:and|then|and then|afterwards) (?:please )?(?:delete|erase|destroy|wipe) (?:(?:it|them|that)(?: all)?|the lot|everything|all of (?:it|them))',
      '(?<!\\bi |\\bwe |not )forget (?:about |all about |that )?(?:me|us|i|we|you ever|my name|my address)|as if i (?:had )?never existed',
      '(?:delete|erase|wipe|destroy|bin) (?:the (?:whole )?lot|it all|all of it)',
      `(?:no longer|not|stop|cease)(?: to)?(?: (?:want|wish|like|consent)(?: for)?(?: you)?(?: to)?)? (?:hold|holding|keep|keeping|store|storing|retain|retaining)(?: (?:any|my|our|all|of|personal|the))* (?:${data})`,
      `remove (?:me|us|my name|my email(?: address)?) from (?:all )?(?:of )?(?:your|the|any) (?:database|system|records?|files?|crm|books|servers?)s?`,
    ],
  ),
  ...rules(
    ['rectification'],
    [
      '(?:call|calling|address|addressing|addressed|write to|writing to)(?: (?:to|me|us))* (?:as )?(?:mr|mrs|ms|miss|dr|mx|prof)',
      `(?:name|surname|address|email|phone|number|title|details|information|data|spelling)(?: \\w+)?(?: that)? you (?:have|hold|use|keep|are using|have got)(?: \\w+){0,4} (?:is|are|was) (?:wrong|incorrect|out of date|old|not right|not mine|misspel\\w+|mis-spel\\w+|inaccurate|no longer)`,
      '(?=[^.?!]*\\b(?:me|my|mine|myself)\\b)(?:name|surname|address|email|phone|number|mobile|title|role|details|information|data|spelling|date of birth|postcode|initials?|entry|record|everything|what)\\b[^.?!]{0,40}\\b(?:you|iqm|your)\\b[^.?!]{0,50}\\b(?:is|are|was|were)(?: \\w+){0,2} (?:wrong|incorrect|inaccurate|not right|not correct|out of date|outdated|not true|false|untrue|mistaken)',
      '(?:i have|i have got|have|got) a new (?:\\w+ )?(?:email|address|surname|name|number|phone|title)',
      '(?:my|our|a|the) (?:change of|changed|new) (?:sur)?(?:name|address|email|title)',
      '(?:email|postal|school|office|work)(?: \\w+)? (?:address|name)(?:es|s)? (?:have|has) (?:all )?(?:been )?changed|mine is now|(?:it|i) (?:is|am) now [\\w.+-]+@',
      '(?:change of|changed|new|updated) (?:my )?(?:name|surname|email|address|details)(?: address)? ?(?:is|:|for me|below|as follows|to )',
      '(?:name|surname)(?: \\w+){0,3} (?:spelt|spelled|with (?:a|an|one|two) \\w+\\b)|(?:spelt|spelled) (?:with|without|wrong\\w*|incorrect\\w*|\\w+ not)|it is \\w+ with (?:a|an|one|two) \\w+|\\w+ with (?:a|an|one|two) [a-z]\\b',
      '(?:typo|mistake|error|misspelling|spelling mistake) in (?:my|our) (?:name|surname|address|email|title|details|records?|data)',
      '(?:change|correct|update|amend) the (?:email|name|surname|address|number|title|spelling|details)(?: address| number)? (?:that )?(?:you have|you hold|of my|for me|on my)',
      `(?:my|our)(?: \\w+){0,2} (?:name|surname|email|address|number)(?: address)? (?:changed|changes|will change|is changing)`,
      '(?:write to|email|contact|reach|send(?: \\w+){0,3} to)(?: me)? (?:at|on|under) [\\w.+-]+@[\\w.-]+|i am now (?:at|on|using) [\\w.+-]+@|(?:instead of|not|rather than) [\\w.+-]+@',
      'right to rectification|rectification|rectify|article 16',
      `(?:correct|chang(?:e|ing)|updat(?:e|ing)|amend|fix|edit|alter|revise|put right|sort out|replace|adjust)(?: (?:the|my|our|spelling|spelling of|of|entry for|record of|details of|personal|contact))* (?:my|our)(?: (?:first|last|family|married|maiden|full|given|email|mail|phone|telephone|mobile|contact|job|personal|work|postal|preferred|own|new|current|old|data|school))* (?:name|surname|forename|initials?|address|email|phone|number|mobile|telephone|title|role|position|details|records?|data|information|pronouns|entry|spelling)`,
      `(?:my|our)(?: (?:correct|new|first|last|family|married|full|email|mail|phone|telephone|mobile|job|work|school|proper|direct))* (?:name|surname|forename|address|email|phone|number|mobile|title|job title|spelling)(?: (?:address|number|on your (?:letters?|list|records|system|emails?)|in your (?:records|letters?|emails?|system|database)|with you|you (?:hold|have)(?: for me)?))* (?:is|has|was|should|will|are)(?: (?:now|actually|recently|just|incorrectly|been|be|got|wrongly|still))* (?:[a-z0-9.+_-]+@|changed|wrong|incorrect|mis-?spel\\w+|spel\\w+|out of date|old|changing|different|now|not(?! (?:used|being|for|to))|read|updated|recorded|listed|dr|mrs|mr|ms|miss|mx|prof|[a-z]+-[a-z]+)`,
      `(?:you have|you have got|you are using|you still have|you spell|you spelt|you have spelt|you have spelled|you wrote|you keep (?:spelling|writing|getting))(?: (?:got|down|used|the wrong|a wrong|an old|my old|recorded|still))* ?(?:my|our|me)\\b.{0,40}\\b(?:wrong\\w*|incorrect\\w*|mis-?spel\\w+|out of date|old|as)`,
      `(?:wrong|incorrect|old|out ?dated|inaccurate) (?:name|surname|address|email|phone number|number|title|job title|data|details|information|spelling)(?: (?:for|of|about|on) (?:me|us|my))`,
      `(?:data|details|information|records?|entry)(?: (?:you (?:hold|have|keep)|held|kept))?(?: (?:about|on|for) (?:me|us))? (?:is|are) (?:wrong|incorrect|inaccurate|out ?dated|out of date|not (?:right|correct|accurate))`,
      '(?:use|note|record|write to|send (?:\\w+ ){0,3}to) my (?:new|other|correct|current|work|school|personal|private)(?: \\w+)? (?:address|email|name|surname|number)',
      'i (?:have |recently |just )*(?:changed my (?:name|surname|email)|got married and|married and|reverted to my maiden name|go by|am now (?:known as|called|mrs|ms|dr|mr|miss|mx))',
    ],
  ),
  ...rules(
    ['complaint'],
    [
      'complaint',
      '(?:information commissioner\\w*|ico)',
      '(?:data|gdpr|privacy|personal data|confidentiality) breach|breach of (?:confidentiality|trust|my)',
      '(?:raise|raising|have|express|register|voice)(?: \\w+){0,3} (?:concerns?|objections?|issues?|dissatisfaction)(?: \\w+){0,3} (?:about|over|with|regarding|at) (?:the (?:way|handling|use)|how|your)\\b.{0,60}\\b(?:data|details|information|address|privacy)',
      '(?:handl(?:ed|ing)|us(?:ed|ing|e)|treat(?:ed|ment|ing)|shar(?:ed|ing)|pass(?:ed|ing)|process(?:ed|ing)|mishandl\\w+|mis-?us\\w+|abus\\w+)(?: of)? (?:my|our)(?: \\w+){0,2} (?:data|details|information|address)\\b.{0,60}\\b(?:unacceptable|not acceptable|disgrace\\w*|appalling|unlawful|illegal|wrong|poor|careless\\w*|not good enough|outrageous|unprofessional)',
      '(?:take|taking|taken) (?:this|it|the matter) (?:further|up with|to the)',
      '(?:broken|breaking|breached|breaching|broke|flouting|ignored|ignoring) (?:the )?(?:data protection|gdpr|privacy|law on data)',
      '(?:you|iqm)(?: \\w+){0,2} (?:give|gave|given|giving|shared?|sharing|pass(?:ed|ing)?|sold|leaked|misus\\w+)(?: (?:out|on|away))? my (?:personal |private |email |contact )*(?:details|data|email|address|information)',
      '(?:breach(?:es|ed|ing)?|violat\\w+|contraven\\w+) (?:of )?(?:the |my |our )?(?:uk )?(?:gdpr|data protection|privacy|pecr|rights)',
      '(?:unhappy|dissatisfied|disappointed|angry|upset|concerned|appalled|not happy|displeased|outraged) (?:\\w+ ){0,2}(?:about|with|at|by|over|that) (?:the way |how |the fact |that )*(?:you|iqm|your \\w+|my (?:data|details|information|address))\\b.{0,40}\\b(?:us(?:e|ed|ing)|handl\\w+|process\\w*|shar\\w+|pass\\w*|treat\\w*|kept|keep|got|obtained|data|details|information|address|gave|given|sold)',
    ],
  ),
  ...rules(
    ['successor'],
    [
      '(?:new|incoming|acting|next|interim|current) (?:head ?teacher|head|principal|executive head|inclusion lead|inclusion manager|senco|senc?o|alnco|deputy(?: head)?|contact(?: person)?|office manager|business manager) (?:is|will be|at|from|of|for|in|has|starts|can|to)',
      '(?:is|are|was|will be|has become|becomes|became|as) (?:our|the|my|your) (?:new|incoming|acting|next|interim) (?:head ?teacher|head|principal|executive head|inclusion lead|inclusion manager|senco|alnco|deputy(?: head)?|contact(?: person)?)',
      '(?:take|takes|taken|taking|took) over (?:from|as|my|the|his|her|our)',
      '(?:my|our|her|his) (?:successor|replacement)',
      '(?:contact|email|write to|speak to|address|direct|send|forward|use|update|replace)\\b.{0,60}\\b(?:instead|from now on|in future|going forward|in (?:my|his|her) place|with (?:her|him|them|the new))',
      '(?:replac(?:es|ed|ing)|succeed(?:s|ed|ing)?|hand(?:ed|ing)? over to|handover to|passed (?:this|the role) (?:on )?to) (?:me|her|him|mr|mrs|ms|miss|dr|my|our|the)',
      '(?:is|will be) (?:now )?(?:the|our) (?:head ?teacher|head|principal|inclusion lead|senco|alnco|main contact|contact|right person|person to contact|point of contact)',
    ],
  ),
]

/** "You hold my data. Get rid of it": only in a mail that speaks of someone's data. */
export const ofDataHeld = rules(
  ['erasure'],
  [
    '(?:delet(?:e|ing)|eras(?:e|ing)|wip(?:e|ing)|destroy(?:ing)?|get rid of|shred|bin|dispose of) (?:it|them|that|everything)(?: all)?{end}',
  ],
).concat(
  rules(
    ['access'],
    [
      '(?:send|give|show|tell|let) {me}(?: (?:have|see|know|with|over))* (?:it all|them all|everything|all of it|a (?:full )?copy)(?: (?:you|iqm) (?:have|hold|know|keep))?{end}',
    ],
  ),
)
export const dataSpokenOf =
  /\b(?:my|our) (?:\w+ )?(?:data|details|information|info|records?|file)\b|\bmy (?:\w+ )?(?:date of birth|home address|postcode|number|mobile)\b|\b(?:know|hold|have|keep) (?:about|on) (?:me|us)\b|\b(?:interview|recording|video|transcript|photo\w*|footage|quotes?|picture) (?:that )?(?:i|of me|with me|you took)\b|\bpersonal data\b/

/** A complaint is the law's kind when it is about someone's data; else it is about something else, and a person tells. */
export const aboutData =
  /\b(?:data|details|information|emails?|email(?:ed|ing)|addresses|address|consent|privacy|gdpr|ico|commissioner|opted|opt out|unsubscribed?|newsletters?|mailing|marketing|personal|contacted|spam|ddata|nata|manylion|gwybodaeth|wybodaeth|ngwybodaeth|ebost|ebyst|caniatad|nghaniatad|cyfeiriad|nghyfeiriad|negeseuon|preifatrwydd|diogelu)\b/
