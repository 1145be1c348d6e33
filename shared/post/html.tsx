/**
 * A letter as HTML for mail programs: one column of at most 600 pixels, styles inline, nothing loaded from outside.
 * Tables carry the layout because Outlook draws with Word's engine, which knows no other; they say that they are no data.
 */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Letterhead } from './letterhead.ts'
import type { Block, Inline, LetterTree } from './tree.ts'

/** All on white; contrast 17.9 for ink, 8.4 for quiet (a test computes every pair). */
export const palette = { ink: '#16191c', quiet: '#4a4f55', line: '#c9ced3', desk: '#eef0f2', paper: '#ffffff' } as const

const font = 'font-family:Arial,Helvetica,sans-serif'
const bodyText = `${font};font-size:16px;line-height:1.5;color:${palette.ink}`
const footText = `${font};font-size:14px;line-height:1.5;color:${palette.quiet}`
// Long words (a school may be called anything) break rather than widen the letter beyond a phone.
const breaks = 'overflow-wrap:break-word;word-wrap:break-word;word-break:break-word'

// No quotes, ampersands or angle brackets in here: it is written out escaped.
const sheet = `
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
@media only screen and (max-width:480px){
.desk{padding:0!important}
.pad{padding-left:20px!important;padding-right:20px!important}
.button{width:100%!important}
.button a{display:block!important;text-align:center!important}
}
@media print{
.desk,.facts{background:none!important;background-color:#ffffff!important}
.facts th{padding-left:0!important}
.desk{padding:0!important}
.pad{padding-left:0!important;padding-right:0!important}
.button td{background:none!important}
.button a{color:#000000!important;background:none!important;padding:0!important;text-decoration:underline!important}
tr,p,li,h2{page-break-inside:avoid}
}`

interface Look {
  readonly text: string
  readonly colour: string
}

/** The whole document. Everything from outside is escaped here, by the renderer, whatever it holds. */
export function toHtml(tree: LetterTree, letterhead: Letterhead): string {
  const body: Look = { text: bodyText, colour: letterhead.colour }
  const foot: Look = { text: footText, colour: letterhead.colour }
  const page = (
    <html lang="en-GB" dir="ltr">
      <head>
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="format-detection" content="date=no, address=no" />
        <title>{tree.subject}</title>
        <style>{sheet}</style>
      </head>
      <body class="desk" style={`margin:0;padding:0;background-color:${palette.desk}`}>
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{tree.preview}</div>
        {/* biome-ignore lint/a11y/useSemanticElements: some mail programs drop <article>, and its language with it. */}
        <div role="article" aria-roledescription="email" aria-label={tree.subject} lang="en-GB">
          <LayoutTable class="desk" style={`width:100%;background-color:${palette.desk}`}>
            <tr>
              <td class="desk" align="center" style="padding:24px 12px">
                {raw('<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->')}
                <LayoutTable
                  style={`width:100%;max-width:600px;background-color:${palette.paper};border-top:6px solid ${letterhead.colour};text-align:left`}
                >
                  <Row style="padding:20px 32px 0">
                    <Mark letterhead={letterhead} />
                  </Row>
                  <Row style={`padding:20px 32px 12px;${bodyText};${breaks}`}>
                    {tree.body.map((b) => draw(b, body))}
                  </Row>
                  <Row style={`padding:20px 32px 12px;border-top:1px solid ${palette.line};${footText};${breaks}`}>
                    {tree.foot.map((b) => draw(b, foot))}
                  </Row>
                </LayoutTable>
                {raw('<!--[if mso]></td></tr></table><![endif]-->')}
              </td>
            </tr>
          </LayoutTable>
        </div>
      </body>
    </html>
  )
  const html = page.toString()
  // Line breaks between elements keep the source's lines short; text never holds a bare angle bracket, so it is untouched.
  return `<!doctype html>\n${html.replace(/(<\/(?:p|h1|h2|li|ol|td|tr|table|title|div|style)>)/g, '$1\n')}\n`
}

