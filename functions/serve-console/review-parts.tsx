/** How an open review stands, as signs: all that is to be said of it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReviewMark } from '../../shared/board/rows/school.ts'
import { Tag } from '../../shared/pages/parts.tsx'
import { reviewMarkNames } from './words.ts'

export function ReviewTags({ marks }: { readonly marks: readonly ReviewMark[] }): JSX.Element {
  return (
    <>
      {marks.map((mark, n) => (
        <>
          {n > 0 ? ' ' : null}
          <Tag tone={reviewMarkNames[mark].tone}>{reviewMarkNames[mark].words}</Tag>
        </>
      ))}
    </>
  )
}
