/**
 * After a form: the next page names what was written (`seen=<stream>@<version>`), waits up to a second until the lists
 * have it, and says what happened in the words of the facts.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addMinutes } from '../../events/kernel/day.ts'
import { untilFollowed } from '../../shared/board/reads/trail.ts'
import { entriesOf } from '../../shared/board/rows/trail.ts'
import { Done, Inset } from '../../shared/pages/parts.tsx'
import type { Caller } from './caller.ts'
import { EntrySentence, schoolPath } from './entries.tsx'
import { idOf, type Schools, schoolsNamed } from './names.ts'
import { named } from './said.ts'
import type { ConsoleTools } from './tools.ts'

/** So long after it, the page still says what happened; later the address is an old one. */
const freshMinutes = 10

/** On a thing's own page its name stands over what happened to it already. */
function isOn(path: string, stream: string): boolean {
  return path === schoolPath(idOf(stream)) || !stream.startsWith('school#')
}

const nobody: Schools = new Map()

/** What to say over the page; nothing where the address names nothing of the caller's own. */
export async function whatWasDone(
  tools: ConsoleTools,
  caller: Caller,
  seen: string | undefined,
  same: string | undefined,
  path: string,
): Promise<JSX.Element | null> {
  if (same !== undefined) return <Inset>It was so already: nothing has changed.</Inset>
  const [, stream, digits] = /^([a-z]+#[^@]{1,200})@(\d{1,9})$/.exec(seen ?? '') ?? []
  if (stream === undefined || digits === undefined) return null
  const version = Number(digits)
  const commit = await tools.log.read(stream, version)
  const isFresh = commit !== undefined && addMinutes(commit.body.at, freshMinutes) >= tools.world().now
  if (!isFresh || commit.body.by !== caller.id) return null
  const followed = await untilFollowed(tools.board, stream, version, tools.wait)
  const entries = await named(tools, entriesOf(commit.body))
  const schools = isOn(path, stream)
    ? nobody
    : await schoolsNamed(
        tools,
        entries.flatMap((entry) => entry.schools),
      )
  return (
    <Done>
      {entries.map((entry) => (
        <p class="govuk-notification-banner__heading">
          <EntrySentence entry={entry} schools={schools} />.
        </p>
      ))}
      {followed ? null : <p class="govuk-body">Lists may show it a moment later.</p>}
    </Done>
  )
}
