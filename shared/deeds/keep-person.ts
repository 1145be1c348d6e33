/** Writing a person's words down before the event that names them. */
import type { Person } from '../vault/vault.ts'
import { waitsUntil } from './addresses.ts'
import { personOf } from './people.ts'
import type { DeedTools } from './tools.ts'

/** Writes the person if new or changed; a person already kept stays kept. */
export async function keepPerson(tools: DeedTools, who: string, person: Person): Promise<void> {
  const known = await personOf(tools, who)
  if (known && isSame(known, person)) return
  const kept = { ...(known?.phone !== undefined && { phone: known.phone }), ...person }
  await tools.vault.putPerson(who, kept, known ? undefined : waitsUntil(tools))
}

function isSame(known: Person, person: Person): boolean {
  return (
    known.name === person.name &&
    known.email === person.email &&
    (person.phone === undefined || known.phone === person.phone)
  )
}
