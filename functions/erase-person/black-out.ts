/**
 * Blacks out somebody's details in texts that are about something else: addresses, telephone numbers and the full name,
 * however they are spaced and cased, whole words only. What is somebody else's as well stays; a name that is not theirs
 * alone is told, for a person to look at.
 */
import { foldAddress, type Person } from '../../shared/vault/vault.ts'

export const blackedOut = '[removed]'

/** Addresses, telephone numbers and names, each in the form in which they are compared. */
export interface OfPeople {
  readonly addresses: ReadonlySet<string>
  readonly phones: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/** What is looked for in texts. */
export interface Details {
  /** What goes. */
  readonly sure: readonly RegExp[]
  /** Names that are another's too, or so short that they may be anybody's: told, and left in place. */
  readonly doubtful: readonly RegExp[]
}

type Known = Pick<Person, 'email'> & Partial<Person>

/** What is known of people, and the telephone numbers of places besides. */
export function knownOf(people: Iterable<Known>, placePhones: Iterable<string> = []): OfPeople {
  const [addresses, phones, names] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { email, phone, name } of people) {
    addresses.add(foldAddress(email))
    for (const number of numbersIn(phone)) phones.add(number)
    if (name?.trim()) names.add(foldName(name))
  }
  for (const phone of placePhones) for (const number of numbersIn(phone)) phones.add(number)
  return { addresses, phones, names }
}

/** Somebody's details, as they are to be found in texts, without what others have as well. */
export function detailsOf(own: OfPeople, others: OfPeople): Details {
  const alone = (kind: keyof OfPeople) => [...own[kind]].filter((one) => !others[kind].has(one))
  const names = alone('names').filter(isFull)
  return {
    sure: [...alone('addresses').map(addressPattern), ...alone('phones').map(phonePattern), ...names.map(namePattern)],
    doubtful: [...own.names].filter((name) => !names.includes(name)).map(namePattern),
  }
}

/** The text without them; and whether it holds a name that is not theirs alone. What holds nothing stays as it was written. */
export function blackOut(text: string, { sure, doubtful }: Details): { text: string; isDoubtful: boolean } {
  const folded = text.normalize('NFC')
  const black = sure.reduce((left, pattern) => left.replaceAll(pattern, blackedOut), folded)
  return {
    text: black === folded ? text : black,
    isDoubtful: doubtful.some((pattern) => black.search(pattern) >= 0),
  }
}

/** Titles stand before names in some places and not in others. */
const title = /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|reverend|sir|dame|lady|lord|father|sister)\.?\s+/u

/** A name as it is compared: without a title if enough is left, in lower case, with plain spaces, apostrophes and hyphens. */
function foldName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(/[\u2010\u2011\u2013]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const bare = plain.replace(title, '')
  return isFull(bare) ? bare : plain
}

/** One word may be anybody's. */
function isFull(name: string): boolean {
  return name.replace(title, '').includes(' ')
}

function namePattern(name: string): RegExp {
  const words = name.split(' ').map(wordPattern)
  const [last = '', first] = [words.at(-1), words.slice(0, -1).join(String.raw`\s+`)]
  const spaced = words.join(String.raw`\s+`)
  // As lists have it: the last name first.
  const turned = first === '' ? '' : String.raw`|${last},\s*${first}`
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${spaced}${turned})(?![\p{L}\p{N}])`, 'giu')
}

function wordPattern(word: string): string {
  return escaped(word)
    .replaceAll("'", String.raw`['\u2018\u2019\u02bc]`)
    .replaceAll('-', String.raw`[\-\u2010\u2011\u2013]`)
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
}

/** Signs that may stand in an address; the full stop is among them only if one of them stands before it. */
const inAddress = String.raw`[\p{L}\p{N}!#$%&'*+\/=?^_\x60{|}~\-]`

function addressPattern(address: string): RegExp {
  const before = String.raw`(?<!${inAddress}|${inAddress}\.)`
  return new RegExp(String.raw`${before}${escaped(address)}(?![\p{L}\p{N}\-]|\.[\p{L}\p{N}])`, 'giu')
}

/** Fewer figures are no number by which somebody is called from elsewhere. */
const fewestFigures = 6

/** The numbers in what was written as a telephone number, as figures without the country's 44 or the leading 0. */
function numbersIn(phone: string | undefined): string[] {
  return (phone ?? '').split(/[,;/|]|\bor\b/i).flatMap((part) => {
    const [number = ''] = part.split(/\bext|\bx|#/i)
    const figures = number.replaceAll('(0)', '').replaceAll(/\D/g, '')
    const national = figures.replace(/^(?:00)?44(?=\d{9,10}$)/, '').replace(/^0/, '')
    return national.length >= fewestFigures ? [national] : []
  })
}

/** What people write between the figures of a number. */
const between = String.raw`[\s.()\u00a0\u2010\u2011\u2013\/\-]{0,3}`

function phonePattern(national: string): RegExp {
  // A bracket is part of the number where it closes within it: the number itself may stand in brackets.
  const opened = String.raw`(?:\((?=[\d\s]{1,7}\)))?`
  const abroad = String.raw`(?:\+|00)${between}44${between}(?:0\)?${between})?`
  const figures = [...national].join(between)
  return new RegExp(String.raw`(?<![\d+])(?:${abroad}|${opened}0\)?${between})?${figures}(?!\d)`, 'gu')
}
