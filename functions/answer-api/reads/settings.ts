/** The body's own settings: its switches, its rules' values, its calendar, its staff. */
import * as z from 'zod'
import { calendarEnds, calendarFile } from '../../../events/kernel/calendar.ts'
import {
  defaultSettings,
  type SettingName,
  type Settings,
  type SettingValues,
  settingNames,
  settingValues,
} from '../../../events/kernel/settings.ts'
import { nations } from '../../../events/kernel/words.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { meanings } from '../../../events/settings/meanings.ts'
import { clustersByAmbassador } from '../../../shared/board/reads/clusters-of.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { readStanding } from '../../../shared/log/standing.ts'
import { list, thing } from './read.ts'
import { schoolsById } from './school-views.ts'
import { idOf, staffShape } from './shapes.ts'

const settingValue = z.union([z.number(), z.boolean(), z.array(z.number())])

function valuesOf(settings: Settings): SettingValues {
  return settingValues().strip().parse(settings)
}

function meaningOf(name: SettingName) {
  const { title, means, rule } = meanings[name]
  return { title, means, rule, default: valuesOf(defaultSettings)[name] }
}

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
      meanings: z.record(
        z.string(),
        z.object({ title: z.string(), means: z.string(), rule: z.string(), default: settingValue }),
      ),
    }),
  },
  async ({ tools }) => {
    const { settings } = await readStanding(tools.log)
    const { version, state } = await loadStream(tools.log, settingsDecider, settingsStream)
    const ids = state.pausedSchools.map(idOf)
    const schools = await schoolsById(tools, ids)
    return {
      sending: state.sending,
      mayBeOn: tools.mayBeOn,
      paused: { all: state.allPaused, schools: ids.map((id) => schools.get(id)?.ref ?? id) },
      version,
      values: valuesOf(settings),
      meanings: Object.fromEntries(settingNames().map((name) => [name, meaningOf(name)])),
    }
  },
)

const standingShape = z.record(z.enum(nations), z.object({ version: z.int(), ends: z.iso.date() }))

const calendar = thing(
  {
    path: '/api/calendar',
    sentence: 'Bank holidays, school closures and terms by nation, the version of each and the day its last term ends.',
    filters: {},
    gives: calendarFile().omit({ note: true }).extend({
      version: z.string(),
      standing: standingShape,
    }),
  },
  async ({ tools }) => {
    const { calendar, edited } = await readStanding(tools.log)
    const byNation = calendarFile().shape.nations.parse(calendar.nations)
    const standing = Object.fromEntries(
      nations.map((nation) => [
        nation,
        { version: edited[nation]?.version ?? 0, ends: calendarEnds(calendar.nations[nation]) },
      ]),
    )
    return { version: calendar.version, nations: byNation, standing: standingShape.parse(standing) }
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
    const [people, led] = await Promise.all([
      tools.vault.people(
        items.map(({ id }) => `staff#${id}`),
        tools.world().now,
      ),
      clustersByAmbassador(tools.board),
    ])
    const shown = items.map(({ id, role, clusters: further, alerts }) => {
      const { name, email } = people.get(`staff#${id}`) ?? {}
      const clusters = [...new Set([...(led.get(`staff#${id}`) ?? []).map((one) => one.id), ...further])]
      return { id, role, clusters, alerts, name, ...(caller.role === 'admin' && { email }) }
    })
    return { items: shown, next }
  },
)

export const settingsReads = [settings, calendar, staff]
