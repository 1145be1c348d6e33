/**
 * Idempotency-Key: the same key and body gets the same answer and does nothing twice, refusals included; the same key
 * with another body is refused. What broke off between its commit and its answer is finished under the same commit id.
 */
import type { CommitBody, Log } from '../../shared/log/log.ts'
import type { Replies, Reply } from '../../shared/replies/replies.ts'
import { type Answer, refused } from './problem.ts'

export interface OnceTools {
  readonly log: Log
  readonly replies: Replies
}

/** One request with a key. `commitId` is used when the key is new. */
export interface Keyed {
  readonly caller: string
  readonly key: string
  readonly bodyHash: string
  readonly commitId: string
  readonly now: string
}

/** What a run is told so that it commits once: handed on to `act`. */
export interface OnceDoing {
  readonly commitId: string
  readonly beforeAppend: (stream: string, version: number) => Promise<void>
}

export interface Run {
  /** Does it and answers. Throws what `beforeAppend` throws. */
  readonly run: (once: OnceDoing) => Promise<Answer>
  /** The answer to a commit made earlier under this key; finishes what was left undone after it. */
  readonly finish: (commit: CommitBody) => Promise<Answer>
  /** Whether an answer is kept; a lost race or a fault is not, so that it can be tried again. */
  readonly isKept: (answer: Answer) => boolean
}

/** Thrown before a second commit under the same key: the first one stands, or was answered already. */
class DoneBefore extends Error {
  override name = 'DoneBefore'
  readonly found: CommitBody | Reply
  constructor(found: CommitBody | Reply) {
    super('done before')
    this.found = found
  }
}

export async function once(tools: OnceTools, keyed: Keyed, { run, finish, isKept }: Run): Promise<Answer> {
  const standing = await look(tools, keyed)
  if (standing.state === 'other-body') return keyReused()
  if (standing.state === 'answered') return standing.reply
  const { commitId, commit } = standing
  const answer = commit ? await finish(commit) : await runOnce(tools, { ...keyed, commitId }, run, finish)
  if (isKept(answer)) await tools.replies.answer(keyed.caller, keyed.key, { status: answer.status, body: answer.body })
  return answer
}

/** The same request may be under way elsewhere, so it is looked for again between loading a stream and writing to it. */
async function runOnce(tools: OnceTools, keyed: Keyed, run: Run['run'], finish: Run['finish']): Promise<Answer> {
  const beforeAppend = async (stream: string, version: number) => {
    // Asked under another id: a claim under one's own is answered as new, without what was tried.
    const standing = await look(tools, { ...keyed, commitId: `look-${keyed.commitId}` })
    if (standing.state === 'answered') throw new DoneBefore(standing.reply)
    if (standing.state === 'unanswered' && standing.commit) throw new DoneBefore(standing.commit)
    await tools.replies.note(keyed.caller, keyed.key, stream, version)
  }
  try {
    return await run({ commitId: keyed.commitId, beforeAppend })
  } catch (thrown) {
    if (!(thrown instanceof DoneBefore)) throw thrown
    return 'status' in thrown.found ? thrown.found : await finish(thrown.found)
  }
}

type Standing =
  | { readonly state: 'other-body' }
  | { readonly state: 'answered'; readonly reply: Reply }
  | { readonly state: 'unanswered'; readonly commitId: string; readonly commit: CommitBody | undefined }

async function look({ log, replies }: OnceTools, { caller, key, bodyHash, commitId, now }: Keyed): Promise<Standing> {
  const claimed = await replies.claim(caller, key, bodyHash, commitId, now)
  if (claimed.state === 'other-body' || claimed.state === 'answered') return claimed
  const tries = claimed.state === 'unfinished' ? claimed.tries : []
  const commits = await Promise.all(tries.map(({ stream, version }) => log.read(stream, version)))
  const own = commits.find((found) => found?.body.id === claimed.commitId)
  return { state: 'unanswered', commitId: claimed.commitId, commit: own?.body }
}

function keyReused(): Answer {
  const detail =
    'This Idempotency-Key was used with another body in the last 24 hours. Use a new key for a new request.'
  return refused({ refused: 'key-reused', detail, facts: {} })
}
