/** Proves an export before anything is written from it: all there, as it was taken, and its log whole. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Row } from '../../../shared/board/board.ts'
import { readCommit } from '../../../shared/log/bytes.ts'
import { feedKeysOf } from '../../../shared/log/feed.ts'
import type { Commit, KeptItem } from '../../../shared/log/log.ts'
import { readSeal, sealFile } from '../../../shared/log/seal.ts'
import { type Finding, verifyLog } from '../../../shared/log/verify.ts'
import { type WholeEntry, wholeEntry } from '../../../shared/vault/whole.ts'
import {
  boardLine,
  type FileLine,
  fileLine,
  type Manifest,
  manifest,
  manifestName,
  type PartName,
  type PartSum,
  partFile,
  partNames,
  pathOf,
} from './format.ts'
import { readLines, sumOf } from './lines.ts'

/** An export that was found whole, to be read any number of times. */
export interface Export {
  readonly manifest: Manifest
  commits(): AsyncIterable<Commit>
  rows(): AsyncIterable<Row>
  entries(): AsyncIterable<WholeEntry>
  files(): AsyncIterable<FileLine>
  bytesOf(file: FileLine): Promise<Uint8Array>
}

/** Opens an export and proves it; throws a sentence that names the part which is missing or not what it was. */
export async function openExport(folder: string, { evenAltered }: { readonly evenAltered: boolean }): Promise<Export> {
  const read = await readManifest(folder)
  if (!read.people || !read.parts.vault)
    throw new Error(`${folder} was taken without people: it is for counting, and nothing can be restored from it`)
  for (const part of partNames) await checkPart(folder, part, read.parts[part])
  const found = exportIn(folder, read)
  for await (const file of found.files()) await found.bytesOf(file)
  const findings = await findingsIn(found)
  const [first] = findings
  if (first && !evenAltered)
    throw new Error(
      `the log in ${folder} is not whole: ${first.kind}: ${first.at} ${first.says}` +
        `${findings.length > 1 ? ` (and ${findings.length - 1} more)` : ''}. --even-altered restores it as it is.`,
    )
  return found
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName)
  if (!existsSync(path)) {
    const there = partNames.map(partFile).filter((name) => existsSync(join(folder, name)))
    const left = there.length > 0 ? `; ${there.join(', ')} may be cut short` : ''
    throw new Error(`${folder} holds no finished export: ${manifestName} is missing${left}. Export again.`)
  }
  const parsed = manifest.safeParse(jsonOr(await readFile(path, 'utf8')))
  if (!parsed.success) throw new Error(`${manifestName}: ${parsed.error.issues[0]?.message ?? 'is no manifest'}`)
  return parsed.data
}

async function checkPart(folder: string, part: PartName, said: PartSum | undefined): Promise<void> {
  const name = partFile(part)
  if (!existsSync(join(folder, name))) throw new Error(`${name} is missing in ${folder}`)
  const { lines, sha256 } = await sumOf(join(folder, name))
  if (lines !== said?.lines) throw new Error(`${name} has ${lines} lines, and ${said?.lines} were exported`)
  if (sha256 !== said.sha256) throw new Error(`${name} is not what was exported: it was altered`)
}

function exportIn(folder: string, read: Manifest): Export {
  return {
    manifest: read,
    commits: () => commitsIn(folder),
    rows: () => parsedLines(folder, 'board', boardLine),
    entries: () => parsedLines(folder, 'vault', wholeEntry()),
    files: () => parsedLines(folder, 'files', fileLine),
    async bytesOf(file) {
      const path = join(folder, pathOf(file))
      if (!existsSync(path)) throw new Error(`${pathOf(file)} is missing in ${folder}`)
      const bytes = await readFile(path)
      if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
        throw new Error(`${pathOf(file)} is not what was exported: it was altered`)
      return bytes
    },
  }
}

const placed = z.object({ stream: z.string(), version: z.int() })

async function* commitsIn(folder: string): AsyncGenerator<Commit> {
  let line = 0
  for await (const bytes of readLines(join(folder, partFile('log')))) {
    line += 1
    const place = placed.safeParse(jsonOr(bytes))
    if (!place.success) throw new Error(`${partFile('log')}, line ${line} is no commit`)
    yield readCommit(bytes, place.data.stream, place.data.version)
  }
}

async function* parsedLines<T>(folder: string, part: PartName, schema: z.ZodType<T>): AsyncGenerator<T> {
  let line = 0
  for await (const text of readLines(join(folder, partFile(part)))) {
    line += 1
    const parsed = schema.safeParse(jsonOr(text))
    // What is wrong with it is not said: the line may be about a person.
    if (!parsed.success) throw new Error(`${partFile(part)}, line ${line} cannot be read`)
    yield parsed.data
  }
}

/** The same check as `npm run verify-log`, on what lies in the folder. */
async function findingsIn(found: Export): Promise<readonly Finding[]> {
  const lists = new Map<string, FileLine>()
  for await (const file of found.files()) if (file.room === 'seals') lists.set(file.key, file)
  const { findings } = await verifyLog({ items: () => itemsOf(found.commits()) }, async (day) => {
    const list = lists.get(sealFile(day))
    return list && readSeal(new TextDecoder().decode(await found.bytesOf(list)))
  })
  return findings
}

async function* itemsOf(commits: AsyncIterable<Commit>): AsyncGenerator<KeptItem> {
  for await (const { body, bytes } of commits)
    yield { stream: body.stream, version: body.version, bytes, ...feedKeysOf(body) }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
