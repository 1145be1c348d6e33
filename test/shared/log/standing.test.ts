// How settings and calendar stand is read from the log: once when nothing changed, and only ever forward.
import { describe, expect, test } from 'vitest'
import { calendarStream } from '../../../events/calendar/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type SettingsCommand, settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { changeCalendar, putInForce } from '../../../shared/deeds/calendar.ts'
import { act } from '../../../shared/log/act.ts'
import type { Log } from '../../../shared/log/log.ts'
import { readStanding, shipped } from '../../../shared/log/standing.ts'
import { aSmallBody, bySystem, type SmallBody } from '../../kit/small-body.ts'

const reason = 'note-00000000-0000-4000-8000-000000000001'
const flood = [{ from: '2027-03-15', to: '2027-03-19', name: 'Flood' }]

const say = (body: SmallBody, command: SettingsCommand) => act(body, settingsDecider, settingsStream, command, bySystem)

/** A log that counts what is read of it. */
function counting(log: Log): Log & { readonly count: () => number } {
  let reads = 0
  return {
    ...log,
    head: (stream) => {
      reads += 1
      return log.head(stream)
    },
    read: (stream, version) => {
      reads += 1
      return log.read(stream, version)
    },
    count: () => reads,
  }
}

describe('how things stand', () => {
  test('a body that changed nothing stands as the system ships', async () => {
    const { log } = aSmallBody()
    expect(await readStanding(log)).toBe(shipped)
    expect(shipped).toMatchObject({ settings: defaultSettings, calendar: firstCalendar })
  })

  test('a changed setting holds, and a further change counts on', async () => {
    const body = aSmallBody()
    await say(body, { do: 'change-setting', name: 'graceDays', value: 60, reason })
    await say(body, { do: 'change-setting', name: 'stagesAfter', value: [2], reason })
    const { settings, calendar } = await readStanding(body.log)
    expect(settings).toEqual({ ...defaultSettings, graceDays: 60, stagesAfter: [2], version: 2 })
    expect(calendar).toBe(firstCalendar)
  })

  test('one read tells that nothing changed, and gives back what was known', async () => {
    const body = aSmallBody()
    await say(body, { do: 'change-setting', name: 'graceDays', value: 60, reason })
    await changeCalendar(body, { nation: 'wales', closures: flood, reason }, bySystem)
    const log = counting(body.log)
    const known = await readStanding(log)
    expect(log.count()).toBe(2)
    expect(await readStanding(log, known)).toBe(known)
    expect(log.count()).toBe(3)
  })

  test('a switch that was set changes neither settings nor calendar', async () => {
    const body = aSmallBody()
    await changeCalendar(body, { nation: 'wales', closures: flood, reason }, bySystem)
    const known = await readStanding(body.log)
    await say(body, { do: 'set-sending', position: 'on', mayBeOn: true })
    const then = await readStanding(body.log, known)
    expect(then.version).toBe(2)
    expect(then.calendar).toBe(known.calendar)
    expect(then.settings).toBe(known.settings)
  })

  test('what was read first never takes the place of what was read later', async () => {
    const body = aSmallBody()
    const before = await readStanding(body.log)
    await say(body, { do: 'change-setting', name: 'graceDays', value: 60, reason })
    const later = await readStanding(body.log, before)
    expect(await readStanding(aSmallBody().log, later)).toBe(later)
  })
})

describe('a calendar that is edited', () => {
  test('it is in force for its nation and for no other', async () => {
    const body = aSmallBody()
    const done = await changeCalendar(body, { nation: 'wales', closures: flood, reason }, bySystem)
    expect(done).toMatchObject({ stream: 'calendar#wales', version: 1, events: [{ type: 'NationCalendarEdited' }] })
    const { calendar } = await readStanding(body.log)
    expect(calendar.version).toBe('1')
    expect(calendar.nations).toEqual({
      ...firstCalendar.nations,
      wales: { ...firstCalendar.nations.wales, closures: flood },
    })
  })

  test('an edit that broke off is in force nowhere until it is finished, by whoever says it again', async () => {
    const body = aSmallBody()
    const edit = { nation: 'wales', closures: flood, reason } as const
    let lost = false
    const breaking: SmallBody = {
      ...body,
      log: {
        ...body.log,
        append: async (commit) => {
          if (commit.stream === settingsStream && !lost) {
            lost = true
            throw new Error('it broke off')
          }
          return body.log.append(commit)
        },
      },
    }
    await expect(changeCalendar(breaking, edit, bySystem)).rejects.toThrow('it broke off')
    expect(await readStanding(body.log)).toBe(shipped)
    expect(await changeCalendar(body, edit, bySystem)).toMatchObject({ events: [{ type: 'CalendarChanged' }] })
    expect((await readStanding(body.log)).calendar.version).toBe('1')
    expect(await putInForce(body, 'wales', bySystem)).toMatchObject({ events: [] })
  })

  test('of an edit that is not in force yet nothing is seen', async () => {
    const body = aSmallBody()
    await changeCalendar(body, { nation: 'wales', closures: flood, reason }, bySystem)
    const ahead = await body.log.head(calendarStream('wales'))
    if (!ahead) throw new Error('nothing was edited')
    const { prev: _, ...first } = ahead.body
    await body.log.append({ ...first, id: 'another', version: 2, state: { closures: [] } })
    expect((await readStanding(body.log)).calendar.nations.wales.closures).toEqual(flood)
  })

  test('a commit of an older form is folded anew', async () => {
    const body = aSmallBody()
    await changeCalendar(body, { nation: 'wales', closures: flood, reason }, bySystem)
    const older: Log = {
      ...body.log,
      read: async (stream, version) => {
        const commit = await body.log.read(stream, version)
        return commit && { ...commit, body: { ...commit.body, shape: 99, state: {} } }
      },
    }
    expect((await readStanding(older)).calendar.nations.wales.closures).toEqual(flood)
  })
})
