/** What could not be done, beside the letters of a school: what had happened, what failed, and the way to settle it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { OnDay } from '../../shared/pages/day.tsx'
import { Link, Paragraph, Tag } from '../../shared/pages/parts.tsx'
import { Sentence, saySentence } from '../../shared/pages/sentence.tsx'
import { letterPath } from './entries.tsx'
import { deadLetterPath, deadLetterStateNames } from './pages/dead-letters.tsx'
import { sayBefore, sayUndone, type Undone } from './undone.ts'

interface Props {
  readonly items: readonly Undone[]
  /** There is more of it than was looked at. */
  readonly more: boolean
}

/** Nothing where nothing failed. */
export function UndoneList({ items, more }: Props): JSX.Element | null {
  if (items.length === 0 && !more) return null
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {items.map((undone) => (
          <Item undone={undone} />
        ))}
      </ul>
      {more ? (
        <Paragraph>
          More could not be done in these days than is looked at here. <Link href="/dead-letters">See all of it</Link>
        </Paragraph>
      ) : null}
    </>
  )
}

function Item({ undone }: { readonly undone: Undone }): JSX.Element {
  const { dead, entry } = undone
  const { words, tone } = deadLetterStateNames[dead.state]
  return (
    <li>
      <OnDay day={entry.day} />: <Sentence text={sayBefore(undone)} begins={false} />, and then something failed:{' '}
      <strong>{sayUndone(dead)}</strong>.{' '}
      <span class="app-whole">
        <Tag tone={tone}>{words}</Tag>
      </span>{' '}
      {entry.stream.startsWith('letter#') ? (
        <>
          <Link href={letterPath(entry.stream)}>The letter</Link>,{' '}
        </>
      ) : null}
      <Link href={deadLetterPath(dead.id)} hidden={`– ${saySentence(sayBefore(undone))}`}>
        What failed
      </Link>
    </li>
  )
}
