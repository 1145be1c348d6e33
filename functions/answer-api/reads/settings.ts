/** The body's own settings: its switches, its rules' values, its calendar, its staff. */
import * as z from 'zod'
import { calendarFile } from '../../../events/kernel/calendar.ts'
import { settingValues } from '../../../events/kernel/settings.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { list, thing } from './read.ts'
import { schoolsById } from './school-views.ts'
import { idOf, staffShape } from './shapes.ts'

const settings = thing(
  {
    path: '/api/settings',
    sentence: 'Whether letters leave, which pause, and the values of the rules.',
    filters: {},
    gives: z.object({
      sending: z.enum(['off', 'staff', 'on']),
      mayBeOn: z.boolean(),
      paused: z.object({ all: z.boolean(), schools: z.array(z.string()) }),
      version: z.int(),
      values: settingValues(),
    }),
  },
  async ({ tools }) => {
    const { version, state } = await loadStream(tools.log, settingsDecider, settingsStream)
    const ids = state.pausedSchools.map(idOf)
    const schools = await schoolsById(tools, ids)
    return {
      sending: state.sending,
      mayBeOn: tools.mayBeOn,
      paused: { all: state.allPaused, schools: ids.map((id) => schools.get(id)?.ref ?? id) },
      version,
      values: settingValues().strip().parse(tools.world().settings),
    }
  },
)

const calendar = thing(
  {
    path: '/api/calendar',
    sentence: 'Bank holidays, school closures and terms by nation.',
    filters: {},
    gives: calendarFile().omit({ note: true }).extend({ version: z.string() }),
  },
  async ({ tools }) => {
    const { version, nations } = tools.world().calendar
    return { version, nations: calendarFile().shape.nations.parse(nations) }
  },
)

const staff = list(
  {
    path: '/api/staff',
    sentence: 'Members of staff with their duties; addresses for admins.',
    filters: {},
    item: staffShape,
  },
  async ({ tools, caller }, ask) => {
    const { items, next } = await readStaff(tools.board, ask)
    const people = await tools.vault.people(
      items.map(({ id }) => `staff#${id}`),
      tools.world().now,
    )
    const shown = items.map(({ id, role, clusters, alerts }) => {
      const { name, email } = people.get(`staff#${id}`) ?? {}
      return { id, role, clusters, alerts, name, ...(caller.role === 'admin' && { email }) }
    })
    return { items: shown, next }
  },
)

export const settingsReads = [settings, calendar, staff]
