/** A bulletin: a subject and paragraphs that staff wrote, to those who agreed to news. The words are the staff's own. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { cleanLine, cleanParagraphs, clip } from '../clean.ts'
import { defineLetter } from '../definition.ts'
import { Letter, NewLine, Paragraph } from '../parts.tsx'

const facts = once(() =>
  z.strictObject({ subject: z.string().max(200), paragraphs: z.array(z.string().max(4000)).min(1).max(40) }),
)

type Facts = z.infer<ReturnType<typeof facts>>

/** What a mailbox shows beside the subject. */
const previewLength = 100

function write({ subject, paragraphs }: Facts): JSX.Element {
  const title = cleanLine(subject) || 'News'
  const blocks = paragraphs.flatMap((text) => cleanParagraphs(text))
  return (
    <Letter
      subject={title}
      title={title}
      preview={clip(blocks[0]?.join(' ') ?? '', previewLength)}
      occasion="This is a bulletin, written by our staff."
    >
      {blocks.map((lines) => (
        <Paragraph>{lines.map((line, index) => (index === 0 ? line : [<NewLine />, line]))}</Paragraph>
      ))}
    </Letter>
  )
}

export const bulletin = defineLetter({
  kind: 'bulletin',
  version: 1,
  purpose: 'news',
  about: 'news that staff write',
  when: 'When somebody sends a bulletin, to those who agreed to news.',
  facts,
  examples: {
    'spring-meetings': {
      subject: 'Cluster meetings this spring',
      paragraphs: [
        'The cluster meetings of the spring term have been set. Your Ambassador sends you the day and the place of yours.',
        'The topic this term is behaviour, attitudes to learning and personal development.\nSchools that would like to host a meeting are welcome to reply.',
      ],
    },
  },
  write,
})
