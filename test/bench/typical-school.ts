/** A school as most are: registered, with two awards, an open review, and three contacts. */

import type { SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { type ActTools, act } from '../../shared/log/act.ts'

/** A morning in the autumn term. */
export const now = '2026-09-14T06:30:00.000Z'

/** Makes the school's commits on the log it is given; answers its stream. */
export async function makeSchool(tools: ActTools, name: string): Promise<string> {
  const stream = `school#${name}`
  for (const command of history(name)) {
    const outcome = await act(tools, schoolDecider, stream, command, {
      by: 'staff#bench',
      because: 'api',
      trace: 't-0',
    })
    if ('refused' in outcome) throw new Error(`${command.do} was refused: ${outcome.refused}`)
  }
  return stream
}

function history(name: string): SchoolCommand[] {
  return [
    {
      do: 'register-school',
      ref: `ref:${name}`,
      name: 'Saint Aldhelm’s Church of England Primary School',
      nation: 'england',
      pupils: 412,
      town: 'Chipping Sodbury',
      postcode: 'BS37 6AA',
      phone: '01632 960123',
      website: 'https://saint-aldhelms.example',
    },
    { do: 'grant-award', award: 'inclusive-school', on: '2024-01-17' },
    { do: 'grant-award', award: 'centre-of-excellence', on: '2025-12-01' },
    { do: 'link-contact', contact: 'contact#6f1c2a34-5b7d-4e8f-9a0b-1c2d3e4f5a61', role: 'head' },
    { do: 'link-contact', contact: 'contact#6f1c2a34-5b7d-4e8f-9a0b-1c2d3e4f5a62', role: 'inclusion-lead' },
    { do: 'link-contact', contact: 'contact#6f1c2a34-5b7d-4e8f-9a0b-1c2d3e4f5a63', role: 'office' },
  ]
}
