/**
 * What a command costs on DynamoDB, computed from bytes. A unit of reading is 4 KB read strongly consistent, a unit of
 * writing 1 KB; an item counts the UTF-8 bytes of its attributes' names and values, and writing an item into an index
 * is charged as a write of its own (DynamoDB developer guide: read and write operations, item sizes).
 */

import { writeCommit } from './bytes.ts'
import { feedKeysOf } from './feed.ts'
import type { CommitBody } from './log.ts'

/** Units of one strongly consistent read of so many bytes; reading nothing costs one as well. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096))
}

/** Units of writing an item of so many bytes, and of its rows in indexes. */
export function writeUnits(bytes: number, indexRows: readonly number[] = []): number {
  return [bytes, ...indexRows].reduce((units, size) => units + Math.max(1, Math.ceil(size / 1024)), 0)
}

/** Bytes of an item: names and values in UTF-8; a number takes a byte for two digits and one more. */
export function itemBytes(item: Readonly<Record<string, string | number>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)
}

/** What loading a stream and committing to it costs: one item read (the head), one written, with its row in the feed. */
export function unitsOfCommand(head: CommitBody | undefined, commit: CommitBody): { read: number; write: number } {
  const keys = { stream: commit.stream, version: commit.version, ...feedKeysOf(commit) }
  return {
    read: readUnits(head ? itemBytes(keptAs(head)) : 0),
    write: writeUnits(itemBytes(keptAs(commit)), [itemBytes(keys)]),
  }
}

function keptAs(body: CommitBody): Record<string, string | number> {
  return { stream: body.stream, version: body.version, ...feedKeysOf(body), body: writeCommit(body) }
}

function valueBytes(value: string | number): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : 1 + Math.ceil(String(Math.abs(value)).length / 2)
}
