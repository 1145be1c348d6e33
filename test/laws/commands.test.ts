// What can be asked of the body from outside, as it was promised: every command, its fields, what may be left out.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { catalogue } from '../../events/catalogue.ts'
import { type CommandName, commands, isCommand } from '../../events/commands.ts'
import { roles } from '../../events/kernel/words.ts'

/** Command, and its fields; `?` may be left out, `…` more fields than these. */
const promised = `
register-school: ref name nation pupils? town? postcode? phone? website? group?
change-school: school ref? name? nation? pupils? town? postcode? phone? website? group?
grant-award: school award on reason?
book-visit: school on assessor? reason?
cancel-visit: school reason?
recommend: school recommendation report?
decide-review: school decision on? reason?
extend-review: school to reason
lapse-award: school award reason
reinstate-award: school award reason
suspend-award: school award reason
correct: event reason data
add-contact: school role name email phone?
change-contact: contact …
hand-over-contact: contact …
remove-contact: contact …
give-consent: contact? email? purpose wording how on?
withdraw-consent: contact? email? purpose
form-cluster: cluster nation ambassador …
assign-ambassador: cluster ambassador …
join-cluster: cluster school on reason?
leave-cluster: cluster school on reason?
schedule-meeting: cluster meeting on from? kind place topics host?
cancel-meeting: cluster meeting on? reason?
record-meeting: cluster meeting on kind place topics attendance impact?
excuse-absence: school meeting reason
open-request: kind contact? email? received …
decide-request: …
extend-request: …
pause-letters: scope id? reason
resume-letters: scope id? reason
add-staff: role name email clusters? alerts
change-staff: …
invite-staff: staff
remove-staff: …
set-sending: position reason
change-setting: name value reason
change-calendar: nation closures? bankHolidays? terms? reason
include-absence: school meeting reason
close-school: school on successor? reason
merge-schools: keep drop reason
merge-contacts: keep drop reason
assign-task: task owner reason?
finish-task: task outcome note?
resolve-letter: letter outcome reason
write-bulletin: bulletin subject paragraphs
send-bulletin: bulletin
test-letter: kind values?
change-letter: kind paragraph
change-letterhead: name? address? phone? signatory? signatoryTitle? replyTo? colour? mark? reason?
refile-mail: mail asks contact? reason
forward-mail: mail
retry-dead-letter: deadLetter reason
abandon-dead-letter: deadLetter reason
open-feed: cluster? staff?
revoke-feed: feed
undo-import: import reason dryRun?
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', fields = ''] = line.split(': ')
    const listed = fields.split(' ')
    return { name, fields: listed.filter((field) => field !== '…'), more: listed.includes('…') }
  })

/** The fields of a command as the list above writes them. */
function fieldsOf(name: CommandName): string[] {
  const { body } = commands[name]
  return Object.entries(body.shape).map(([field, schema]) =>
    z.safeParse(schema, undefined).success ? `${field}?` : field,
  )
}

describe('the commands', () => {
  test('are those that were promised and no others', () =>
    expect(Object.keys(commands).toSorted()).toEqual(promised.map(({ name }) => name).toSorted()))

  test.each(promised)('$name has the fields that were promised', ({ name, fields, more }) => {
    const has = isCommand(name) ? fieldsOf(name) : []
    expect(has).toEqual(expect.arrayContaining(fields))
    if (!more) expect(has.toSorted()).toEqual(fields.toSorted())
  })

  test.each(promised)('$name refuses a field nobody promised', ({ name }) => {
    const parsed = isCommand(name) ? commands[name].body.safeParse({ flavour: 'red' }) : undefined
    expect(parsed?.error?.issues).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'unrecognized_keys', keys: ['flavour'] })]),
    )
  })

  test.each(promised)('$name says what it does, on what it is decided and who may', ({ name }) => {
    const command = isCommand(name) ? commands[name] : undefined
    expect(command?.sentence).toMatch(/^[A-Z].+\.$/)
    expect(Object.keys(catalogue)).toContain(command?.stream)
    expect(command?.roles).toContain('admin')
    expect(command?.roles.filter((role) => !roles.includes(role) || role === 'reader')).toEqual([])
  })

  test('staff, settings, sending, merges and undoing an import are for admins only', () => {
    const adminOnly = Object.entries(commands).flatMap(([name, command]) =>
      command.roles.join() === 'admin' ? [name] : [],
    )
    expect(adminOnly.toSorted()).toEqual(
      [
        'add-staff',
        'change-staff',
        'invite-staff',
        'remove-staff',
        'set-sending',
        'change-setting',
        'change-letterhead',
        'change-calendar',
        'merge-schools',
        'merge-contacts',
        'undo-import',
      ].toSorted(),
    )
  })

  test('an Ambassador does meetings, attendance and excuses; an assessor recommendations and visits', () => {
    const of = (role: 'ambassador' | 'assessor') =>
      Object.entries(commands).flatMap(([name, command]) => (command.roles.includes(role) ? [name] : []))
    expect(of('ambassador')).toEqual(
      expect.arrayContaining([
        'schedule-meeting',
        'cancel-meeting',
        'record-meeting',
        'excuse-absence',
        'include-absence',
      ]),
    )
    expect(of('ambassador')).not.toEqual(expect.arrayContaining(['decide-review']))
    expect(of('assessor')).toEqual(['book-visit', 'cancel-visit', 'recommend'])
  })

  test('a contact is named by its id or by its address, not by both and not by neither', () => {
    const consent = commands['withdraw-consent'].body
    expect(consent.safeParse({ contact: 'c1', purpose: 'news' }).success).toBe(true)
    expect(consent.safeParse({ email: 'head@oakfield.example', purpose: 'news' }).success).toBe(true)
    expect(consent.safeParse({ contact: 'c1', email: 'head@oakfield.example', purpose: 'news' }).success).toBe(false)
    expect(consent.safeParse({ purpose: 'news' }).success).toBe(false)
  })
})
