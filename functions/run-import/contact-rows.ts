/** A row of contacts.csv, read: who, in which role, and what the row says of the two consents. */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { type ConsentPurpose, consentWays, contactRoles, day, emailAddress } from '../../events/kernel/words.ts'
import type { Told } from './tools.ts'

const officeName = 'School office'

const said = once(() =>
  z
    .string()
    .transform((word) => word.toLowerCase())
    .pipe(z.enum(['yes', 'withdrawn'])),
)

/** The form of a row; `today`: no consent is given or withdrawn later. */
export function contactRow(today: string) {
  const on = () => day().refine((given) => given <= today, `is still to come; today is ${today}`)
  return (
    z
      .object({
        school: z.string().max(80),
        role: z.enum(contactRoles),
        name: z.string().max(120).optional(),
        email: emailAddress(),
        phone: z.string().max(40).optional(),
        service: said().optional(),
        service_on: on().optional(),
        news: said().optional(),
        news_on: on().optional(),
        wording: z.string().max(40).optional(),
        how: z.enum(consentWays).default('import'),
      })
      .superRefine((row, context) => {
        for (const { column, reason } of whatRowLacks(row))
          context.addIssue({ code: 'custom', path: [column], message: reason })
      })
      // A mailbox that many read is nobody's: files often leave its name blank.
      .transform((row) => ({ ...row, name: row.name ?? officeName }))
  )
}

type Fields = z.infer<ReturnType<typeof contactRow>>
export type ContactRow = Fields & { readonly row: number }

/** A person needs a name. Consent needs its evidence: the day, and the wording that was agreed to. A withdrawal needs nothing. */
function whatRowLacks(
  row: Pick<Fields, 'role' | 'service' | 'service_on' | 'news' | 'news_on' | 'wording'> & { name?: string | undefined },
): Told[] {
  const nameless = row.name === undefined && row.role !== 'office'
  return [...(nameless ? [{ column: 'name', reason: 'is needed' }] : []), ...whatEvidenceLacks(row)]
}

function whatEvidenceLacks(row: Pick<Fields, 'service' | 'service_on' | 'news' | 'news_on' | 'wording'>): Told[] {
  const lacks = (['service', 'news'] as const).flatMap((purpose): Told[] =>
    row[purpose] === 'yes' && row[`${purpose}_on`] === undefined
      ? [{ column: `${purpose}_on`, reason: `is needed with ${purpose} = yes: the day on which consent was given` }]
      : [],
  )
  const consents = row.service === 'yes' || row.news === 'yes'
  const noWording = { column: 'wording', reason: 'is needed with yes: the version of the words that were agreed to' }
  return consents && row.wording === undefined ? [...lacks, noWording] : lacks
}

/** What a row says for nothing. */
export function warningsOfRow(row: ContactRow): Told[] {
  return (['service', 'news'] as const).flatMap((purpose: ConsentPurpose) =>
    row[purpose] === undefined && row[`${purpose}_on`] !== undefined
      ? [{ column: purpose, reason: 'blank: the day beside it says nothing' }]
      : [],
  )
}
