/** Whether a page hides an element: by attribute, by inline style, or by a rule of its own style sheet. */

/** The names that the page's own style sheet hides: `.class`, `#id`, `element`. */
export interface Hiding {
  readonly names: ReadonlySet<string>
}

const hiddenBy: readonly RegExp[] = [
  /(?:^|;)\s*display\s*:\s*none/,
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/,
  /(?:^|;)\s*opacity\s*:\s*0?\.?0+\s*(?:;|!|$)/,
  /(?:^|;)\s*font-size\s*:\s*0?\.?0*1?(?:px|pt|em|rem|%)?\s*(?:;|!|$)/,
  /(?:^|;)\s*font\s*:[^;]{0,40}\s0(?:px|pt|em)?[\s/]/,
  /(?:^|;)\s*mso-hide\s*:\s*all/,
  /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)/,
  /(?:^|;)\s*(?:text-indent|left|top|margin-left|margin-top)\s*:\s*-\d{3,}/,
  /(?:^|;)\s*clip\s*:\s*rect\(\s*0/,
  /(?:^|;)\s*color\s*:\s*transparent/,
]

const white = String.raw`(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,[^)]{0,8})?\))`
const whiteText = new RegExp(String.raw`(?:^|;)\s*color\s*:\s*${white}\s*(?:;|!|$)`)
const whiteFont = new RegExp(String.raw`\scolor\s*=\s*["']?${white}`)
const ground = /(?:(?:^|;)\s*background(?:-color)?\s*:|\sbgcolor\s*=)\s*["']?([^;"'>]{1,60})/
const whiteGround = new RegExp(`^\\s*(?:${white}|none|transparent|inherit|initial)`)

/** Whether text within stands on a ground that is not white, as far as the attributes say; else as it was outside. */
export function isDark(attributes: string, outside: boolean): boolean {
  const lower = bounded(attributes)
  const said = ground.exec(styleIn(lower))?.[1] ?? ground.exec(lower)?.[1]
  if (said === undefined) return outside
  return /^\s*(?:none|transparent|inherit|initial)/.test(said) ? outside : !whiteGround.test(said)
}

/** Whether the attributes hide what stands within; white text counts as hidden unless it stands on a darker ground. */
export function hides(attributes: string, dark: boolean, hiding: Hiding, name: string): boolean {
  if (hiding.names.has(name)) return true
  if (attributes === '') return false
  const lower = bounded(attributes)
  const style = styleIn(lower)
  const byStyle = style !== '' && hiddenByStyle(style)
  const byAttribute = /\shidden(?:\s|=|\/|$)/.test(lower)
  const asWhite = !dark && (whiteText.test(style) || whiteFont.test(lower))
  return byStyle || byAttribute || asWhite || namedIn(lower, hiding)
}

function hiddenByStyle(style: string): boolean {
  return hiddenBy.some((rule) => rule.test(style))
}

function namedIn(attributes: string, { names }: Hiding): boolean {
  if (names.size === 0) return false
  const classes = worthOf(attributes, 'class').split(/\s+/)
  return classes.some((one) => names.has(`.${one}`)) || names.has(`#${worthOf(attributes, 'id').trim()}`)
}

function bounded(attributes: string): string {
  return ` ${attributes.slice(0, 4_000).toLowerCase()}`
}

function styleIn(attributes: string): string {
  return withoutComments(worthOf(attributes, 'style'))
}

/** By index, not by pattern: a pattern would look through the rest anew for each comment that never ends. */
function withoutComments(style: string): string {
  let kept = ''
  let at = 0
  for (let open = style.indexOf('/*'); open >= 0; open = style.indexOf('/*', at)) {
    kept += style.slice(at, open)
    const end = style.indexOf('*/', open + 2)
    at = end < 0 ? style.length : end + 2
  }
  return kept + style.slice(at)
}

function worthOf(attributes: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`).exec(attributes)
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? ''
}

const mostRules = 2_000

/** What a style sheet hides everywhere, besides what is known already; only rules for one name each, the first 2,000. */
export function hidingOf(sheet: string, before: Hiding): Hiding {
  const names = new Set(before.names)
  const rules = withoutMedia(sheet.slice(0, 200_000).toLowerCase()).split('}', mostRules)
  for (const rule of rules) {
    const open = rule.indexOf('{')
    if (open < 0 || !hiddenByStyle(rule.slice(open + 1).trim())) continue
    for (const selector of rule.slice(0, open).split(',')) {
      const named = /([.#]?[\w-]{1,80})\s*$/.exec(selector.slice(-100))?.[1]
      if (named !== undefined) names.add(named)
    }
  }
  return { names }
}

/** Without the blocks that hold for some screens alone. */
function withoutMedia(sheet: string): string {
  const plain = withoutComments(sheet.replaceAll(/<!--|-->/g, ''))
  let kept = ''
  let at = 0
  for (let media = plain.indexOf('@media'); media >= 0; media = plain.indexOf('@media', at)) {
    kept += plain.slice(at, media)
    at = endOfBlock(plain, media)
  }
  return kept + plain.slice(at)
}

function endOfBlock(sheet: string, from: number): number {
  let depth = 0
  for (let at = from; at < sheet.length; at++) {
    if (sheet[at] === '{') depth += 1
    if (sheet[at] === '}' && --depth <= 0) return at + 1
  }
  return sheet.length
}
