/** A few schools of the running system, entered as people would enter them, and what came of them read back. */
import * as z from 'zod'
import type { RunningSystem } from '../kit/running-system.ts'
import { readAll } from './play.ts'

export const reason = 'The committee said so.'

export interface FewSchool {
  readonly ref: string
  readonly nation?: 'england' | 'wales'
  /** The day its Centre of Excellence was granted. */
  readonly since: string
}

/** The address of a school's head. */
export function headOf(ref: string): string {
  return `head@${ref.replace('urn:', 'school')}.example`
}

export function asker(system: RunningSystem) {
  return (command: string, body: object) => system.must('POST', `/api/do/${command}`, body)
}

/** Enters a Centre of Excellence whose head agreed to letters. */
export async function enterSchool(system: RunningSystem, { ref, nation = 'england', since }: FewSchool): Promise<void> {
  const ask = asker(system)
  await ask('register-school', { ref, name: `School ${ref}`, nation })
  await ask('grant-award', { school: ref, award: 'inclusive-school', on: since })
  await ask('grant-award', { school: ref, award: 'centre-of-excellence', on: since })
  const email = headOf(ref)
  await ask('add-contact', { school: ref, role: 'head', name: 'Morag Evans', email })
  await ask('give-consent', { email, purpose: 'service', wording: '2018-05', how: 'paper' })
}

const logged = z.object({ day: z.string(), school: z.string(), data: z.record(z.string(), z.unknown()) })

/** What was recorded of a type, as `day school field`. */
export async function recorded(system: RunningSystem, type: string, field: string): Promise<string[]> {
  const events = await readAll(system, `/api/log?type=${type}`, logged)
  return events.map(({ day, school, data }) => `${day} ${school} ${String(data[field])}`).toSorted()
}

const mail = z.object({ day: z.string(), to: z.array(z.string()), letter: z.string(), subject: z.string() })

/** Letters that say what somebody agreed to, or stopped, leave at once, and are not what these journeys are about. */
export const isOfConsent = ({ subject }: { readonly subject: string }) =>
  subject.startsWith('What you agreed to') || subject.startsWith('Stopped, as you asked')

/** The letters that left, but for those about consents, as `day address`. */
export async function left(system: RunningSystem): Promise<string[]> {
  const mails = z.array(mail).parse(await system.must('GET', '/local/mail'))
  return mails
    .filter((one) => !isOfConsent(one))
    .map(({ day, to }) => `${day} ${to.join(' ')}`)
    .toSorted()
}
