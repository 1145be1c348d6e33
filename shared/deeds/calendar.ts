/**
 * A nation's calendar is edited in its own stream first; then `settings#body` notes its version, from which on it is in
 * force. An edit that broke off between the two is in force nowhere, and is finished by being noted.
 */
import * as z from 'zod'
import { type CalendarParts, calendarDecider, calendarStream } from '../../events/calendar/decide.ts'
import { once } from '../../events/kernel/once.ts'
import { type Nation, nation as nationWord } from '../../events/kernel/words.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { type ActTools, act, type Doing, type Outcome } from '../log/act.ts'

/** An edit of a nation's calendar; `reason` is a note's id. */
export interface CalendarEdit extends CalendarParts {
  readonly nation: Nation
  readonly reason?: string | undefined
}

/** Edits a nation's calendar and puts the edit in force. Answers the edit; or what put an earlier one in force. */
export async function changeCalendar(tools: ActTools, edit: CalendarEdit, doing: Doing): Promise<Outcome<object>> {
  const { nation } = edit
  const edited = await act(tools, calendarDecider, calendarStream(nation), { do: 'edit-calendar', ...edit }, doing)
  if ('refused' in edited) return edited
  const noted = await putInForce(tools, nation, doing)
  return edited.commit ? edited : noted
}

const withReason = once(() => z.object({ reason: z.string().optional() }))

/** Notes the newest version of a nation's calendar as the one in force; nothing when it is already. */
export async function putInForce(
  tools: ActTools,
  nation: Nation,
  { by, because, trace }: Doing,
): Promise<Outcome<object>> {
  const head = (await tools.log.head(calendarStream(nation)))?.body
  const { reason } = withReason().parse(head?.events.at(-1)?.data ?? {})
  const command = { do: 'note-calendar', nation, version: head?.version ?? 0, reason } as const
  return act(tools, settingsDecider, settingsStream, command, { by, because, trace })
}

/** The nation of a calendar's stream; undefined for a stream of another kind. */
export function nationOf(stream: string): Nation | undefined {
  const [kind, nation] = stream.split('#')
  return kind === 'calendar' ? nationWord().safeParse(nation).data : undefined
}
