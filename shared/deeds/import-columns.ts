/** The columns of each kind of import, as the contract names them; only these are read and kept on the way. */
import type { ImportKind } from '../../events/import/events.ts'
import type { CsvColumns } from '../files/csv.ts'

/** The register has 140 columns and changes them; heads' names are among them, personal, and not to be read. */
export const importColumns: Readonly<Record<ImportKind, CsvColumns>> = {
  gias: {
    needed: ['URN', 'EstablishmentName', 'TypeOfEstablishment (name)', 'EstablishmentStatus (name)'],
    optional: ['NumberOfPupils', 'Town', 'Postcode', 'TelephoneNum', 'SchoolWebsite', 'Trusts (name)'],
  },
  schools: { needed: ['ref', 'name', 'nation', 'pupils', 'town', 'phone', 'website'], optional: [] },
  awards: { needed: ['school', 'award', 'action', 'on'], optional: [] },
  contacts: {
    needed: ['school', 'role', 'name', 'email', 'phone', 'service', 'service_on', 'news', 'news_on', 'wording', 'how'],
    optional: [],
  },
  calendar: { needed: ['nation', 'what', 'key', 'from', 'to'], optional: [] },
  clusters: { needed: ['cluster', 'nation', 'ambassador', 'school', 'joined_on'], optional: [] },
  meetings: {
    needed: ['cluster', 'meeting', 'held_on', 'kind', 'place', 'topics', 'school', 'attendance'],
    optional: [],
  },
  links: { needed: ['URN', 'LinkURN', 'LinkType'], optional: ['LinkEstablishedDate'] },
}

/** What the register's side sends may be in its own encoding. */
export function isOfTheRegister(kind: ImportKind): boolean {
  return kind === 'gias' || kind === 'links'
}
