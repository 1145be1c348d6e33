/** Why a letter is held, as far as the switches of now say it: which of two pauses it is. */
import { type Switchboard, settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import { loadStream } from '../../shared/log/act.ts'
import { idOf } from './names.ts'
import type { ConsoleTools } from './tools.ts'
import { heldByWords } from './words.ts'

type Held = Pick<LetterCard, 'heldBy' | 'school'>

/** As a sentence without its full stop; undefined for a letter that nothing holds. */
export type SayHeld = (letter: Held) => string | undefined

/** Reads the switches where one of these letters is paused. */
export async function sayHeldBy(tools: Pick<ConsoleTools, 'log'>, letters: readonly Held[]): Promise<SayHeld> {
  const isPaused = letters.some(({ heldBy }) => heldBy === 'paused')
  const switches = isPaused ? (await loadStream(tools.log, settingsDecider, settingsStream)).state : undefined
  return (letter) => (letter.heldBy === undefined ? undefined : sayHeld(letter.heldBy, letter, switches))
}

function sayHeld(by: NonNullable<Held['heldBy']>, { school }: Held, switches: Switchboard | undefined): string {
  if (by !== 'paused' || !switches) return heldByWords[by]
  if (switches.allPaused) return 'Letters to all are paused'
  const isSchools = school !== undefined && switches.pausedSchools.includes(`school#${idOf(school)}`)
  return isSchools
    ? 'Letters to this school are paused'
    : 'Letters were paused; it is judged again within the quarter hour'
}
