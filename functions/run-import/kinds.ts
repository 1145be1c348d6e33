/** What each kind of import does with its rows: the table of contents of this function. */
import type { ImportKind } from '../../events/import/events.ts'
import { prepareAwards } from './awards.ts'
import { prepareCalendar } from './calendar.ts'
import { prepareClusters } from './clusters.ts'
import { prepareContacts } from './contacts.ts'
import { prepareRegister } from './gias.ts'
import type { Prepared } from './groups.ts'
import { prepareMeetings } from './meetings.ts'
import { prepareSchools } from './schools.ts'
import { prepareLinks } from './successors.ts'
import type { Run, RunTools, SourceRows } from './tools.ts'

export const kinds: Readonly<Record<ImportKind, (tools: RunTools, run: Run, source: SourceRows) => Prepared>> = {
  gias: prepareRegister,
  schools: prepareSchools,
  awards: prepareAwards,
  contacts: prepareContacts,
  calendar: prepareCalendar,
  clusters: prepareClusters,
  meetings: prepareMeetings,
  links: prepareLinks,
}
