/** A commit and the exact bytes it is kept as: written once, hashed as they are, read with care. */
import { Fault } from '../../events/kernel/fault.ts'
import { type Commit, type CommitBody, commitBody } from './log.ts'

/** Above this a state has taken up what should be streams of their own (1 KB is typical). */
export const largestState = 64 * 1024

/** The bytes a commit is kept as. Throws a Fault when its state has outgrown what a stream may keep. */
export function writeCommit(body: CommitBody): string {
  const bytes = JSON.stringify(body)
  if (bytes.length > largestState && Buffer.byteLength(JSON.stringify(body.state)) > largestState)
    throw new Fault('log.append', `StateTooLarge ${body.stream}@${body.version}`)
  return bytes
}

/** Reads a commit from its bytes. Throws a Fault that names the item when they are none: someone altered it. */
export function readCommit(bytes: string, stream: string, version: number): Commit {
  const parsed = commitBody().safeParse(parseJson(bytes))
  if (!parsed.success) throw new Fault('log.read', `UnreadableCommit ${stream}@${version}`)
  return { body: parsed.data, bytes }
}

// The error of JSON.parse quotes the text it could not read, so it goes no further than here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
