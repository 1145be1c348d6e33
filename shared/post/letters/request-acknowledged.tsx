/** Tells a person that their request or complaint came in, and by when it is answered (DOMAIN C7). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, requestKinds } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { InWelsh, Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { nameOfRequest, sayAsked } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({ asks: z.enum(requestKinds), received: day(), due: day(), welsh: z.literal(true).optional() }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ asks, received, due, welsh }: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`${nameOfRequest(asks)}: it came in`}
      title={nameOfRequest(asks)}
      preview="A person looks at it. You need not do anything."
      occasion="This letter was sent to say that it came in."
    >
      {welsh && (
        <InWelsh>
          Diolch am eich neges yn Gymraeg. Mae wedi cyrraedd, ac mae rhywun yn edrych arni. Mae croeso i chi ateb yn
          Gymraeg.
        </InWelsh>
      )}
      <Paragraph>
        {asks === 'complaint' ? (
          <>
            Your complaint came in on <OnDay day={received} />. A person looks into it
          </>
        ) : (
          <>
            On <OnDay day={received} /> you asked {sayAsked(asks)}. A person looks at it
          </>
        )}
        , and you will have our answer by <OnDay day={due} /> at the latest.
      </Paragraph>
      <Paragraph>You need not do anything. If it takes longer than that, we will tell you before, and why.</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const requestAcknowledged = defineLetter({
  kind: 'request-acknowledged',
  version: 2,
  purpose: 'rights',
  about: 'a request or complaint that came in',
  when: 'When a request is opened, or once it is proved to be theirs; once for each.',
  facts,
  examples: {
    access: { asks: 'access', received: '2026-11-10', due: '2026-12-10' },
    complaint: { asks: 'complaint', received: '2026-11-10', due: '2026-12-10' },
  },
  write,
})
