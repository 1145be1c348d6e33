/** Sends a file of rows in: as a trial first, which says what would happen, or for good. */

import { type ImportKind, importKinds, isImportKind } from '../../../events/import/events.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { importColumns } from '../../../shared/deeds/import-columns.ts'
import { importState, startImport } from '../../../shared/deeds/imports.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import { Breadcrumbs, Heading, Link, Paragraph } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Answer, Asked, Sent } from '../page.ts'
import { untilDone } from '../until-done.ts'
import { importPath, kindNames, sendInPath } from './imports.tsx'
import { mayNot } from './stop.tsx'

const officeOnly = 'Files are sent in by admins and coordinators; calendars by admins.'

interface Said {
  readonly kind?: string | undefined
  readonly trial?: string | undefined
  readonly problems?: Readonly<Record<string, string>>
  /** The rule that says no. */
  readonly sentence?: string
}

/** The form, filled in with what the address says. */
export function sendInPage({ caller, token, query }: Asked, said: Said = {}): Answer {
  if (!isOffice(caller)) return mayNot(officeOnly)
  const { problems = {}, sentence } = said
  const kinds = importKinds.filter((kind) => kind !== 'calendar' || caller.role === 'admin')
  const fields: Field[] = [
    {
      is: 'select',
      name: 'kind',
      label: 'What stands in it',
      value: said.kind ?? query('kind'),
      problem: problems.kind,
      options: [{ value: '', label: 'Choose' }, ...kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))],
    },
    {
      is: 'file',
      name: 'file',
      label: 'The file',
      hint: 'A table saved as “CSV UTF-8”, up to 4 MB. Whoever runs the system can send larger ones in',
      accept: '.csv,text/csv',
      problem: problems.file,
    },
    {
      is: 'radios',
      name: 'trial',
      label: 'How',
      value: said.trial ?? query('trial') ?? 'yes',
      options: [
        { value: 'yes', label: 'As a trial: say what would happen, change nothing' },
        { value: 'no', label: 'For good' },
      ],
    },
  ]
  return {
    title: 'Send a file in',
    part: '/imports',
    ...(Object.keys(problems).length > 0 && { status: 400 as const }),
    ...(sentence !== undefined && { status: 422 as const }),
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Imports', href: '/imports' }]} />
        <Problems fields={fields} sentence={sentence} />
        <Heading>Send a file in</Heading>
        <Paragraph>
          Good rows go in; a row that does not fit is refused with its number, its column and the reason. The same file
          sent twice changes nothing the second time, and an import can be <Link href="/imports">taken back</Link>.
        </Paragraph>
        <Form action={sendInPath} token={token} fields={fields} button="Send it in" back="/imports" />
        <Table
          caption="The columns of each kind of file"
          rows={kinds}
          columns={[
            { head: 'What', names: true, cell: (kind) => kindNames[kind] },
            { head: 'Must have', cell: (kind) => importColumns[kind].needed.join(', ') },
            { head: 'May have', cell: (kind) => importColumns[kind].optional.join(', ') || 'No others' },
          ]}
        />
      </>
    ),
  }
}

/** Takes the file in and leads to what became of it. Throws Fault; all else is an answer. */
export async function sendIn(asked: Asked, sent: Sent, file: Uint8Array | undefined): Promise<Answer> {
  const { tools, caller, trace } = asked
  const { kind = '', trial = 'yes' } = sent
  if (!isOffice(caller) || (kind === 'calendar' && caller.role !== 'admin')) return mayNot(officeOnly)
  const problems = {
    ...(!isImportKind(kind) && { kind: 'Choose what stands in the file' }),
    ...(file === undefined && { file: 'Choose a file that is not empty' }),
  }
  if (!isImportKind(kind) || file === undefined) return sendInPage(asked, { kind, trial, problems })
  const started = await startImport(tools, importOf(kind, trial), file, { by: caller.id, trace, from: 'console' })
  if ('refused' in started) return sendInPage(asked, { kind, trial, sentence: started.detail })
  await untilDone(tools, async () => (await importState(tools.log, started.import)) === 'done')
  return { to: importPath(started.import) }
}

function importOf(kind: ImportKind, trial: string) {
  return { kind, dryRun: trial !== 'no', register: 'named' } as const
}
