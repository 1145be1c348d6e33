/**
 * The only kinds of text an event may carry. Names, addresses, phone numbers of people and free text about a person
 * live in the vault; an event holds the id of a note instead. A law walks every schema of the catalogue and finds any
 * string that was not made here.
 */
import * as z from 'zod'

/** What a string in an event may be; kept as schema metadata so that the law can see it. */
export type Word =
  | 'id'
  | 'ref'
  | 'day'
  | 'instant'
  | 'hash'
  | 'term-key'
  | 'public-text'
  | 'note'
  | 'event-id'
  | 'wording'
  | 'matter'

const word = (kind: Word) => ({ word: kind })

/** An id of the system's own, or one given from outside for a cluster or a meeting. */
export const id = () => z.string().min(1).max(200).meta(word('id'))
/** An id that people gave a cluster or a meeting, as they write it: a name with spaces will do. */
export const idAsGiven = (max = 80) =>
  z
    .string()
    .trim()
    .regex(
      /^[\p{L}\p{N}_.:'’&()+,-]+(?: [\p{L}\p{N}_.:'’&()+,-]+)*$/u,
      "may have letters, digits, single spaces and _ . : ' ’ & ( ) + , - only",
    )
    .max(max)
/** The outside name of a school: `urn:123456` or `ref:ANYTHING`. */
export const ref = () =>
  z
    .string()
    .regex(/^(urn:\d{6}|ref:\S.{0,60})$/, 'a ref is urn: and six digits, or ref: and a code')
    .meta(word('ref'))
export const day = () => z.iso.date('a day is written YYYY-MM-DD').meta(word('day'))
export const instant = () => z.iso.datetime().meta(word('instant'))
export const hash = () =>
  z
    .string()
    .regex(/^[0-9a-f]{16,64}$/)
    .meta(word('hash'))
/** A term's key: `2026/27 autumn`. */
export const termKey = () =>
  z
    .string()
    .regex(/^\d{4}\/\d{2} (autumn|spring|summer)$/, 'a term is written 2026/27 autumn, spring or summer')
    .meta(word('term-key'))
/** Text about a school or group that is public anyway: its name, town, postcode, phone, website, a meeting's topics. */
export const publicText = (max = 200) => z.string().trim().min(1).max(max).meta(word('public-text'))
/** The id of free text kept in the vault. */
export const note = () =>
  z
    .string()
    .regex(/^note-[0-9a-f-]{36}$/)
    .meta(word('note'))
export const eventId = () => z.string().min(3).max(300).meta(word('event-id'))
/** The version of the wording someone consented to, as the form printed it: `2018-05`. */
export const wording = () => z.string().trim().min(1).max(40).meta(word('wording'))
/** What a letter is about, its parts joined by `|`; ids and days only. */
export const matter = () => z.string().min(1).max(300).meta(word('matter'))

export const nation = () => z.enum(nations)
export const nations = ['england', 'wales', 'scotland', 'northern-ireland', 'overseas'] as const
export type Nation = (typeof nations)[number]
/** The nations as people write them in the middle of a sentence. */
export const nationWords: Readonly<Record<Nation, string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  overseas: 'schools overseas',
}

export const award = () => z.enum(awards)
/** The awards from the lowest to the highest. */
export const awards = ['inclusive-school', 'centre-of-excellence', 'flagship'] as const
export type Award = (typeof awards)[number]

export const roles = ['admin', 'coordinator', 'ambassador', 'assessor', 'reader'] as const
export type StaffRole = (typeof roles)[number]

export const contactRoles = ['head', 'inclusion-lead', 'office', 'other'] as const
export type ContactRole = (typeof contactRoles)[number]

export const purposes = ['service', 'news'] as const
export type ConsentPurpose = (typeof purposes)[number]

/** What a school's presence at a cluster meeting can be. */
export const marks = ['attended', 'apologies', 'absent'] as const
export type Mark = (typeof marks)[number]

/** `required` meetings count towards a Flagship's standing (F1), `extra` ones do not. */
export const meetingKinds = ['required', 'extra'] as const
export type MeetingKind = (typeof meetingKinds)[number]

export const consentWays = ['web-form', 'paper', 'phone', 'undo-link', 'preference-page', 'e-mail', 'import'] as const
export type ConsentWay = (typeof consentWays)[number]

/**
 * An e-mail address as people type it: taken with blanks around it, since addresses are compared trimmed (C0), and in
 * letters of any script. Never in an event: it is for bodies of commands and rows of imports.
 */
export const emailAddress = () =>
  z
    .string()
    .trim()
    .max(254)
    .regex(
      /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@.<>()[\]\\,;:"]{2,}$/u,
      'an e-mail address looks like name@school.example',
    )

/** What a person may ask for by right (DOMAIN 4, C7). */
export const requestKinds = ['access', 'erasure', 'rectification', 'complaint', 'withdrawal'] as const
export type RequestKind = (typeof requestKinds)[number]
