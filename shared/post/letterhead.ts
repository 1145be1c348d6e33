/**
 * The letterhead: what every letter of the body carries around its words. An administrator changes it; the defaults are
 * placeholders a body replaces before its first letter leaves (the telephone number is one that belongs to nobody).
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { contrast, readableContrast } from './contrast.ts'

const line = (max = 120) => z.string().trim().min(1).max(max)

/** What stands where a body changed nothing. */
const defaults = {
  name: 'Inclusion Quality Mark',
  address: ['Awards Office', '1 Sample Street', 'Sampleton', 'SA1 1AA'],
  signatory: { name: 'The Awards Team', title: 'Inclusion Quality Mark' },
  replyTo: 'info@iqm.example',
  colour: '#1d4f7c',
}

export const letterheadValues = once(() =>
  z.strictObject({
    /** The body's name, as it signs. */
    name: line().default(defaults.name),
    /** A few letters shown as the body's mark instead of a picture: letters load nothing from outside. */
    mark: line(6).optional(),
    /** The body's postal address, without its name, one line each: every letter ends with it. */
    address: z.array(line()).min(1).max(6).default(defaults.address),
    phone: line(40).optional(),
    /** Who signs. A person's name or a team's. */
    signatory: z.strictObject({ name: line(), title: line().optional() }).default(defaults.signatory),
    /** Where answers go; people answer in any words, and a person or the mail desk reads them. */
    replyTo: z.email().default(defaults.replyTo),
    /** The body's colour, `#rrggbb`; on white it must be readable, because links and buttons are made of it. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb')
      .refine(
        (colour) => contrast(colour, '#ffffff') >= readableContrast,
        'this colour is too light to be read on white',
      )
      .default(defaults.colour),
  }),
)

export type Letterhead = z.infer<ReturnType<typeof letterheadValues>>

/** The letterhead of a body that changed nothing. */
export const defaultLetterhead: Letterhead = { ...defaults, phone: '01632 960000' }
