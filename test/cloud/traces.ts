/** What is left behind: nothing undone, no person named in a log line, the figures that alarms watch. */
import * as z from 'zod'
import { triggers } from '../../functions/index.ts'
import { expectSame, prove } from './prove.ts'
import { countOf, type Journey } from './seen.ts'
import { names, people } from './small-body.ts'
import { atRest, deadLetters, linesOf } from './watch.ts'

export async function leaveNoTrace({ emulator, admin }: Journey): Promise<void> {
  await prove('nothing ended among the dead letters', async () => {
    await atRest(emulator, () => countOf(admin))
    expectSame('dead letters', await deadLetters(emulator), [])
  })
  await prove('no log line holds a name or an address', async () => {
    const lines = (await Promise.all(triggers.map(({ name }) => linesOf(emulator, name)))).flat()
    if (lines.length < triggers.length) throw new Error(`${lines.length} lines are too few to tell`)
    const personal = [...Object.values(people), ...names, 'Rhea Lund', 'rhea.lund@iqm.example']
    expectSame(
      'lines',
      lines.filter((line) => personal.some((words) => line.includes(words))),
      [],
    )
  })
  await prove(
    'the figures that alarms watch stand in the log of begin-day in the form their filters count',
    async () => {
      const figure = z.object({ figure: z.string(), value: z.number() })
      const said = (await linesOf(emulator, 'begin-day')).flatMap((line) => figure.safeParse(jsonOr(line)).data ?? [])
      expectSame('figures', [...new Set(said.map((one) => one.figure))], ['morning-overdue', 'wakes-overdue'])
    },
  )
}

function jsonOr(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
