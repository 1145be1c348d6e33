/** What would become of a held letter if everything that holds letters were lifted now. */
import { letterDecider, type Verdict } from '../../../events/letter/decide.ts'
import { judgeLetter } from '../../../events/letter/gate.ts'
import { lookAround } from '../../../shared/deeds/look-around.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'

const allOpen = { sending: 'on', allPaused: false, schoolPaused: false } as const

/** The gate's verdict; undefined when the letter is not there any more. */
export async function verdictIfReleased(tools: ApiTools, stream: string): Promise<Verdict | undefined> {
  const { state: letter } = await loadStream(tools.log, letterDecider, stream)
  const { asked } = letter
  if (!asked) return undefined
  const { view } = await lookAround(tools, asked)
  return judgeLetter(letter, asked, { ...view, switches: allOpen })
}
