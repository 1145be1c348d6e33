/** What would move if a setting had another value: which reminders, announcements and ends of grace, from which day to which. */
import * as z from 'zod'
import type { Refusal } from '../../../events/kernel/decider.ts'
import type { Settings } from '../../../events/kernel/settings.ts'
import { nations } from '../../../events/kernel/words.ts'
import { stage } from '../../../events/school/events.ts'
import { foreseenWhats } from '../../../events/school/foresee.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { readValue, settingsIf } from '../../../events/settings/values.ts'
import { foresee } from '../../../shared/deeds/foresee.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { refused } from '../problem.ts'
import type { ApiTools } from '../tools.ts'
import { list, type Read } from './read.ts'

const filters = {
  name: z.string().trim().min(1).max(80).describe('A setting of /api/settings.'),
  value: z.string().trim().max(200).describe('A number, true or false, or numbers with commas between them.'),
}

const moved = z.object({
  school: z.string(),
  name: z.string(),
  nation: z.enum(nations),
  moves: z.array(
    z.object({
      what: z.enum(foreseenWhats),
      stage: stage().optional(),
      before: z.int().optional(),
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
    }),
  ),
})

/** The settings as they would be; or why the value does not fit. */
async function settingsAsked({ log }: Pick<ApiTools, 'log'>, name: string, value: string): Promise<Settings | Refusal> {
  const { state } = await loadStream(log, settingsDecider, settingsStream)
  return settingsIf({ name, value: readValue(name, value) }, state)
}

const moves = list(
  {
    path: '/api/preview/setting',
    sentence: 'What would move for which schools if a setting had another value; nothing is changed.',
    filters,
    item: moved,
  },
  async ({ tools, query }, ask) => {
    const settings = await settingsAsked(tools, query.name, query.value)
    if ('refused' in settings) return { items: [] }
    const { items, next } = await foresee(tools, { calendar: tools.world().calendar, settings }, undefined, ask)
    const shown = items.map(({ ref, name, nation, moves: all }) => ({ school: ref, name, nation, moves: [...all] }))
    return { items: shown, next }
  },
)

/** A value that does not fit is refused as the command would refuse it. */
const previewSetting: Read = {
  ...moves,
  async answer(request) {
    const { name, value } = request.query
    const settings = name && value !== undefined ? await settingsAsked(request.tools, name, value) : undefined
    return settings && 'refused' in settings ? refused(settings) : moves.answer(request)
  },
}

export const previewSettingReads = [previewSetting]
