/**
 * What a person would see of a mail's HTML page, as plain text: without what the page hides, with quoted mails marked as
 * in plain text (`> `). The page is never drawn. One pass, each character looked at a bounded number of times.
 */
import { decodeEntities } from './entities.ts'
import { type Hiding, hides, hidingOf, isDark } from './style.ts'

/** The page's visible text: lines, no more than one blank line between them. */
export function visibleText(html: string): string {
  const reader = new PageReader(html)
  return reader.read()
}

/** Their content is no text of the page. */
const silent = new Set('head script style title template textarea select object iframe svg math xml'.split(' '))

/** They end with their own tag: nothing within is a tag. */
const raw = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'xml'])

/** Of these alone `<svg/>` is the whole; elsewhere in a page the slash says nothing. */
const foreign = new Set(['svg', 'math', 'xml'])

const void_ = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

const block = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** An open paragraph, item or cell ends where the next begins (HTML standard, 13.1.2.4 "Optional tags"). */
const endsBefore: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p', block],
  ['li', new Set(['li'])],
  ['td', new Set(['td', 'th', 'tr'])],
  ['th', new Set(['td', 'th', 'tr'])],
  ['tr', new Set(['tr'])],
  ['head', new Set([...block, 'body', 'span', 'a', 'b', 'i', 'font', 'br'])],
])

/** How mail programs mark the mail they answer: Gmail, Yahoo, Proton. Outlook says it in words, which are read later. */
const quoting = /\b(?:gmail_quote|gmail_extra_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix)\b/

/** Elements within elements. A deeper one is taken as part of the deepest: its text shows where that one's does. */
const mostOpen = 400

interface Open {
  readonly name: string
  readonly hidden: boolean
  readonly dark: boolean
  readonly quoted: boolean
  readonly kept: boolean
}

const page: Open = { name: '', hidden: false, dark: false, quoted: false, kept: false }

class PageReader {
  readonly #html: string
  readonly #lower: string
  readonly #open: Open[] = [page]
  readonly #count = new Map<string, number>()
  #hiding: Hiding = { names: new Set() }
  readonly #lines: string[] = []
  #line = ''
  #quoted = false

  constructor(html: string) {
    this.#html = html
    // As long as the page itself: some characters grow when all are lowered.
    this.#lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  }

  read(): string {
    for (let at = 0; at < this.#html.length; ) at = this.#next(at)
    this.#breakLine()
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }

  /** Reads a tag or a piece of text at `at`, and says where the next begins. */
  #next(at: number): number {
    if (this.#html[at] !== '<') {
      const end = this.#find('<', at)
      this.#say(this.#html.slice(at, end))
      return end
    }
    if (this.#html.startsWith('<!--', at)) return this.#find('-->', at + 4) + 3
    const next = this.#lower[at + 1] ?? ''
    if (next === '!' || next === '?') return this.#find('>', at) + 1
    if (/[a-z/]/.test(next)) return this.#tag(at)
    this.#say('<')
    return at + 1
  }

  #find(what: string, from: number): number {
    const found = this.#html.indexOf(what, from)
    return found < 0 ? this.#html.length : found
  }

  #tag(at: number): number {
    const closing = this.#html[at + 1] === '/'
    const begin = at + (closing ? 2 : 1)
    const name = /^[a-z][\w:-]{0,30}/.exec(this.#lower.slice(begin, begin + 32))?.[0] ?? ''
    const end = closing ? this.#find('>', at) : endOfTag(this.#html, begin + name.length)
    if (closing) this.#close(name)
    else return this.#begin(name, this.#html.slice(begin + name.length, end), end + 1)
    return end + 1
  }

  #begin(name: string, attributes: string, end: number): number {
    const ends = raw.has(name) ? this.#endOfRaw(name, end) : end
    if (name === 'style') this.#hiding = hidingOf(this.#html.slice(end, ends), this.#hiding)
    if (raw.has(name)) return ends
    this.#closeOptional(name)
    if (name === 'br') this.#breakLine()
    else if (name === 'hr') this.#rule()
    else if (block.has(name)) this.#breakBlock()
    if (name === 'li') this.#say('- ')
    if (!void_.has(name) && !(foreign.has(name) && attributes.endsWith('/'))) this.#push(name, attributes)
    return end
  }

  #endOfRaw(name: string, from: number): number {
    const found = this.#lower.indexOf(`</${name}`, from)
    return found < 0 ? this.#html.length : found
  }

  #closeOptional(name: string): void {
    const last = this.#last()
    if (endsBefore.get(last.name)?.has(name)) this.#close(last.name)
    else if (last.name !== 'p' && block.has(name) && (this.#count.get('p') ?? 0) > 0 && !block.has(last.name))
      this.#close('p')
  }

  #last(): Open {
    return this.#open.at(-1) ?? page
  }

  #push(name: string, attributes: string): void {
    if (this.#open.length > mostOpen) return
    const last = this.#last()
    const dark = isDark(attributes, last.dark)
    this.#open.push({
      name,
      dark,
      hidden: last.hidden || silent.has(name) || hides(attributes, dark, this.#hiding, name),
      quoted: last.quoted || name === 'blockquote' || quoting.test(attributes),
      kept: last.kept || name === 'pre',
    })
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1)
    this.#follow()
  }

  #close(name: string): void {
    if (block.has(name)) this.#breakBlock()
    if ((this.#count.get(name) ?? 0) === 0) return
    for (let closed = this.#open.pop(); closed; closed = this.#open.pop()) {
      this.#count.set(closed.name, (this.#count.get(closed.name) ?? 0) - 1)
      if (closed.name === name) break
    }
    this.#follow()
  }

  /** A line holds what is quoted or what is not. */
  #follow(): void {
    const { quoted } = this.#last()
    if (quoted === this.#quoted) return
    this.#breakBlock()
    this.#quoted = quoted
  }

  #say(text: string): void {
    const { hidden, kept } = this.#last()
    if (hidden) return
    const said = decodeEntities(text)
    if (!kept) {
      this.#line += said.replace(/[ \t\r\n\f\u00A0]+/g, ' ')
      return
    }
    const [first = '', ...rest] = said.split(/\r?\n/)
    this.#line += first
    for (const line of rest) {
      this.#breakLine()
      this.#line = line
    }
  }

  #rule(): void {
    this.#breakBlock()
    if (!this.#last().hidden) this.#line = '________________________________'
    this.#breakLine()
  }

  #breakBlock(): void {
    if (this.#line.trim() !== '') this.#breakLine()
  }

  #breakLine(): void {
    const line = this.#line.replace(/ {2,}/g, ' ').trim()
    // The mark of a signature keeps the space after it.
    const said = line === '--' ? '-- ' : line
    this.#lines.push(this.#quoted ? `> ${said}` : said)
    this.#line = ''
  }
}

/** Where the tag's `>` stands, past the values in quotation marks; only those that follow `=` mark a value. */
function endOfTag(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    if (html[at] === '>') return at
    if (html[at] !== '=') continue
    const quote = html[at + 1]
    if (quote !== '"' && quote !== "'") continue
    const end = html.indexOf(quote, at + 2)
    if (end < 0) return html.length
    at = end
  }
  return html.length
}
