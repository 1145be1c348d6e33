// The files: objects in buckets. A blob is written whole under a new name before the entry that names it, so a reader
// finds the old object or the new one, never half of one, also after a kill.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Store } from './store.ts'

const prefix = 'file!'

const entrySchema = z.object({
  key: z.string(),
  blob: z.string(),
  size: z.number(),
  eTag: z.string(),
  at: z.string(),
  contentType: z.string(),
  metadata: z.record(z.string(), z.string()),
})
export type FileEntry = z.infer<typeof entrySchema>

export interface Files {
  /** Keeps an object; undefined, and nothing kept, if there is one and `onlyNew` was asked for. */
  put(bucket: string, key: string, file: NewFile): Promise<FileEntry | undefined>
  head(bucket: string, key: string): Promise<FileEntry | undefined>
  get(bucket: string, key: string): Promise<{ entry: FileEntry; body: Buffer } | undefined>
  remove(bucket: string, key: string): Promise<void>
  /** Entries in the order of their keys, those after `after` only. */
  list(bucket: string, keyPrefix: string, after: string, most: number): Promise<FileEntry[]>
}

export interface NewFile {
  readonly body: Buffer
  readonly contentType: string
  readonly metadata: Readonly<Record<string, string>>
  readonly onlyNew: boolean
}

interface Blobs {
  write(name: string, body: Buffer): Promise<void>
  read(name: string): Promise<Buffer>
  remove(name: string): Promise<void>
}

export function openFiles(store: Store, folder: string | undefined): Files {
  const blobs = folder ? blobsIn(folder) : blobsInMemory()
  const name = (bucket: string, key: string) => `${prefix}${bucket}!${key}`
  // Puts and removals of one key go one after the other: `onlyNew` looks before it writes.
  const turns = new Map<string, Promise<unknown>>()
  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work)
    const done = turn.then(
      () => {},
      () => {},
    )
    turns.set(key, done)
    done.finally(() => {
      if (turns.get(key) === done) turns.delete(key)
    })
    return turn
  }
  const head = async (bucket: string, key: string) => {
    const found = await store.read(name(bucket, key))
    return found === undefined ? undefined : entrySchema.parse(found)
  }
  return {
    head,
    put: (bucket, key, { body, contentType, metadata, onlyNew }) =>
      inTurn(name(bucket, key), async () => {
        const before = await head(bucket, key)
        if (before && onlyNew) return undefined
        const entry: FileEntry = {
          key,
          blob: randomUUID(),
          size: body.length,
          eTag: `"${createHash('md5').update(body).digest('hex')}"`,
          at: new Date().toISOString(),
          contentType,
          metadata: { ...metadata },
        }
        await blobs.write(entry.blob, body)
        await store.write([{ key: name(bucket, key), value: entry }])
        if (before) await blobs.remove(before.blob)
        return entry
      }),
    get: (bucket, key) =>
      inTurn(name(bucket, key), async () => {
        const entry = await head(bucket, key)
        return entry && { entry, body: await blobs.read(entry.blob) }
      }),
    remove: (bucket, key) =>
      inTurn(name(bucket, key), async () => {
        const before = await head(bucket, key)
        if (!before) return
        await store.write([{ key: name(bucket, key) }])
        await blobs.remove(before.blob)
      }),
    list: async (bucket, keyPrefix, after, most) => {
      const entries: FileEntry[] = []
      if (most < 1) return entries
      for await (const [, value] of store.entries(name(bucket, keyPrefix))) {
        const entry = entrySchema.parse(value)
        if (entry.key <= after) continue
        entries.push(entry)
        if (entries.length === most) break
      }
      return entries
    },
  }
}

function blobsIn(folder: string): Blobs {
  const made = mkdir(folder, { recursive: true })
  return {
    write: async (name, body) => {
      await made
      await writeFile(join(folder, name), body)
    },
    read: (name) => readFile(join(folder, name)),
    remove: (name) => rm(join(folder, name), { force: true }),
  }
}

function blobsInMemory(): Blobs {
  const blobs = new Map<string, Buffer>()
  return {
    write: async (name, body) => {
      blobs.set(name, body)
    },
    read: async (name) => {
      const body = blobs.get(name)
      if (!body) throw new Error(`no blob ${name}`)
      return body
    },
    remove: async (name) => {
      blobs.delete(name)
    },
  }
}
