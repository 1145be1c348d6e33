/**
 * The copy of everything held on a person, which they may ask for (DOMAIN C9; UK GDPR article 15). Plain data in words a
 * person understands: no id, no stream, no word of ours. Days are London's calendar days.
 */
import * as z from 'zod'
import { once } from '../kernel/once.ts'

/** Days for which the link to the copy opens, from the day on which the request was answered. */
export const copyDays = 14

const day = () => z.iso.date()
const text = () => z.string()

export const accessCopy = once(() =>
  z.strictObject({
    /** The day it was made: it says what is held on that day. */
    madeOn: day(),
    /** Whose system it is, and where they answer. */
    body: z.strictObject({ name: text(), writeTo: text() }),
    /** Each entry with their name; the one they are kept in comes first. */
    entries: z.array(
      z.strictObject({
        kept: text(),
        name: text(),
        address: text(),
        phone: text().optional(),
        until: day().optional(),
      }),
    ),
    /** Where the same address is that of a member of staff. */
    staff: z.strictObject({ name: text(), role: text() }).optional(),
    /** Roles at schools, present and former; the days are those on which they were noted. */
    schools: z.array(z.strictObject({ school: text(), role: text(), since: day(), until: day().optional() })),
    /** All that was ever said about consent, with its evidence, the earliest first. */
    consents: z.array(
      z.strictObject({
        to: text(),
        what: text(),
        on: day(),
        how: text().optional(),
        /** The version of the words, and how they run where they are ours. */
        wording: text().optional(),
        words: text().optional(),
        notedOn: day(),
        notedBy: text(),
      }),
    ),
    /** How the address stands, when letters paused, and what the address is not written to with. */
    standing: z.strictObject({
      address: text(),
      pauses: z.array(z.strictObject({ why: text(), since: day(), until: day().optional() })),
      notWrittenTo: z.array(z.strictObject({ letters: text(), since: day() })),
    }),
    requests: z.array(
      z.strictObject({
        asked: text(),
        received: day(),
        due: day(),
        state: text(),
        decidedOn: day().optional(),
        reason: text().optional(),
        whyLonger: text().optional(),
      }),
    ),
    /** Mails they wrote, the latest first; subject and text as long as they are kept. */
    mails: z.array(
      z.strictObject({
        received: day(),
        subject: text().optional(),
        text: text().optional(),
        understood: z.array(text()),
        done: z.array(text()),
      }),
    ),
    /** Letters to them, the latest first. */
    letters: z.array(
      z.strictObject({ kind: text(), on: day(), state: text(), why: text().optional(), school: text().optional() }),
    ),
    /** What a member of staff was asked to look at because of them. */
    tasks: z.array(z.strictObject({ task: text(), since: day().optional(), due: day().optional(), state: text() })),
    /** Free texts about them, as they were written. */
    notes: z.array(z.strictObject({ about: text(), on: day(), text: text() })),
    /** Who was shown their name and address. */
    seen: z.array(z.strictObject({ on: day(), by: text() })),
    /** All that happened, the earliest first. */
    events: z.array(z.strictObject({ on: day(), what: text() })),
    /** What the law has them told beside it (UK GDPR article 15(1) and (2)). */
    told: z.strictObject({
      purposes: z.array(text()),
      categories: z.array(text()),
      recipients: z.array(text()),
      kept: z.array(text()),
      rights: z.array(text()),
      complaint: text(),
      sources: z.array(text()),
      decisions: text(),
    }),
  }),
)
export type AccessCopy = z.infer<ReturnType<typeof accessCopy>>
