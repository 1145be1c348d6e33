/** A letter as plain text: the same words as its HTML, in lines of at most 72 columns; only links may be longer. */
import { type Block, type Inline, type KeyFact, type LetterTree, spokenHref } from './tree.ts'

/** RFC 5322 asks for lines of at most 78; six less leave room for the marks of a few answers. */
const columns = 72

/**
 * Everything below this line is not the letter: mail programs leave it out of an answer (RFC 3676, 4.3), so that our own
 * words about stopping letters do not come back as if someone had written them.
 */
const signatureMark = '-- '

/** Stands for a space at which no line may break; nothing that was read still holds one. */
const keptSpace = '\u00A0'

/** A line of text, its forced line breaks, and the words in it that must stay whole. */
interface Phrase {
  readonly lines: readonly string[]
  readonly whole: ReadonlySet<string>
}

/** The whole letter, ending with a line break. */
export function toText(tree: LetterTree): string {
  return `${writeBlocks(tree.body)}\n\n${signatureMark}\n${writeBlocks(tree.foot)}\n`
}

function writeBlocks(blocks: readonly Block[]): string {
  return blocks.map((block) => writeBlock(block).join('\n')).join('\n\n')
}

function writeBlock(block: Block): readonly string[] {
  switch (block.is) {
    case 'title':
      return underlined(block.text, '=')
    case 'heading':
      return underlined(block.text, '-')
    case 'paragraph':
      return wrapPhrase(phrase(block.line))
    case 'note':
      return wrapPhrase(phrase(block.line), '  ')
    case 'key-facts':
      return block.facts.flatMap((fact) => writeFact(fact, termWidth(block.facts)))
    case 'steps':
      return block.steps.flatMap((step, index) => wrapPhrase(phrase(step), `${index + 1}. `, '   '))
    case 'button':
      return wrapPhrase(
        phrase([
          { is: 'words', text: `${block.text}: ` },
          { ...block, is: 'link', text: '' },
        ]),
      )
  }
}

function underlined(text: string, mark: string): readonly string[] {
  const lines = wrap(text)
  return [...lines, mark.repeat(Math.max(3, ...lines.map((line) => line.length)))]
}

function termWidth(facts: readonly KeyFact[]): number {
  return Math.max(...facts.map((fact) => fact.term.length)) + 2
}

function writeFact(fact: KeyFact, width: number): readonly string[] {
  return wrap(fact.value, `  ${`${fact.term}:`.padEnd(width)}`, ' '.repeat(width + 2))
}

function phrase(line: readonly Inline[]): Phrase {
  const whole = new Set<string>()
  const lines = line
    .map((inline) => {
      if (inline.is === 'new-line') return '\n'
      if (inline.is === 'day' || inline.is === 'whole') return inline.text.replaceAll(' ', keptSpace)
      if (inline.is !== 'link') return inline.text
      const href = spokenHref(inline.href)
      const written = href === inline.text ? href : `${inline.text} <${href}>`.trim()
      whole.add(written.slice(written.lastIndexOf(' ') + 1))
      return written
    })
    .join('')
    .split('\n')
  return { lines, whole }
}

function wrapPhrase(text: Phrase, first = '', rest = first): readonly string[] {
  return text.lines.flatMap((line, index) => wrap(line, index === 0 ? first : rest, rest, text.whole))
}

/** Breaks a line between words; a word longer than a line is broken within, unless it is a link (or carries one). */
function wrap(text: string, first = '', rest = first, whole: ReadonlySet<string> = new Set()): readonly string[] {
  const room = columns - Math.max(first.length, rest.length)
  const words = text.split(' ').filter((word) => word !== '')
  const written: string[] = []
  let line = ''
  for (const piece of words.flatMap((word) => pieces(word, room, whole))) {
    if (line === '') line = piece
    else if (line.length + 1 + piece.length <= room) line += ` ${piece}`
    else {
      written.push(line)
      line = piece
    }
  }
  return [...written, line].map((words, index) => (index === 0 ? first : rest) + words.replaceAll(keptSpace, ' '))
}

/** The word, or its pieces when it is no link and longer than `room`; never broken inside a character. */
function pieces(word: string, room: number, whole: ReadonlySet<string>): readonly string[] {
  if (word.length <= room || [...whole].some((link) => word.includes(link))) return [word]
  const broken = ['']
  for (const character of word) {
    const last = broken.at(-1) ?? ''
    if (last.length + character.length > room) broken.push(character)
    else broken[broken.length - 1] = last + character
  }
  return broken
}
