/**
 * Reads the parts of a letter into plain data. Every piece of text and every link passes here and nowhere else, so this
 * is where they are cleaned. A part it does not know is a fault: the set is closed.
 */
import type { JSXNode } from 'hono/jsx'
// Not from hono/jsx, which brings its hooks and its half for browsers along: 17 KB.
import { Fragment } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { cleanLine, cleanPiece, clip } from './clean.ts'
import { safeHref } from './links.ts'
import {
  Button,
  Heading,
  InWelsh,
  KeyFacts,
  Letter,
  Link,
  NewLine,
  Note,
  OnDay,
  Paragraph,
  Step,
  Steps,
  Strong,
  Whole,
} from './parts.tsx'
import { sayDay } from './say-day.ts'
import type { Block, Inline } from './tree.ts'

/** A subject longer than this is cut off by every mailbox anyway. */
const longestSubject = 180

/** About the width of a telephone's screen, in characters. */
const longestWhole = 30

/** What a letter's definition says; the fixed parts are put around it by `renderLetter`. */
export interface ReadLetter {
  readonly subject: string
  readonly title: string
  readonly preview: string
  readonly occasion: string
  readonly blocks: readonly Block[]
}

const rootProps = once(() =>
  z.object({
    subject: z.string().transform((subject) => clip(cleanLine(subject), longestSubject)),
    title: z.string().transform(cleanLine),
    preview: z.string().transform(cleanLine),
    occasion: z.string().default('').transform(cleanLine),
  }),
)
const linkProps = once(() => z.object({ href: z.string() }))
const dayProps = once(() => z.object({ day: z.iso.date() }))
const factsProps = once(() => z.object({ facts: z.array(z.tuple([z.string(), z.string()])) }))

function isElement(value: unknown): value is JSXNode {
  return typeof value === 'object' && value !== null && 'tag' in value && 'props' in value && 'children' in value
}

/** Reads a `<Letter>`. Throws when the root is something else, or a part in it is not one of `parts.tsx`. */
export function readLetter(root: unknown): ReadLetter {
  if (!isElement(root) || root.tag !== Letter) throw new Error('a letter begins with <Letter>')
  return { ...rootProps().parse(root.props), blocks: readBlocks(root.children) }
}

/** Reads the parts inside a letter; paragraphs in which nothing is left to read are dropped. */
export function readBlocks(children: unknown): readonly Block[] {
  return flat(children).map(readBlock).filter(saysSomething)
}

const blockReaders = new Map<unknown, (node: JSXNode) => Block>([
  [Paragraph, (node) => ({ is: 'paragraph', line: readLine(node.children) })],
  [InWelsh, (node) => ({ is: 'paragraph', line: readLine(node.children), lang: 'cy' })],
  [Note, (node) => ({ is: 'note', line: readLine(node.children) })],
  [Heading, (node) => ({ is: 'heading', text: wordsOf(node.children) })],
  [Steps, (node) => ({ is: 'steps', steps: flat(node.children).map(readStep) })],
  [Button, (node) => ({ is: 'button', text: wordsOf(node.children), href: hrefOf(node) })],
  [
    KeyFacts,
    (node) => ({
      is: 'key-facts',
      facts: factsProps()
        .parse(node.props)
        .facts.map(([term, value]) => ({ term: cleanLine(term), value: cleanLine(value) })),
    }),
  ],
])

const inlineReaders = new Map<unknown, (node: JSXNode) => Inline>([
  [Strong, (node) => ({ is: 'strong', text: wordsOf(node.children) })],
  [Link, (node) => ({ is: 'link', text: wordsOf(node.children), href: hrefOf(node) })],
  [Whole, (node) => whole(wordsOf(node.children))],
  [OnDay, (node) => ({ is: 'day', text: sayDay(dayProps().parse(node.props).day) })],
  [NewLine, () => ({ is: 'new-line' })],
])

/** What is too long for a line of a phone is broken after all. */
function whole(text: string): Inline {
  return { is: text.length <= longestWhole ? 'whole' : 'words', text }
}

function readBlock(child: unknown): Block {
  const read = isElement(child) ? blockReaders.get(child.tag) : undefined
  if (!read || !isElement(child)) throw new Error('between the parts of a letter stands something that is none')
  return read(child)
}

function readStep(child: unknown): readonly Inline[] {
  if (!isElement(child) || child.tag !== Step) throw new Error('<Steps> holds only <Step>')
  return readLine(child.children)
}

function readLine(children: unknown): readonly Inline[] {
  return flat(children).map(readInline)
}

function readInline(child: unknown): Inline {
  if (typeof child === 'string' || typeof child === 'number') return { is: 'words', text: cleanPiece(String(child)) }
  const read = isElement(child) ? inlineReaders.get(child.tag) : undefined
  if (!read || !isElement(child)) throw new Error('in a sentence of a letter stands something that is no text')
  return read(child)
}

/** The text of parts that hold nothing but text. */
function wordsOf(children: unknown): string {
  const words = flat(children).map(readInline)
  if (words.some((inline) => inline.is !== 'words')) throw new Error('here a letter may hold only text')
  return cleanLine(words.map((inline) => (inline.is === 'words' ? inline.text : '')).join(''))
}

function hrefOf(node: JSXNode): string {
  return safeHref(linkProps().parse(node.props).href)
}

/** Children in order, out of their arrays and fragments, without the nothings that conditions leave. */
function flat(children: unknown): readonly unknown[] {
  if (Array.isArray(children)) return children.flatMap(flat)
  if (children === null || children === undefined || typeof children === 'boolean') return []
  if (isElement(children) && children.tag === Fragment) return flat(children.children)
  return [children]
}

function saysSomething(block: Block): boolean {
  if (block.is !== 'paragraph' && block.is !== 'note') return true
  return block.line.some((inline) => inline.is !== 'new-line' && inline.text.trim() !== '')
}
