/**
 * The words letters are built of: a closed set. They are read by `readLetter`, never drawn by themselves, so that
 * subject, plain text and HTML come from one tree and none of them can say something the others do not.
 */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Day } from '../../events/kernel/day.ts'

interface WithChildren {
  readonly children: Child
}

const readOnly = (name: string): never => {
  throw new Error(`<${name}> is part of a letter: give the letter to renderLetter`)
}

/**
 * The root. `subject` is the mail's subject, `title` its heading, `preview` what a mailbox shows beside the subject,
 * `occasion` why just now: a sentence that goes after the reason at the letter's foot.
 */
export function Letter(_: {
  readonly subject: string
  readonly title: string
  readonly preview: string
  readonly occasion?: string
  readonly children: Child
}): JSX.Element {
  return readOnly('Letter')
}

export function Paragraph(_: WithChildren): JSX.Element {
  return readOnly('Paragraph')
}

/** A paragraph in Welsh, and marked as such: it is read aloud as what it is. */
export function InWelsh(_: WithChildren): JSX.Element {
  return readOnly('InWelsh')
}

/** A heading inside the letter; the letter's own is the root's `title`. */
export function Heading(_: WithChildren): JSX.Element {
  return readOnly('Heading')
}

/** The facts at a glance: terms and values, in the order given. */
export function KeyFacts(_: { readonly facts: readonly (readonly [term: string, value: string])[] }): JSX.Element {
  return readOnly('KeyFacts')
}

/** Numbered points; each child is a `Step`. */
export function Steps(_: WithChildren): JSX.Element {
  return readOnly('Steps')
}

export function Step(_: WithChildren): JSX.Element {
  return readOnly('Step')
}

/** The one thing to do, as a link that looks like a button. */
export function Button(_: { readonly href: string; readonly children: Child }): JSX.Element {
  return readOnly('Button')
}

/** Something to know besides, set apart from the letter's line of thought. */
export function Note(_: WithChildren): JSX.Element {
  return readOnly('Note')
}

/** A link within a sentence. */
export function Link(_: { readonly href: string; readonly children: Child }): JSX.Element {
  return readOnly('Link')
}

export function Strong(_: WithChildren): JSX.Element {
  return readOnly('Strong')
}

/** A day in full and in bold, never broken across lines: `Tuesday 1 December 2026`. */
export function OnDay(_: { readonly day: Day }): JSX.Element {
  return readOnly('OnDay')
}

/** Words that stay together on one line, as a telephone number does; short ones only. */
export function Whole(_: WithChildren): JSX.Element {
  return readOnly('Whole')
}

/** The next line of the same paragraph, as in an address. */
export function NewLine(_: Readonly<Record<string, never>>): JSX.Element {
  return readOnly('NewLine')
}
