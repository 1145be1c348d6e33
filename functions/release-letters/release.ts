/** A switch was set so that held letters may leave: each is judged again, and says why when it does not. */
import { letterDecider } from '../../events/letter/decide.ts'
import type { HeldBy } from '../../events/letter/events.ts'
import { type Switchboard, settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { type ActTools, act, type Doing, loadStream } from '../../shared/log/act.ts'

export interface HeldLetter {
  readonly letter: string
  readonly heldBy: HeldBy
  readonly school?: string | undefined
}

export interface ReleaseTools extends ActTools {
  /** All letters that are held now, from the board; a moment old, which is why every quarter of an hour looks again. */
  readonly heldLetters: () => AsyncIterable<HeldLetter>
}

/** Releases the letters whose reason for being held is gone. */
export async function releaseLetters(tools: ReleaseTools, doing: Doing): Promise<void> {
  const { state: switches } = await loadStream(tools.log, settingsDecider, settingsStream)
  if (switches.sending === 'off' || switches.allPaused) return
  for await (const held of tools.heldLetters())
    if (mayGo(held, switches)) await act(tools, letterDecider, held.letter, { do: 'release-letter' }, doing)
}

function mayGo({ heldBy, school }: HeldLetter, switches: Switchboard): boolean {
  // It is woken on its day, and no switch brings that day nearer.
  if (heldBy === 'not-working-day') return false
  if (heldBy === 'not-staff') return switches.sending === 'on'
  return heldBy === 'sending-off' || school === undefined || !switches.pausedSchools.includes(school)
}
