/**
 * After a form: the next page names what was written (`seen=<stream>@<version>`), waits up to a second until the lists
 * have it, and says what happened in the words of the facts.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addMinutes } from '../../events/kernel/day.ts'
import { untilFollowed } from '../../shared/board/reads/trail.ts'
import { Done, Inset } from '../../shared/pages/parts.tsx'
import { Sentence } from '../../shared/pages/sentence.tsx'
import type { Caller } from './caller.ts'
import { sayEntry } from './entries.tsx'
import type { ConsoleTools } from './tools.ts'

/** So long after it, the page still says what happened; later the address is an old one. */
const freshMinutes = 10

/** What to say over the page; nothing where the address names nothing of the caller's own. */
export async function whatWasDone(
  tools: ConsoleTools,
  caller: Caller,
  seen: string | undefined,
  same: string | undefined,
): Promise<JSX.Element | null> {
  if (same !== undefined) return <Inset>It was so already: nothing has changed.</Inset>
  const [, stream, digits] = /^([a-z]+#[^@]{1,200})@(\d{1,9})$/.exec(seen ?? '') ?? []
  if (stream === undefined || digits === undefined) return null
  const version = Number(digits)
  const commit = await tools.log.read(stream, version)
  const isFresh = commit !== undefined && addMinutes(commit.body.at, freshMinutes) >= tools.world().now
  if (!isFresh || commit.body.by !== caller.id) return null
  const followed = await untilFollowed(tools.board, stream, version, tools.wait)
  return (
    <Done>
      {commit.body.events.map(({ type, data }) => (
        <p class="govuk-notification-banner__heading">
          <Sentence text={sayEntry({ type, data })} />.
        </p>
      ))}
      {followed ? null : <p class="govuk-body">Lists may show it a moment later.</p>}
    </Done>
  )
}
