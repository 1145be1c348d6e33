/** The line to the admins on each working day: what the morning did, and what waits. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day } from '../../../events/kernel/words.ts'
import { morningSums } from '../../../events/letter/events.ts'
import { howMany } from '../counting.ts'
import { defineLetter } from '../definition.ts'
import { Letter, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ day: day(), morning: morningSums() }))

function write({ day: on, morning }: z.infer<ReturnType<typeof facts>>): JSX.Element {
  const { reminders, withheld, held, waiting, due } = morning
  const line = [
    `${howMany(reminders, 'reminder')} left`,
    `${withheld} withheld`,
    ...(held > 0 ? [`${held} held`] : []),
    `${waiting} waiting for a person`,
    `${howMany(due, 'task')} due`,
  ].join(', ')
  return (
    <Letter
      subject={line}
      title={`The morning of ${sayDay(on)}`}
      preview={line}
      occasion="This letter is sent to admins on each working day."
    >
      <Paragraph>{line}.</Paragraph>
      <Paragraph>
        Withheld letters each say why in the console, under “Letters”; what waits for a person stands under “Tasks”.
      </Paragraph>
    </Letter>
  )
}

export const morningLine = defineLetter({
  kind: 'morning-line',
  version: 1,
  purpose: 'staff',
  about: 'what the morning did',
  when: 'At 08:30 on each working day, to admins who want alerts.',
  facts,
  examples: {
    'an ordinary morning': {
      day: '2026-12-01',
      morning: { reminders: 14, withheld: 2, held: 0, waiting: 3, due: 1 },
    },
    'a morning on which letters are held': {
      day: '2026-12-02',
      morning: { reminders: 1, withheld: 0, held: 9, waiting: 1, due: 0 },
    },
  },
  write,
})
