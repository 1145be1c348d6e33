/**
 * Slips of the pen: a word one letter away from one that wishes are written in is taken for it, as any reader would.
 * A wish still has to be plain in all else.
 */

const known =
  'stopping unsubscribe unsubscribed unsubscribing please emails emailing mailing newsletter newsletters receive receiving remove removing withdraw consent contact contacting contacted delete address sending personal anymore bulletin reminders messages information'.split(
    ' ',
  )

/** Words of their own, one letter away from one of those. */
const others = new Set(
  'removed removes remover remote contract contacts content context contrast compact deleted deletes deleter consents convent contend addresses addressed mending lending vending bending tending fending sanding sealing seeding sensing spending pending mailings railing failing sailing nailing tailing wailing hailing bailing mauling malting email mail emailed pleased pleases lease release relieve relieved deceive received receives receiver perceive personas persona withdrawn withdraws withdrew reminder bulletins message massages informations unsubscribes subscribe subscribed removal contented resending rending'.split(
    ' ',
  ),
)
const sure = new Set(known)
const byFirst = (word: string) => known.filter((one) => Math.abs(one.length - word.length) <= reachOf(one))

/** Two letters in the longest words, which are the hardest to type. */
const reachOf = (word: string): number => (word.length >= 10 ? 2 : 1)

/** The text with slips mended; bounded by the number of its words. */
export function mended(text: string): string {
  return text.replace(/(?<![a-z@.'-])[a-z]{5,14}(?![a-z@'-]|\.[a-z])/g, (word) => {
    if (sure.has(word) || others.has(word)) return word
    return byFirst(word).find((one) => isSlip(word, one)) ?? word
  })
}

function isSlip(word: string, meant: string): boolean {
  if (word[0] !== meant[0] && word[1] !== meant[1]) return false
  return distance(word, meant) <= reachOf(meant)
}

/** Letters added, left out, changed, or two in the wrong order (Damerau, 1964). */
function distance(word: string, meant: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: meant.length + 1 }, (_, index) => index)
  for (let i = 1; i <= word.length; i++) {
    const row = [i]
    for (let j = 1; j <= meant.length; j++) row.push(step(word, meant, i, j, { row, last, beforeLast }))
    beforeLast = last
    last = row
  }
  return last.at(-1) ?? 0
}

interface Rows {
  readonly row: readonly number[]
  readonly last: readonly number[]
  readonly beforeLast: readonly number[]
}

function step(word: string, meant: string, i: number, j: number, { row, last, beforeLast }: Rows): number {
  const far = Number.MAX_SAFE_INTEGER
  const changed = (last[j - 1] ?? far) + (word[i - 1] === meant[j - 1] ? 0 : 1)
  const least = Math.min(changed, (last[j] ?? far) + 1, (row[j - 1] ?? far) + 1)
  const turned = i > 1 && j > 1 && word[i - 1] === meant[j - 2] && word[i - 2] === meant[j - 1]
  return turned ? Math.min(least, (beforeLast[j - 2] ?? far) + 1) : least
}