function LayoutTable(props: {
  readonly class?: string
  readonly style: string
  readonly children: Child
}): JSX.Element {
  return (
    <table class={props.class} role="presentation" cellpadding={0} cellspacing={0} border={0} style={props.style}>
      <tbody>{props.children}</tbody>
    </table>
  )
}

function Row(props: { readonly style: string; readonly children: Child }): JSX.Element {
  return (
    <tr>
      <td class="pad" style={props.style}>
        {props.children}
      </td>
    </tr>
  )
}

function Mark({ letterhead }: { readonly letterhead: Letterhead }): JSX.Element {
  const { colour, mark, name } = letterhead
  return (
    <p style={`margin:0;${font};font-size:18px;line-height:1.3;font-weight:bold;color:${colour}`}>
      {mark === undefined ? null : (
        <span style={`padding:2px 8px;margin-right:10px;border:2px solid ${colour};border-radius:3px`}>{mark}</span>
      )}
      {name}
    </p>
  )
}

function draw(block: Block, look: Look): JSX.Element {
  switch (block.is) {
    case 'title':
      return (
        <h1 style={`margin:0 0 20px;${font};font-size:24px;line-height:1.25;color:${palette.ink}`}>{block.text}</h1>
      )
    case 'heading':
      return (
        <h2 style={`margin:28px 0 10px;${font};font-size:18px;line-height:1.3;color:${palette.ink}`}>{block.text}</h2>
      )
    case 'paragraph':
      return (
        <p lang={block.lang} style={`margin:0 0 16px;${look.text}`}>
          {drawLine(block.line, look)}
        </p>
      )
    case 'note':
      return (
        <p style={`margin:0 0 20px;padding:4px 0 4px 14px;border-left:4px solid ${look.colour};${look.text}`}>
          {drawLine(block.line, look)}
        </p>
      )
    case 'key-facts':
      return drawFacts(block)
    case 'steps':
      return (
        <ol style={`margin:0 0 16px;padding:0 0 0 24px;${look.text}`}>
          {block.steps.map((step) => (
            <li style="margin:0 0 8px">{drawLine(step, look)}</li>
          ))}
        </ol>
      )
    case 'button':
      return drawButton(block, look)
  }
}

function drawFacts({ facts }: Extract<Block, { is: 'key-facts' }>): JSX.Element {
  const cell = `padding:6px 12px;vertical-align:top;text-align:left;${font};font-size:16px;line-height:1.4`
  return (
    <table
      class="facts"
      cellpadding={0}
      cellspacing={0}
      border={0}
      style={`width:100%;margin:4px 0 20px;background-color:${palette.desk}`}
    >
      <tbody>
        {facts.map(({ term, value }) => (
          <tr>
            <th scope="row" style={`${cell};width:20%;white-space:nowrap;font-weight:normal;color:${palette.quiet}`}>
              {term}
            </th>
            <td style={`${cell};color:${palette.ink}`}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function drawButton(button: Extract<Block, { is: 'button' }>, look: Look): JSX.Element {
  return (
    <table class="button" role="presentation" cellpadding={0} cellspacing={0} border={0} style="margin:4px 0 16px">
      <tbody>
        <tr>
          <td bgcolor={look.colour} style={`background-color:${look.colour};border-radius:4px`}>
            <a
              href={button.href}
              style={`display:inline-block;padding:12px 20px;${font};font-size:16px;line-height:24px;font-weight:bold;color:${palette.paper};text-decoration:none`}
            >
              {button.text}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function drawLine(line: readonly Inline[], look: Look): readonly (Child | JSX.Element)[] {
  return line.map((inline) => drawInline(inline, look))
}

function drawInline(inline: Inline, look: Look): Child | JSX.Element {
  switch (inline.is) {
    case 'words':
      return inline.text
    case 'strong':
      return <strong>{inline.text}</strong>
    case 'whole':
      return <span style="white-space:nowrap">{inline.text}</span>
    case 'day':
      return <strong style="white-space:nowrap">{inline.text}</strong>
    case 'new-line':
      return <br />
    case 'link':
      return (
        <a href={inline.href} style={`color:${look.colour};text-decoration:underline`}>
          {inline.text}
        </a>
      )
  }
}
