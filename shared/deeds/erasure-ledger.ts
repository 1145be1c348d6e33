/**
 * The ledger of erasures: a file for each, kept for good among the files, in which ids say what was removed. A copy of
 * the body that is brought back goes by it before anything else (DOMAIN C8). It is written before anything is removed, and
 * takes in what is found when the removal is done again: nothing that was removed is ever missing from it.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Files } from '../files/files.ts'

export const erasuresPrefix = 'erasures/'

const streams = (kind: string) => z.array(z.string().regex(new RegExp(`^${kind}#[\\w.:-]{1,100}$`)))
const notes = () => z.array(z.string().regex(/^note-[0-9a-f-]{36}$/))

/** All that was ever theirs, whether it was still kept or not: a copy of long ago may hold it. */
const theirs = () => ({ contacts: streams('contact'), mails: streams('mail'), notes: notes() })

const erasureEntry = once(() =>
  z.strictObject({
    request: z.string().regex(/^request#[\w.:-]{1,100}$/),
    /** The day it was first carried out. */
    on: z.iso.date(),
    ...theirs(),
    /** What of it was still kept, and removed. */
    held: z.strictObject(theirs()),
    /** Those of the notes that are nothing but an address, of somebody who is no contact. */
    addresses: notes(),
    /** Texts about something else in which their details were blacked out; and those a person is to look at. */
    passages: notes(),
    doubtful: notes(),
    /** How many addresses of theirs stay on the list of those not to be written to. */
    suppressed: z.int().min(0),
    /** The provider's own list was asked to forget theirs. */
    provider: z.literal(true).optional(),
    /** A member of staff has an address of theirs. */
    staff: z.literal(true).optional(),
  }),
)
export type ErasureEntry = z.infer<ReturnType<typeof erasureEntry>>

/** Where an erasure stands in the files, by its request (`request#…`). */
export function erasureKey(request: string): string {
  return `${erasuresPrefix}${request.slice(request.indexOf('#') + 1)}.json`
}

/** Reads an entry; undefined for what is none. */
export function readErasure(bytes: Uint8Array): ErasureEntry | undefined {
  try {
    return erasureEntry().safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  } catch {
    return undefined
  }
}

/** Writes down what was found, together with what stands there already; answers both. */
export async function noteErasure(files: Pick<Files, 'get' | 'put'>, found: ErasureEntry): Promise<ErasureEntry> {
  const key = erasureKey(found.request)
  const bytes = await files.get(key)
  const standing = bytes && readErasure(bytes)
  const both = erasureEntry().parse(standing ? united(standing, found) : found)
  await files.put(key, JSON.stringify(both), 'application/json')
  return both
}

/** Two looks at one erasure as one. */
export function united(one: ErasureEntry, other: ErasureEntry): ErasureEntry {
  return {
    request: one.request,
    on: one.on.localeCompare(other.on) < 0 ? one.on : other.on,
    contacts: both(one.contacts, other.contacts),
    mails: both(one.mails, other.mails),
    notes: both(one.notes, other.notes),
    held: {
      contacts: both(one.held.contacts, other.held.contacts),
      mails: both(one.held.mails, other.held.mails),
      notes: both(one.held.notes, other.held.notes),
    },
    addresses: both(one.addresses, other.addresses),
    passages: both(one.passages, other.passages),
    doubtful: both(one.doubtful, other.doubtful),
    suppressed: Math.max(one.suppressed, other.suppressed),
    provider: one.provider ?? other.provider,
    staff: one.staff ?? other.staff,
  }
}

function both(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])]
}
