/** What a public page is asked and what it answers; and the pages that say no, which hint at nothing. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Heading, Paragraph } from '../../shared/pages/parts.tsx'
import type { PublicTools } from './tools.ts'

export interface PublicAsked {
  readonly tools: PublicTools
  /** Of the address: opaque, and worth nothing until it is opened. */
  readonly token: string
  /** What stands in the fields of a form that was sent; nothing for one that only asks to see. */
  readonly sent: Readonly<Record<string, string>>
  /** One id for all that follows from this request. */
  readonly trace: string
}

export interface PublicShown {
  readonly title: string
  readonly content: Child | JSX.Element
  /** 200 when it is not said. */
  readonly status?: 200 | 404 | 410 | 422 | 500
  /** Tables need the width of the window. */
  readonly isWide?: boolean
  /** The same as JSON, for whoever asks for that. */
  readonly json?: string
}

/** Undefined for a link that is none, or is none any more: all such are answered alike. */
export type PublicPage = (asked: PublicAsked) => Promise<PublicShown | undefined>

/** The same words whatever is wrong with an address, so that nobody learns from them whether anything is behind it. */
export const noSuchLink: PublicShown = {
  title: 'This link leads nowhere',
  status: 404,
  content: (
    <>
      <Heading>This link leads nowhere</Heading>
      <Paragraph>
        It may have been cut short on its way, or its time may be over: open it once more from the latest letter you
        have. Or the address it went to may no longer be the one we have for whoever the letter was written to: then it
        shows nothing, and changes nothing.
      </Paragraph>
      <Paragraph>
        If you want letters to stop, or ask for anything else about your data, write to us in any words: the address is
        below, and you need not give a reason.
      </Paragraph>
    </>
  ),
}

/** Something failed; `trace` finds it in the log lines. */
export function brokenHere(trace: string): PublicShown {
  return {
    title: 'Something went wrong',
    status: 500,
    content: (
      <>
        <Heading>Something went wrong here</Heading>
        <Paragraph>What you asked for may not have been done. Please try again in a moment.</Paragraph>
        <Paragraph>
          If it stays so, write to us in any words: the address is below. It helps us if you name this number: {trace}
        </Paragraph>
      </>
    ),
  }
}
