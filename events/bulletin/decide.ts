/**
 * The life of a bulletin: written, corrected as often as one likes, ordered once, and then asked for page by page of the
 * contacts. Each page has its place as natural key: a page done twice counts once, and one that broke off is done again.
 */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { BulletinFact } from './events.ts'

export interface BulletinText {
  /** Ids of notes. */
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** Where in the list of contacts the sending stands: a part of the list, and the last contact gone through there. */
export interface Place {
  readonly part: number
  readonly after?: string | undefined
}

export interface Bulletin {
  readonly state: 'none' | 'draft' | 'sending' | 'sent'
  readonly text?: BulletinText
  /** How often it was written. */
  readonly version: number
  readonly place: Place
  readonly asked: number
  readonly passedOver: number
}

export type BulletinCommand =
  | ({ readonly do: 'write-bulletin' } & BulletinText)
  | { readonly do: 'send-bulletin' }
  /** A page was gone through: it began at `from`; `to` is where the next begins, undefined after the last. */
  | {
      readonly do: 'note-page'
      readonly from: Place
      readonly to: Place | undefined
      readonly asked: number
      readonly passedOver: number
    }

export const noBulletin: Bulletin = { state: 'none', version: 0, place: { part: 0 }, asked: 0, passedOver: 0 }

export const bulletinDecider: Decider<BulletinCommand, Bulletin, BulletinFact> = {
  shape: 1,
  initial: noBulletin,
  decide: decideBulletin,
  evolve: evolveBulletin,
  wakeAt: () => undefined,
}

export function bulletinStream(id: string): string {
  return id.startsWith('bulletin#') ? id : `bulletin#${id}`
}

function decideBulletin(command: BulletinCommand, bulletin: Bulletin): Decision<BulletinFact> {
  switch (command.do) {
    case 'write-bulletin':
      return write(command, bulletin)
    case 'send-bulletin':
      return order(bulletin)
    case 'note-page':
      return notePage(command, bulletin)
  }
}

function write({ subject, paragraphs }: BulletinText, bulletin: Bulletin): Decision<BulletinFact> {
  if (bulletin.state === 'sending' || bulletin.state === 'sent')
    return refuse(
      'bulletin-already-sent',
      'This bulletin is sent already: what left cannot be corrected. Write another one.',
      { version: bulletin.version },
    )
  const isSame = sayText(bulletin.text) === sayText({ subject, paragraphs })
  return isSame
    ? []
    : [{ type: 'BulletinWritten', data: { subject, paragraphs: [...paragraphs], version: bulletin.version + 1 } }]
}

function sayText(text: BulletinText | undefined): string {
  return text ? [text.subject, ...text.paragraphs].join(' ') : ''
}

function order({ state, version }: Bulletin): Decision<BulletinFact> {
  if (state === 'none') return refuse('bulletin-not-written', 'There is no such bulletin. Write it first.')
  return state === 'draft' ? [{ type: 'BulletinOrdered', data: { version } }] : []
}

function notePage(
  { from, to, asked, passedOver }: Extract<BulletinCommand, { do: 'note-page' }>,
  bulletin: Bulletin,
): Decision<BulletinFact> {
  const { state, place } = bulletin
  if (state !== 'sending' || place.part !== from.part || place.after !== from.after) return []
  const { part, after } = to ?? from
  const page: BulletinFact = {
    type: 'BulletinPageAsked',
    data: { part, ...(after !== undefined && { after }), asked, passedOver },
  }
  if (to) return [page]
  const all = { asked: bulletin.asked + asked, passedOver: bulletin.passedOver + passedOver }
  return [page, { type: 'BulletinAsked', data: all }]
}

function evolveBulletin(bulletin: Bulletin, fact: BulletinFact): Bulletin {
  switch (fact.type) {
    case 'BulletinWritten': {
      const { subject, paragraphs, version } = fact.data
      return { ...bulletin, state: 'draft', text: { subject, paragraphs }, version }
    }
    case 'BulletinOrdered':
      return { ...bulletin, state: 'sending' }
    case 'BulletinPageAsked': {
      const { part, after, asked, passedOver } = fact.data
      const place = { part, ...(after !== undefined && { after }) }
      return { ...bulletin, place, asked: bulletin.asked + asked, passedOver: bulletin.passedOver + passedOver }
    }
    case 'BulletinAsked':
      return { ...bulletin, state: 'sent' }
  }
}
