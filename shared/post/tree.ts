/** A letter as plain data: what was read from its parts, clean, and what its text and its HTML are both written from. */

export type Inline =
  | { readonly is: 'words'; readonly text: string }
  | { readonly is: 'strong'; readonly text: string }
  | { readonly is: 'whole'; readonly text: string }
  | { readonly is: 'day'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string }
  | { readonly is: 'new-line' }

export interface KeyFact {
  readonly term: string
  readonly value: string
}

export type Block =
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'paragraph'; readonly line: readonly Inline[]; readonly lang?: 'cy' }
  | { readonly is: 'note'; readonly line: readonly Inline[] }
  | { readonly is: 'key-facts'; readonly facts: readonly KeyFact[] }
  | { readonly is: 'steps'; readonly steps: readonly (readonly Inline[])[] }
  | { readonly is: 'button'; readonly text: string; readonly href: string }

/** A whole letter: `body` from the title to the signature, `foot` the small print every letter ends with. */
export interface LetterTree {
  readonly subject: string
  readonly preview: string
  readonly body: readonly Block[]
  readonly foot: readonly Block[]
}

/** A link's address as a person reads it: an e-mail address or telephone number without its scheme, else the link. */
export function spokenHref(href: string): string {
  return /^(mailto|tel):/.test(href) ? href.replace(/^\w+:/, '').replace(/\?.*$/, '') : href
}
