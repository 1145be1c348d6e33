/**
 * How people ask in Welsh, which has equal standing: the same wishes as in English, with the changes that the beginnings
 * of Welsh words go through (caniatâd, nghaniatâd, ganiatâd, chaniatâd). Accents are folded away, by rule and by habit.
 */
import type { Ask } from './ask.ts'
import { type Rule, withdrawBoth } from './rule.ts'

const parts: Readonly<Record<string, string>> = {
  consent:
    '(?:nghaniat(?:ad|\uFFFDd)|ganiat(?:ad|\uFFFDd)|chaniat(?:ad|\uFFFDd)|caniat(?:ad|\uFFFDd)|n?ghydsyniad|gydsyniad|chydsyniad|cydsyniad)',
  data: '(?:nata|data|ddata|manylion|gwybodaeth|wybodaeth|ngwybodaeth|gofnodion|cofnodion|nghofnodion|manylion cyswllt|nata personol|data personol|ddata personol|gwybodaeth bersonol|ngwybodaeth bersonol)',
}

function welsh(asks: readonly Ask[], patterns: readonly string[]): readonly Rule[] {
  return patterns.map((pattern) => {
    const whole = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
    return { says: new RegExp(`(?<![\\w'])(?:${whole})(?!\\w)`, 'g'), asks }
  })
}

