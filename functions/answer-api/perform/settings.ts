/** The body's switches: whether letters leave, and whose pause. */
import { type BodyOf, commands } from '../../../events/commands.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { type SettingsCommand, settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { changeCalendar } from '../../../shared/deeds/calendar.ts'
import { findContact } from '../../../shared/deeds/contacts.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { act } from '../../../shared/log/act.ts'
import { type Call, one, type Performed, several } from './performer.ts'

type PauseCall = Call<BodyOf<'pause-letters'>>

/** `pause` or `resume`, for the scope the body says. The pauses of all and of schools are the body's; a contact's its own. */
async function changePause(verb: 'pause' | 'resume', call: PauseCall): Promise<Performed> {
  const { tools, doing, body } = call
  const { scope, id = '', reason } = body
  switch (scope) {
    case 'all':
      return onSettings(call, { do: `${verb}-all`, reason })
    case 'school': {
      const school = await findSchool(tools.log, id)
      // Letters name their school by its stream, so the switchboard does too.
      return school
        ? onSettings(call, { do: `${verb}-school`, school: `school#${school.id}`, reason })
        : { notFound: 'school' }
    }
    case 'contact': {
      const contact = await findContact(tools, { contact: id })
      if (!contact) return { notFound: 'contact' }
      const command =
        verb === 'pause'
          ? ({ do: 'pause-letters', because: 'staff', reason } as const)
          : ({ do: 'resume-letters', reason } as const)
      return act(tools, contactDecider, contact, command, doing)
    }
  }
}

function onSettings({ tools, doing }: Call<unknown>, command: SettingsCommand): Promise<Performed> {
  return act(tools, settingsDecider, settingsStream, command, doing)
}

/** Whoever asks next is answered by how things stand after it. */
async function andLook({ tools }: Call<unknown>, performing: Promise<Performed>): Promise<Performed> {
  const performed = await performing
  await tools.look('POST')
  return performed
}

export const settingsPerformers = {
  'pause-letters': one(commands['pause-letters'], (call) => changePause('pause', call)),
  'resume-letters': one(commands['resume-letters'], (call) => changePause('resume', call)),
  'set-sending': one(commands['set-sending'], (call) => {
    const { position, reason } = call.body
    return onSettings(call, { do: 'set-sending', position, reason, mayBeOn: call.tools.mayBeOn })
  }),
  'change-setting': one(commands['change-setting'], (call) =>
    andLook(call, onSettings(call, { do: 'change-setting', ...call.body })),
  ),
  'change-calendar': several(commands['change-calendar'], (call) =>
    andLook(call, changeCalendar(call.tools, call.body, call.doing)),
  ),
}
