/** Schools are told of their contacts after the contacts' own commits: all of a school's at once, and again without harm. */
import { several } from '../../events/kernel/several.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { act } from '../../shared/log/act.ts'
import { inParallel } from './groups.ts'
import type { NamedSchool } from './named-schools.ts'
import { concurrency, most, type Run, type RunTools } from './tools.ts'

export interface Link {
  /** The school's id. */
  readonly school: string
  /** `contact#…` */
  readonly contact: string
  readonly role: ContactRole
}

const schools = several(schoolDecider)

export async function linkContacts(tools: RunTools, run: Run, links: readonly Link[]): Promise<void> {
  const bySchool = [...Map.groupBy(links, ({ school }) => school)]
  await inParallel(bySchool, concurrency, ([school, ofSchool]) => {
    const commands = ofSchool.map(({ contact, role }) => ({ do: 'link-contact' as const, contact, role }))
    return act(tools, schools, `school#${school}`, commands, run.doing)
  })
}

/** Keeps count of the contacts of each school in this run, and says whether one more has room. */
export function roomAtSchools(): (school: NamedSchool, contact: string, role: ContactRole) => boolean {
  const taken = new Map<string, Set<string>>()
  return ({ id, contacts }, contact, role) => {
    const known = taken.get(id) ?? new Set(contacts)
    taken.set(id, known)
    const one = `${contact} ${role}`
    if (!known.has(one) && known.size >= most) return false
    known.add(one)
    return true
  }
}
