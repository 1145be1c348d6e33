/**
 * Whoever is shown a contact's name and address is noted with the day: once for each member of staff, contact and day,
 * before it is shown. Kept for as many months as the setting says, and told to admins.
 */
import { addMonths, type Day } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import { monthOf, type View, type Views } from '../vault/views.ts'

interface ViewTools {
  readonly views: Views
  readonly world: () => World
}

/** Notes written at the same time. */
const sideBySide = 16

/** Notes that a member of staff is shown these contacts (streams) today. */
export async function noteViews(
  { views, world }: ViewTools,
  staff: string,
  contacts: readonly string[],
): Promise<void> {
  const day = world().today
  const waiting = contacts.values()
  const work = async () => {
    for (const contact of waiting) await views.note(contact, { staff, day })
  }
  await Promise.all(Array.from({ length: Math.min(sideBySide, contacts.length) }, work))
}

/** Who was shown a contact within the months that are kept, the latest day first. */
export async function viewsOf(
  { views, world }: Omit<ViewTools, 'views'> & { readonly views: Pick<Views, 'of'> },
  contact: string,
): Promise<View[]> {
  const { today, settings } = world()
  const since = addMonths(today, -settings.viewsMonths)
  const kept = await views.of(contact, monthsSince(since, today))
  return kept.filter(({ day }) => day > since)
}

function monthsSince(since: Day, today: Day): string[] {
  const months: string[] = []
  for (let n = 0; addMonths(`${monthOf(since)}-01`, n) <= today; n++)
    months.push(monthOf(addMonths(`${monthOf(since)}-01`, n)))
  return months
}

/** Deletes what is older than the months that are kept; answers how many months of contacts that were. */
export function tidyViews({ views, world }: ViewTools): Promise<number> {
  const { today, settings } = world()
  return views.tidy(monthOf(addMonths(today, -settings.viewsMonths)))
}
