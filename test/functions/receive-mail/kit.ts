/** A body in memory that takes mail in: one contact who agreed to both, and mails as people write them. */
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { defaultSettings, type SettingValues } from '../../../events/kernel/settings.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { addContact, giveConsent } from '../../../shared/deeds/contacts.ts'
import { mailStreamOf } from '../../../shared/deeds/mail-places.ts'
import { act, type Doing } from '../../../shared/log/act.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import type { Step } from '../../kit/stand-ins/step.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

export const start = '2026-10-06T10:00:00.000Z'
export const amira = 'amira@ashfield.example'
const doing: Doing = { by: 'staff#s-1', because: 'api', trace: 'trace' }

export async function aDesk(settings: Partial<SettingValues> = {}) {
  let step: Step = async () => undefined
  let now = start
  let ids = 0
  const steps: Step = (name) => step(name)
  const log = standInLog(steps)
  const vault = standInVault(steps)
  const mail = standInFiles(steps, () => now)
  const tools = {
    log,
    vault,
    mail,
    ownDomains: ['iqm.example'],
    world: () => worldAt(now, firstCalendar, { ...defaultSettings, ...settings }),
    newId: () => {
      ids += 1
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
    },
    waitToRetry: async () => undefined,
  }
  const school = { do: 'register-school', ref: 'urn:100001', name: 'Oakfield', nation: 'england' } as const
  await act(tools, schoolDecider, 'school#one', school, doing)
  const added = await addContact(tools, 'one', 'head', { name: 'Amira Hughes', email: amira }, doing)
  if ('refused' in added) throw new Error(added.detail)
  for (const purpose of ['service', 'news'] as const) {
    const given = { purpose, wording: '2018-05', how: 'paper', on: '2026-09-01', imported: false } as const
    await giveConsent(tools, added.stream, given, doing)
  }
  await vault.keep(added.stream)
  return {
    tools,
    contact: added.stream,
    /** Every I/O step asks this first, from now on. */
    through: (next: Step) => {
      step = next
    },
    moveTo: (instant: string) => {
      now = instant
    },
    store: (name: string, text: string) => mail.put(`inbound/${name}`, text, 'message/rfc822'),
    /** Tells of a stored mail; its sender is vouched for unless said otherwise. */
    tell: (name: string, dmarc: 'pass' | 'fail' = 'pass') =>
      receiveMail(tools, { kept: `inbound/${name}`, received: now, findings: { ...noFindings, dmarc } }),
    streamOf: (name: string) => mailStreamOf(`inbound/${name}`),
  }
}

/** A mail as it is stored. */
export function aMail(text: string, { from = amira, headers = '' } = {}): string {
  const number = text.length + headers.length
  return `From: ${from}\r\nTo: info@iqm.example\r\nSubject: hello\r\nMessage-ID: <${number}@x.example>\r\n${headers}\r\n${text}\r\n`
}
