/** A school's entry in the register: first put in, then changed; an old reference keeps finding it. */
import { type Decision, refuse } from '../kernel/decider.ts'
import type { RegisterChange, RegisterEntry, SchoolCommand } from './commands.ts'
import { mayBeCleared, type SchoolFact } from './events.ts'
import type { School } from './state.ts'

type Register = Extract<SchoolCommand, { do: 'register-school' }>
type Change = Extract<SchoolCommand, { do: 'change-school' }>

const entryFields = ['name', 'nation', 'pupils', 'town', 'postcode', 'phone', 'website', 'group'] as const

export function registerSchool(command: Register, school: School): Decision<SchoolFact> {
  const { do: _, ...entry } = command
  if (!school.registered) return [{ type: 'SchoolRegistered', data: entry }]
  if (command.ref === school.ref && changed(command, school).length === 0) return []
  return refuse(
    'school-already-registered',
    `${school.name} is already registered under ${command.ref}. Use change-school to correct its entry.`,
    {
      ref: command.ref,
      name: school.name,
    },
  )
}

export function changeSchool(command: Change, school: School): Decision<SchoolFact> {
  const fields = changed(command, school)
  const cleared = mayBeCleared.filter((field) => command[field] === null && school.entry[field] !== undefined)
  const facts: SchoolFact[] = []
  if (fields.length + cleared.length > 0) {
    const data: RegisterEntry = Object.fromEntries(fields.map((field) => [field, command[field]]))
    facts.push({ type: 'SchoolChanged', data: { ...data, ...(cleared.length > 0 && { cleared }) } })
  }
  if (command.ref !== undefined && command.ref !== school.ref)
    facts.push({ type: 'SchoolRefChanged', data: { ref: command.ref, before: school.ref } })
  return facts
}

function changed(entry: RegisterChange, school: School): (typeof entryFields)[number][] {
  const known: RegisterEntry = { ...school.entry, name: school.name, nation: school.nation }
  return entryFields.filter(
    (field) => entry[field] !== undefined && entry[field] !== null && entry[field] !== known[field],
  )
}