export const welshBare =
  /^(?:please )?(?:stopiwch|stop|dad-?danysgrifi\w+|datdanysgrifi\w+|tynnwch fi|tynnwch fi i ffwrdd|dim mwy|tynnu(?:'n| yn) ol|tynnu caniatad yn ol|tynnwch ni)(?: please| diolch)*$/

export const welshEarlierOptOuts: readonly Rule[] = welsh(withdrawBoth, [
  "(?:ers|wedi|er|ar ol)(?: (?:i mi|imi|i ni|fy mod(?: i)? wedi|i fi))? ?(?:ofyn i chi (?:stopio|beidio)|optio allan|d?dad-?danysgrifio|d?datdanysgrifio|dynnu fy {consent}(?:'n| yn) ol|dynnu'n ol|gofyn i chi (?:stopio|beidio))",
])

export const welshRights: readonly Rule[] = [
  ...welsh(
    ['access'],
    [
      "cais (?:gwrthrych|testun|am fynediad|mynediad)(?:[ \\w']{0,30}(?:data|ddata|gwybodaeth|wybodaeth))?",
      "copi o (?:fy |'r |r |'m |unrhyw |bob |holl |yr holl |eich |gopi )*(?:holl )?{data}",
      "copi o'(?:r|m)(?: holl)? {data}",
      "(?:gopi|copiau|gopiau) o(?:'r|'m)?(?: (?:fy|holl|unrhyw|yr|bob))* {data}",
      "(?:pa|beth|faint|popeth|bopeth|{data})[ \\w']{0,30}(?:sydd gennych|rydych(?: chi)? (?:yn|'n) (?:ei )?(?:gadw|dal|ddal|storio|cadw)|yr ydych yn (?:ei |eu )?(?:gadw|dal|ddal)|a gedwir|a ddelir|yn cael ei gadw|ydych chi'n ei gadw)[ \\w']{0,20}(?:amdanaf|amdana i|arnaf|arna i|amdanom|ar fy nghyfer)",
      "(?:gweld|weld|cael|gael|mynediad at|fynediad at|mynediad i|fynediad i)(?: (?:yr|y|holl|unrhyw|fy))* ?(?:fy|'m) {data}",
      "copi o(?:'r|'m)?(?: (?:fy|holl|unrhyw|yr|bob))* (?:ffeil|ngwybodaeth|ebyst)|gopi o(?:'r|'m)?(?: (?:fy|holl))* ffeil",
      "(?:beth|faint|pa)[ \\w']{0,30}(?:gwybod|wybod|cadw|gadw|dal|ddal)[ \\w']{0,12}(?:amdanaf|amdana i|amdanom)",
      'hawl mynediad|hawl i gael mynediad|erthygl 15',
    ],
  ),
  ...welsh(
    ['erasure'],
    [
      "(?:dilewch|dileer|dileu|ddileu|nileu|dileuwch|ddilewch|dinistrio|dinistriwch|ddinistrio|chwalwch|gwaredwch|cael gwared (?:ar|a|o)|gael gwared (?:ar|a|o)|sychwch|clirio)(?: (?:yr|y|holl|unrhyw|pob|bob|fy|ein|eich|cofnod o|copiau o|o))*[ ']{1,2}?(?:fy |'m |ein |holl |m )*{data}",
      '(?:dilewch|dileu|ddileu|dileuwch|dinistriwch) (?:popeth|bopeth|y cyfan|y cwbl|cwbl|unrhyw beth|pob dim)',
      'hawl i (?:gael (?:fy|eich|ei) (?:anghofio|n?hanghofio)|ddileu|gael dileu|ddilead)',
      '(?:anghofiwch|fy anghofio)(?: amdanaf| i)?',
      "(?:tynnwch|tynnu|dynnu|dilewch|dileu|nhynnu|symudwch)[ \\w']{0,30}(?:o'ch|o'r|oddi ar eich|oddi ar y|o eich) (?:cronfa ddata|system|cofnodion|gronfa ddata|systemau|gofnodion)",
      'erthygl 17|cais (?:i )?(?:ddileu|dileu)',
      '(?:fy |ein )?{data} (?:gael |cael )?(?:ei|eu) (?:dileu|ddileu|dinistrio)',
      '(?:peidiwch|peidio) a chadw (?:fy|unrhyw|dim o fy|ein) {data}',
    ],
  ),
  ...welsh(
    ['rectification'],
    [
      "(?:cywirwch|cywiro|gywiro|newidiwch|newid|diweddarwch|diweddaru|ddiweddaru|diwygio|diwygiwch|unioni|unionwch)(?: (?:sillafiad|y|fy|ein|'r|manylion|cofnod|o))* ?(?:fy|ein|'m) (?:enw|nghyfenw|cyfenw|chyfenw|nghyfeiriad|cyfeiriad|ebost|rhif|teitl|swydd|manylion|nata|data|ngwybodaeth|gwybodaeth|enw cyntaf|sillafiad)",
      "(?:mae|mae'r|nid yw|ydi|yw) ?(?:fy|ein|'m) (?:enw|nghyfenw|cyfenw|nghyfeiriad|cyfeiriad|ebost|rhif|teitl|manylion|nata)[ \\w']{0,30}(?:anghywir|wedi newid|wedi'i sillafu|wedi ei sillafu|wedi ei gamsillafu|gamsillafu|yn anghywir|yn gywir|wedi'i gamsillafu|newydd|camsillafu)",
      'fy (?:nghyfeiriad|ebost|enw|rhif|nghyfenw)(?: ebost)? newydd(?: i)?(?: yw| ydi|:)',
      "(?:rydych|rych|dych) (?:chi )?(?:wedi|yn|'n) (?:camsillafu|sillafu|cael|galw|ysgrifennu|rhoi)[ \\w']{0,20}(?:fy|ein) (?:enw|nghyfenw|cyfeiriad|nghyfeiriad)",
      '(?:enw|cyfenw|cyfeiriad|manylion|data|gwybodaeth) (?:anghywir|hen)(?: (?:amdanaf|ar fy nghyfer|sydd gennych))?',
      'hawl i gywiro|erthygl 16',
    ],
  ),
  ...welsh(
    ['complaint'],
    [
      '(?:cwyn|(?:gwneud|wneud|gyflwyno|cyflwyno|codi|godi|anfon) (?:gwyn|cwyn|chwyn)|n?ghwyn|gwynion|cwynion|cwyno|gwyno|chwyno)',
      'comisiynydd gwybodaeth|swyddfa comisiynydd',
    ],
  ),
  ...welsh(
    ['successor'],
    [
      '(?:pennaeth|bennaeth|phennaeth|prifathro|brifathro|prifathrawes|arweinydd cynhwysiant|cydlynydd|cyswllt) newydd',
      '(?:yn fy lle|yn ei le|yn ei lle|fy olynydd|olynydd)',
      "(?:cysylltwch|ysgrifennwch|anfonwch)[ \\w'.@]{0,60}(?:o hyn ymlaen|yn lle|o hyn allan|yn y dyfodol|bellach)",
    ],
  ),
]

const denied =
  /(?<![\w'])(?:peidiwch|peidio|paid|na|nac|nad|nid|ni fydd\w*|dim|ddim|heb|byth|does|ydym ni ddim)(?![\w'])/
const unsettled =
  /(?<![\w'])(?:os|pe|oni bai|nes|hyd nes|tan|efallai|falle|ella|hwyrach|ystyried|meddwl am|dros dro|am y tro|tra|yn ystod|pan|yn lle|tymor nesaf|flwyddyn nesaf|eto i gyd|o bosib)(?![\w'])/
const asksAbout =
  /(?<![\w'])(?:sut|beth (?:sy|fydd|fyddai|os|yw|ydy)|pam|pwy|pryd|oes rhaid|a oes angen|oes angen|ydw i|ydy|ydi|a yw|a fydd|fydd|a fyddaf|fydda i|fyddwn ni|a ydw|alla i|a allaf|allaf|a ddylwn|ddylwn)(?![\w'])/

/** Whether a right asked for in Welsh leaves no doubt. A negation that belongs to it is part of its pattern. */
export function isPlainWelsh(before: string, whole: string): boolean {
  const part = before.split(/[,;()]|\s-\s/).at(-1) ?? ''
  return !denied.test(part) && !unsettled.test(whole) && !asksAbout.test(whole)
}

/** As `touches` says for English. */
export const welshTouches =
  /(?<![\w'])(?:[ncg]?h?g?[ck]?aniatad|nghaniatad|ganiatad|chaniatad|caniatad|cydsyniad|nghydsyniad|gydsyniad|d?dad-?danysgrif\w*|d?datdanysgrif\w*|tanysgrif\w*|danysgrif\w*|(?:rhestr|restr) (?:bostio|postio|ddosbarthu|ebost|ebyst)|(?:[dt]h?ynn\w+|nhynnu)[ \w']{0,40}(?:oddi ar|rhestr|restr|yn ol|'n ol)|(?:peidi\w+|paid|stopi\w+) [ \w']{0,20}(?:anfon|danfon|chysylltu|cysylltu|ebostio|thynnu)|dim (?:mwy|rhagor)|(?:ddim|nid)[ \w']{0,30}(?:derbyn|dderbyn|clywed))(?![\w'])/
export const welshOfAwards =
  /(?<![\w'])(?:[dt]h?ynn\w+|canslo|ganslo|gadael|canslwch)[ \w']{0,40}(?:clwstwr|glwstwr|flagship|gwobr|wobr|cynllun|gynllun|rhaglen|raglen|ymweliad|adolygiad|cais|gais|asesiad|iqm|marc|cyfarfod|prosiect)/

/** Someone else's letters, in Welsh. */
export const welshForAnother =
  /(?<![\w'])(?:[dt]h?ynn\w+|dilewch|dileu|peidiwch ag anfon [ \w]{0,30} at|datdanysgrifiwch|dad-?danysgrifiwch) (?:ef|hi|nhw|fo|(?:ein|y|fy) (?:pennaeth|phennaeth|nghydweithiwr|cydweithiwr|ysgrifennydd\w*|hysgrifennydd\w*|cyn-bennaeth|dirprwy|staff|athrawon|ysgol)|mr|mrs|ms|miss|dr|(?:ei (?:henw|enw|chyfeiriad|gyfeiriad)))(?![\w'])|(?<![\w'])(?:mae|roedd)(?: ?'?r| ein| fy| y)? (?:rhiant|rhieni|athro|athrawes|llywodraethwr|gofalwr|pennaeth|phennaeth|mhennaeth|prifathro|brifathro|prifathrawes|cydweithiwr|nghydweithiwr|cadeirydd|dirprwy|ysgrifennydd\w*)(?: \w+){0,2} (?:wedi |yn |'n )?(?:gofyn|dymuno|eisiau|isio|moyn)|(?<![\w'])(?:ebyst|ebost|negeseuon|llythyrau|anfon|danfon|rhagor|dim)[ \w]{0,20} (?:ato|ati|atyn|atynt)(?! (?:fi|i|ni))(?![\w'])|(?<![\w'])ar ran (?!iqm)|(?<![\w'])ei (?:chaniatad|ganiatad|data|ddata|manylion|fanylion|enw ef|henw hi|henw|chyfeiriad)(?![\w'])/

export const welshGivesUp =
  /(?<![\w'])(?:[dt]h?ynnu(?:'n| yn) ol o|gadael|canslo|ganslo) ?(?:r |'r |ein |y |yr )*(?:clwstwr|glwstwr|flagship|gwobr|wobr|cynllun|gynllun|rhaglen|iqm|cytundeb|contract|aelodaeth)/
