/** Reads a finished letter back, by other means than it was written with. */
import { expect } from 'vitest'
import type { RenderedLetter } from '../../../../shared/post/render.tsx'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function decode(html: string): string {
  return html.replace(/&([a-z]+|#39);/g, (whole, name: string) => entities[name] ?? whole)
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What a person sees of the HTML, in order, with single spaces. */
export function seenIn(html: string): string {
  const body = html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<div style="display:none[^>]*>[\s\S]*?<\/div>/, '')
  return squeeze(
    decode(
      body
        .replace(/<br\/>/g, ' ')
        .replace(/<\/(p|h1|h2|li|th|td)>/g, ' ')
        .replace(/<[^>]*>/g, ''),
    ),
  )
}

/** What the plain text says, in order, with single spaces. */
export function saidIn(text: string): string {
  return squeeze(text)
}

/** The elements of the HTML in order: what somebody typed must never add one. */
export function elementsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z0-9!-]+)/gi)].map(([, name = '']) => name)
}

/** Every line of the text but those that carry a link is at most 72 columns long. */
export function expectNarrow(text: string): void {
  for (const line of text.split('\n')) if (!/https?:\/\//.test(line)) expect(line.length, line).toBeLessThanOrEqual(72)
}

/** Words that would make a service letter news (C1). */
const promotion =
  /why not|becom|upgrade|next level|discover|exciting|opportunit|offer|discount|\bfree\b|special|don.t miss|join us|sign up|book now|limited|celebrat|prestig|promot|\bbuy\b|\bprice|recommend|follow us|newsletter|conference|\bfee|!/i

/** What holds for every service letter, whatever it is about. */
export function expectGoodServiceLetter(letter: RenderedLetter): void {
  expect(`${letter.subject} ${seenIn(letter.html)}`).not.toMatch(promotion)
  expectGoodLetter(letter)
}

/** What holds for every letter, whomever it is to. */
export function expectGoodLetter({ subject, text, html }: RenderedLetter): void {
  expectNarrow(text)
  expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB"/)
  expect(decode(html)).toContain(`<title>${subject}</title>`)
  expect(html.length).toBeLessThan(100_000)
  expectNothingLoaded(html)
  expectNothingHidden(html)
  expectSameWords(text, html)
}

/** Nothing is fetched when the letter is opened, and every web address is one of its links. */
function expectNothingLoaded(html: string): void {
  expect(html).not.toMatch(/\ssrc=|srcset|url\(|@import|<link|<img|<script|<iframe|\sbackground=|<form/i)
  expect(html.match(/https?:\/\//g)?.length ?? 0).toBe(html.match(/href="https?:\/\//g)?.length ?? 0)
}

/** Nothing but the mailbox's preview is hidden: what a letter says, it shows. */
function expectNothingHidden(html: string): void {
  const [, body = ''] = html.split('</head>')
  expect(body.match(/display:none/g)).toHaveLength(1)
  expect(body).not.toMatch(/\shidden|visibility:|opacity:|font-size:[0-9]px|aria-hidden/)
}

/** Text and HTML say the same words in the same order, but for the marks plain text needs. */
function expectSameWords(text: string, html: string): void {
  const plain = text
    .replace(/<[^>]*>/g, '')
    .replace(/^(-- |=+|-+)$/gm, '')
    .replace(/^\d+\. /gm, '')
  const bare = (words: string) => words.replace(/[\s:]+/g, '')
  expect(bare(seenIn(html))).toBe(bare(`Inclusion Quality Mark ${plain}`))
}
