/** What a page is asked and what it answers: its title and what stands on it, or the way on. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Typed } from '../../shared/pages/form.tsx'
import type { Caller } from './caller.ts'
import type { ConsoleTools } from './tools.ts'

export interface Asked {
  readonly tools: ConsoleTools
  readonly caller: Caller
  /** For the forms on the page. */
  readonly token: string
  /** One id for all that follows from this request. */
  readonly trace: string
  /** What the form before this page did, to be told above it. */
  readonly done: JSX.Element | null
  /** A form that is given back, filled in as it was left. */
  readonly typed?: Typed | undefined
  /** A value of the address's query; undefined where it is missing or empty. */
  readonly query: (name: string) => string | undefined
}

/** A form that was sent: what stands in its fields, those left empty missing. */
export type Sent = Readonly<Record<string, string>>

/** The fields of a form by their names, trimmed; of several boxes that were ticked the values stand with commas between. */
export function fieldsOf(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(pairs, ([name]) => name)
  return new Map([...byName].map(([name, given]) => [name, given.map(([, value]) => value.trim()).join(',')]))
}

export interface Shown {
  readonly title: string
  /** The part of the console it belongs to, for the way through. */
  readonly part?: string
  readonly content: Child | JSX.Element
  /** It shows letters in boxes of their own, served from here. */
  readonly frames?: boolean
  /** A script of ours that adds comfort to it, by its address. */
  readonly script?: string
  /** 200 when it is not said. */
  readonly status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 500
}

export interface Led {
  readonly to: string
}

/** A table for a spreadsheet, saved under a name. */
export interface Sheet {
  readonly sheet: { readonly name: string; readonly text: string }
}

export type Answer = Shown | Led | Sheet

export type Page = (asked: Asked) => Promise<Answer>

/** The one of several words that was asked for; undefined for any other. */
export function oneOf<const W extends string>(words: readonly W[], word: string | undefined): W | undefined {
  return words.find((one) => one === word)
}
