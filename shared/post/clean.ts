/**
 * What was typed somewhere else, made safe to stand in a letter: no control characters, no lone halves of characters,
 * nothing that turns the direction of what follows, and never a line break where one line is meant.
 */

// Lone surrogates, zero-width spaces, byte order marks, direction overrides and the two code points that are none.
// The joiners U+200C and U+200D stay: names and emoji are written with them.
const neverWanted = /[\p{Cs}\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu
const spaces = /[\s\u0085]+/gu
const controls = /\p{Cc}/gu

/** One line of text with single spaces; spaces at its ends stay, because words of a sentence come in pieces. */
export function cleanPiece(text: string): string {
  return text.replace(neverWanted, '').replace(spaces, ' ').replace(controls, '').replace(/ {2,}/g, ' ')
}

/** One line of text, as a subject or a name needs it: whatever was typed, no header can begin inside it. */
export function cleanLine(text: string): string {
  return cleanPiece(text).trim()
}

/** Plain text a person typed, as paragraphs of lines: a blank line ends a paragraph, empty ones are dropped. */
export function cleanParagraphs(text: string): readonly (readonly string[])[] {
  const paragraphs: string[][] = [[]]
  for (const line of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map(cleanLine)) {
    if (line === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs.filter((lines) => lines.length > 0)
}

/** The text in at most `length` UTF-16 units, cut between characters and ended with `…` when something is missing. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
