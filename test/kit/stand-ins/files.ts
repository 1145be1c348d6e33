/** Files in memory, as true to the real ones as their contract asks. */
import type { Files } from '../../../shared/files/files.ts'
import { perform, type Step, smooth } from './step.ts'

export interface FilesStandIn extends Files {
  /** PUTs to an address that `uploadAddress` gave. */
  upload(address: string, body: string): Promise<void>
}

/** `now` answers the instant of a put. */
export function standInFiles(step: Step = smooth, now: () => string = () => '2026-09-01T06:30:00.000Z'): FilesStandIn {
  const files = new Map<string, { bytes: Uint8Array; at: string; contentType: string }>()
  const keep = (key: string, body: string | Uint8Array, contentType: string) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body.slice()
    files.set(key, { bytes, at: now(), contentType })
  }
  return {
    put: (key, body, contentType) => perform(step, 'files.put', () => keep(key, body, contentType)),
    get: (key) => perform(step, 'files.get', () => files.get(key)?.bytes.slice()),
    open: (key) =>
      perform(step, 'files.get', () => {
        const file = files.get(key)
        return file && { bytes: file.bytes.slice(), contentType: file.contentType }
      }),
    async *list(prefix) {
      const found = await perform(step, 'files.list', () => [...files].filter(([key]) => key.startsWith(prefix)))
      for (const [key, { bytes, at }] of found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
        yield { key, size: bytes.length, at }
    },
    uploadAddress: async (key) => `memory:${key}`,
    upload: (address, body) =>
      perform(step, 'files.upload', () => keep(address.slice('memory:'.length), body, 'text/csv')),
    remove: (key) => perform(step, 'files.remove', () => void files.delete(key)),
  }
}
