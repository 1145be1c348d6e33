/** A sentence as words, each with the parts it may have in a wish (vocabulary.ts) and where it stands. */
import { type Part, partsAt } from './vocabulary.ts'

export interface Token {
  readonly word: string
  readonly from: number
  readonly to: number
  /** Each part it may be, with the number of tokens that part takes. */
  readonly parts: readonly (readonly [Part, number])[]
}

const wordOrPause = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*|[,;:()!?./"]|\s-+\s|\.\.\.|…/gu

/** Words and pauses of a folded sentence; endings after an apostrophe ("rwy'n", "o'ch") are no words of their own. */
export function tokensOf(folded: string, cymraeg: boolean): readonly Token[] {
  const found = [...folded.replace(/'\p{L}*/gu, (cut) => ' '.repeat(cut.length)).matchAll(wordOrPause)]
  const words = found.map(({ 0: word }) => word)
  return found.map(({ 0: word, index }, at) => ({
    word: /[\p{L}\p{N}]/u.test(word) ? word : ',',
    from: index,
    to: index + word.length,
    parts: partsAt(words, at, cymraeg),
  }))
}

export const isPause = ({ word }: Token): boolean => word === ','
