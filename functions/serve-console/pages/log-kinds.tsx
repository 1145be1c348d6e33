/** Kinds of entries as people choose them: by subject, in plain words; and which of them are the system's routine. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { allEvents, type StreamKind } from '../../../events/catalogue.ts'
import { eventName } from '../words.ts'

/**
 * What the system notes for itself on its way: each says that something went on, and nothing that anybody would look for.
 * Some thousands stand in the log for each day of letters.
 */
export const routine: ReadonlySet<string> = new Set([
  ...['DayBegan', 'ShardWoken', 'WakesDone', 'DaySealed', 'MorningLineDue', 'WeekDigestDue'],
  ...['LetterSending', 'LetterReleased', 'LetterGivenBack'],
  ...['SchoolPlannedAnew', 'ClusterPlannedAnew', 'ClusterMeetingNoted', 'ClusterMeetingMarked'],
  ...['ImportProgressed', 'ImportUndoProgressed', 'MailNumbered', 'RefTaken', 'BulletinPageAsked'],
])

const subjects = {
  schools: 'Schools',
  awards: 'Awards and invoices',
  reviews: 'Reviews and visits',
  clusters: 'Clusters, meetings and standing',
  people: 'People at schools and their consents',
  letters: 'Letters',
  mail: 'Mail and requests',
  tasks: 'Tasks, and what could not be done',
  staff: 'Members of staff',
  imports: 'Imports, feeds and references',
  settings: 'Settings and calendar',
  routine: 'The system’s own round',
} as const
type Subject = keyof typeof subjects

const ofKinds: Readonly<Record<Exclude<StreamKind, 'school'>, Subject>> = {
  ref: 'imports',
  contact: 'people',
  staff: 'staff',
  admins: 'staff',
  cluster: 'clusters',
  meeting: 'clusters',
  letter: 'letters',
  request: 'mail',
  task: 'tasks',
  dead: 'tasks',
  mail: 'mail',
  import: 'imports',
  settings: 'settings',
  wording: 'letters',
  bulletin: 'letters',
  feed: 'imports',
  days: 'routine',
  calendar: 'settings',
}

/** Most of what happens happens to schools: by what the type's name begins with or holds. */
const ofSchools: readonly (readonly [RegExp, Subject])[] = [
  [/^Contact/, 'people'],
  [/^(Award|Invoice)/, 'awards'],
  [/Cluster|Meeting|Absence|Flagship|Risk|Membership/, 'clusters'],
  [/^(Review|Visit|Recommendation)/, 'reviews'],
  [/Recipients|Letter|achable/, 'letters'],
]

function subjectOf(kind: StreamKind, type: string): Subject {
  if (routine.has(type)) return 'routine'
  if (kind !== 'school') return ofKinds[kind]
  return ofSchools.find(([holds]) => holds.test(type))?.[1] ?? 'schools'
}

interface Kind {
  readonly type: string
  readonly name: string
}

/** The kinds of entries by subject. */
function kindsBySubject(): { readonly subject: string; readonly kinds: readonly Kind[] }[] {
  const bySubject = Map.groupBy(allEvents, ({ kind, type }) => subjectOf(kind, type))
  return Object.entries(subjects).flatMap(([subject, words]) => {
    const kinds = [...bySubject].flatMap(([of, entries]) => (of === subject ? entries : []))
    const named = kinds.map(({ type }) => ({ type, name: eventName(type) }))
    return named.length === 0 ? [] : [{ subject: words, kinds: named.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }]
  })
}

/** The choice of what happened. */
export function KindField({ chosen }: { readonly chosen: string | undefined }): JSX.Element {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for="type">
        What happened
      </label>
      <select class="govuk-select" id="type" name="type">
        <option value="">Anything</option>
        {kindsBySubject().map(({ subject, kinds }) => (
          <optgroup label={subject}>
            {kinds.map(({ type, name }) => (
              <option value={type} selected={type === chosen}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
