/** Parts of an export as files of lines: written and read a piece at a time, each with the sum that proves it whole. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { PartSum } from './format.ts'

/** Only who exported may read it. */
export const ownerOnly = 0o600
export const ownerOnlyFolder = 0o700

/** Characters gathered before they are written. */
const gathered = 256 * 1024

/** Writes a part; answers its sum. A line holds no line feed. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<PartSum> {
  const file = await open(path, 'w', ownerOnly)
  try {
    const hash = createHash('sha256')
    let [count, bytes, text] = [0, 0, '']
    const flush = async () => {
      const piece = Buffer.from(text)
      text = ''
      hash.update(piece)
      bytes += piece.length
      await file.write(piece)
    }
    for await (const line of lines) {
      count += 1
      text += `${line}\n`
      if (text.length >= gathered) await flush()
    }
    await flush()
    await file.sync()
    return { lines: count, bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** The lines of a part. Only a line feed ends one: names may hold what else counts as the end of a line. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    const piece = Buffer.concat([rest, bytesOf(chunk)])
    let from = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield piece.toString('utf8', from, end)
      from = end + 1
    }
    rest = piece.subarray(from)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}

/** The sum of a part as it lies there. */
export async function sumOf(path: string): Promise<PartSum> {
  const hash = createHash('sha256')
  let [lines, bytes] = [0, 0]
  for await (const chunk of createReadStream(path)) {
    const piece = bytesOf(chunk)
    hash.update(piece)
    bytes += piece.length
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, end + 1)) lines += 1
  }
  return { lines, bytes, sha256: hash.digest('hex') }
}

function bytesOf(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}
