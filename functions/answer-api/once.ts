/**
 * Idempotency-Key: the same key and body gets the same answer and does nothing twice, refusals included; the same key
 * with another body is refused. What broke off between its commit and its answer is finished under the same commit id.
 */
import { Conflict } from '../../shared/log/act.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'
import type { Replies, Reply } from '../../shared/replies/replies.ts'
import { type Answer, refused } from './problem.ts'

export interface OnceTools {
  readonly log: Log
  readonly replies: Replies
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>
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
  /** Whether an answer tells of a commit: what did nothing may be so because the same request was first. */
  readonly didSomething: (answer: Answer) => boolean
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

export async function once(tools: OnceTools, keyed: Keyed, how: Run): Promise<Answer> {
  const standing = await lookUntilTold(tools, keyed)
  if (standing.state === 'other-body') return keyReused()
  if (standing.state === 'answered') return standing.reply
  const { commitId, commit } = standing
  const answer = commit ? await how.finish(commit) : await runOnce(tools, { ...keyed, commitId }, how)
  if (how.isKept(answer))
    await tools.replies.answer(keyed.caller, keyed.key, { status: answer.status, body: answer.body })
  return answer
}

/**
 * The same request may be under way elsewhere, so it is looked for again between loading a stream and writing to it; and
 * where nothing came of this run, for it may have found what the other did.
 */
async function runOnce(tools: OnceTools, keyed: Keyed, { run, finish, didSomething }: Run): Promise<Answer> {
  // Asked under another id: a claim under one's own is answered as new, without what was tried.
  const lookAgain = () => look(tools, { ...keyed, commitId: `look-${keyed.commitId}` })
  const beforeAppend = async (stream: string, version: number) => {
    const found = doneBefore(await lookAgain())
    if (found) throw new DoneBefore(found)
    await tools.replies.note(keyed.caller, keyed.key, stream, version)
  }
  const told = (found: CommitBody | Reply): Answer | Promise<Answer> => ('status' in found ? found : finish(found))
  try {
    const answer = await run({ commitId: keyed.commitId, beforeAppend })
    const found = didSomething(answer) ? undefined : doneBefore(await lookAgain())
    return found ? await told(found) : answer
  } catch (thrown) {
    if (thrown instanceof DoneBefore) return told(thrown.found)
    const found = thrown instanceof Conflict ? doneBefore(await lookAgain()) : undefined
    if (!found) throw thrown
    return told(found)
  }
}

/** What the same request did elsewhere: its commit, or its answer. */
function doneBefore(standing: Standing): CommitBody | Reply | undefined {
  if (standing.state === 'answered') return standing.reply
  return standing.state === 'unanswered' ? standing.commit : undefined
}

/**
 * For how long the same request that is under way elsewhere is waited for, in milliseconds: until it commits, and then until
 * it answers. The first look comes soon, each further one after twice the time: most are answered by then.
 */
const untilCommit = 3000
const untilAnswer = 1000
const firstPause = 50

/**
 * How a request stands. While the same one is under way elsewhere its answer is waited for; one that has not answered by
 * then broke off.
 */
async function lookUntilTold(tools: OnceTools, keyed: Keyed): Promise<Standing> {
  let standing = await look(tools, keyed)
  let pause = firstPause
  for (let waited = 0; waited < mostWaited(standing); waited += pause, pause *= 2) {
    await tools.wait(pause)
    standing = await look(tools, keyed)
  }
  return standing
}

function mostWaited(standing: Standing): number {
  if (standing.state !== 'unanswered' || standing.isNew) return 0
  return standing.commit ? untilAnswer : untilCommit
}

type Standing =
  | { readonly state: 'other-body' }
  | { readonly state: 'answered'; readonly reply: Reply }
  | {
      readonly state: 'unanswered'
      readonly isNew: boolean
      readonly commitId: string
      readonly commit: CommitBody | undefined
    }

async function look({ log, replies }: OnceTools, { caller, key, bodyHash, commitId, now }: Keyed): Promise<Standing> {
  const claimed = await replies.claim(caller, key, bodyHash, commitId, now)
  if (claimed.state === 'other-body' || claimed.state === 'answered') return claimed
  const tries = claimed.state === 'unfinished' ? claimed.tries : []
  const commits = await Promise.all(tries.map(({ stream, version }) => log.read(stream, version)))
  const own = commits.find((found) => found?.body.id === claimed.commitId)
  return { state: 'unanswered', isNew: claimed.state === 'new', commitId: claimed.commitId, commit: own?.body }
}

function keyReused(): Answer {
  const detail =
    'This Idempotency-Key was used with another body in the last 24 hours. Use a new key for a new request.'
  return refused({ refused: 'key-reused', detail, facts: {} })
}
