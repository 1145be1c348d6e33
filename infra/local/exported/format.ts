/**
 * What an export is made of: a folder with a file of JSON lines for each part, the files as files, and last of all a
 * manifest. docs/export.md says it for whoever reads one without us.
 */
import { join } from 'node:path'
import * as z from 'zod'

export const manifestName = 'manifest.json'
export const filesFolder = 'files'

/** The parts, in the order in which they are taken: rows first, so that each has its commit; people after the log that names them. */
export const partNames = ['board', 'log', 'vault', 'files'] as const
export type PartName = (typeof partNames)[number]

export function partFile(part: PartName): string {
  return `${part}.jsonl`
}

const part = z.strictObject({
  /** Lines, each ended by a line feed. */
  lines: z.int().min(0),
  bytes: z.int().min(0),
  /** SHA-256 of the file, in hex. */
  sha256: z.string(),
})
export type PartSum = z.infer<typeof part>

export const manifest = z.strictObject({
  format: z.literal('inclusion-quality-mark export', 'this is no export of this system'),
  /** 2 since mail that came in is in it. */
  version: z.literal(
    [1, 2],
    'this export has a form that this release does not know: restore it with the release that made it',
  ),
  /** When it was taken, by the machine's clock. */
  takenAt: z.iso.datetime(),
  /** Where the body's clock stood, if it was a test clock. */
  clock: z.iso.datetime().optional(),
  /** Whether the vault is in it; an export without people cannot be restored. */
  people: z.boolean(),
  parts: z.strictObject({ board: part, log: part, vault: part.optional(), files: part }),
  log: z.strictObject({
    streams: z.int().min(0),
    /** The instant of the youngest commit. */
    youngest: z.iso.datetime().optional(),
    /** Sealed days, and the seal of the last: kept apart from the export, it proves the log. */
    sealedDays: z.int().min(0),
    lastSeal: z.strictObject({ day: z.iso.date(), hash: z.string() }).optional(),
    /** Up to here every commit was published and all that follows from it had an hour to be done; empty: unknown. */
    followedUntil: z.iso.datetime().optional(),
  }),
  /** Letters that were claimed for sending and of which nobody knew yet whether they had left. */
  lettersInDoubt: z.int().min(0),
})
export type Manifest = z.infer<typeof manifest>

/** A row of the board. */
const place = z.strictObject({ key: z.string(), sort: z.string() })
export const boardLine = z.strictObject({
  stream: z.string(),
  name: z.string(),
  version: z.number(),
  places: z.strictObject({
    list: place.optional(),
    about: place.optional(),
    type: place.optional(),
    trace: place.optional(),
    because: place.optional(),
    wake: place.optional(),
  }),
  data: z.record(z.string(), z.unknown()),
})

export const rooms = ['files', 'seals', 'mail'] as const

/** A file: its bytes lie under `files/`, at a path made from room and key. */
export const fileLine = z.strictObject({
  room: z.enum(rooms),
  key: z.string().min(1),
  contentType: z.string(),
  bytes: z.int().min(0),
  sha256: z.string(),
})
export type FileLine = z.infer<typeof fileLine>

/** Where a file lies in an export: no key, whatever it holds, leads out of the folder. */
export function pathOf({ room, key }: Pick<FileLine, 'room' | 'key'>): string {
  const steps = key.split('/').map((step) => (/^\.*$/.test(step) ? `%${step}` : encodeURIComponent(step)))
  return join(filesFolder, room, ...steps)
}
