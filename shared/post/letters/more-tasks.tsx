/** Says once a day that more tasks were raised than a member of staff got letters about. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import { Letter, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ day: day() }))

function write(about: z.infer<ReturnType<typeof facts>>): JSX.Element {
  return (
    <Letter
      subject="More tasks were raised today"
      title="More tasks were raised today"
      preview="They stand in the console."
      occasion="This letter was sent because many tasks were raised on one day."
    >
      <Paragraph>
        More tasks were raised on {sayDay(about.day)} than are worth a letter each. No further letter comes about tasks
        of that day.
      </Paragraph>
      <Paragraph>All of them stand under “Tasks” in the console, soonest due first.</Paragraph>
    </Letter>
  )
}

export const moreTasks = defineLetter({
  kind: 'more-tasks',
  version: 1,
  purpose: 'staff',
  about: 'tasks beyond those of the day that had letters of their own',
  when: 'Once a day, when more than ten tasks were raised on it.',
  facts,
  examples: { 'a day of many': { day: '2026-12-01' } },
  write,
})
