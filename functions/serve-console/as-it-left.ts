/**
 * A letter's words as it left: written again with the versions it kept, of letterhead, paragraph and the school's name.
 * One that has not left is written as it would be today. The provider keeps no copy, and the body keeps none either: the
 * addressee's name, which may be erased, stands nowhere but in the vault.
 */
import type { Letter } from '../../events/letter/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { attachmentsOf } from '../../shared/deeds/attachments.ts'
import { wordingVersionAt } from '../../shared/deeds/wording.ts'
import { wordsFor } from '../../shared/deeds/words-for.ts'
import { loadStream, loadStreamAt } from '../../shared/log/act.ts'
import type { Attachment } from '../../shared/post/post.ts'
import { type WrittenLetter, writeWords } from '../../shared/post/write.ts'
import type { ConsoleTools } from './tools.ts'

export interface WrittenAgain {
  /** Undefined for a kind that has no words yet. */
  readonly written: WrittenLetter | undefined
  /** Files that went with it, but for the addressee's address, which the page does not show. */
  readonly files: readonly Attachment[]
  /** What is not exactly as it left, as a sentence; undefined where all is. */
  readonly remark: string | undefined
}

const addressNotShown = 'address.not.shown@invalid'

/** Of these it is known, or possible, that they left. */
const mayHaveLeft: ReadonlySet<Letter['state']> = new Set([
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'bounced',
  'complained',
])

/** Writes a letter again for whoever looks at it; `name` is the addressee's, or what stands for it. */
export async function writeAgain(tools: ConsoleTools, letter: Letter, name: string): Promise<WrittenAgain> {
  const { asked, state, written: kept, stepAt } = letter
  if (!asked) return { written: undefined, files: [], remark: undefined }
  const left = mayHaveLeft.has(state)
  const at = left ? (kept?.wording ?? (await versionAt(tools, stepAt))) : undefined
  const words = await wordsFor(tools, asked, at)
  const school = await schoolName(tools, asked.school, left ? kept?.schoolVersion : undefined)
  const written = writeWords(asked, { ...words, name, school })
  const files = attachmentsOf(asked, { name, email: addressNotShown }, words.letterhead)
  return { written, files, remark: left ? remarkOn(kept?.letterVersion, written?.version) : undefined }
}

function versionAt(tools: ConsoleTools, at: string | undefined): Promise<number> | undefined {
  return at === undefined ? undefined : wordingVersionAt(tools, at)
}

function remarkOn(then: number | undefined, now: number | undefined): string | undefined {
  if (then === undefined || now === undefined || then === now) return undefined
  return `This letter left in version ${then} of its fixed words. They are shown in version ${now}; letterhead, paragraph and facts are those it left with.`
}

async function schoolName(
  { log }: ConsoleTools,
  school: string | undefined,
  version: number | undefined,
): Promise<string | undefined> {
  if (school === undefined) return undefined
  const then = version === undefined ? undefined : await loadStreamAt(log, schoolDecider, school, version)
  return (then ?? (await loadStream(log, schoolDecider, school)).state).name
}
