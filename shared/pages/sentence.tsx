/** Sentences of events and rules as the pages show them: days written out, the first letter large. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { OnDay, sayShortDay } from './day.tsx'

// A day by itself: the one in a meeting's id (`north-1-2026-11-09`) is a part of a name.
const aDay = /((?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-]))/

/** Splits a text at its days: every second part is one. */
function partsOf(text: string): string[] {
  return text.split(aDay)
}

/** A sentence; `begins` is false where it goes on after other words. */
export function Sentence({ text, begins = true }: { readonly text: string; readonly begins?: boolean }): JSX.Element {
  const shown = begins ? large(text) : text
  return <>{partsOf(shown).map((part, index) => (index % 2 === 1 ? <OnDay day={part} /> : part))}</>
}

/** The same as plain text, where no element may stand; days do not break. */
export function saySentence(text: string): string {
  return large(
    partsOf(text)
      .map((part, index) => (index % 2 === 1 ? sayShortDay(part).replaceAll(' ', '\u00a0') : part))
      .join(''),
  )
}

function large(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
