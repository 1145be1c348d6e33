/**
 * What of a mail's text its sender wrote: without the mails it quotes, signatures, notices below them, and our own foot,
 * which says "withdraw" (DOMAIN C6). What stands below a signature is kept apart: seldom a wish, but never dropped.
 */

export interface OwnWords {
  readonly said: string
  /** Below the signature: nothing there is acted on. */
  readonly below: string
}

/** Takes apart a mail's visible text; lines are kept as they stand. */
export function ownWords(text: string): OwnWords {
  const lines = withoutQuotes(text.split('\n').map((line) => line.trimEnd())).filter(
    (line) => !device.test(line.trim()) && !fromOutside.test(line),
  )
  const kept = withoutNotices(lines)
  const sign = kept.findIndex((line, at) => isSignOff(line, kept.slice(0, at)))
  if (sign < 0) return { said: kept.join('\n'), below: '' }
  const after = kept.slice(sign + 1)
  // What is added after the name is said all the same.
  const postscript = after.findIndex((line) => /^\s*(?:p\.?\s?p?\.?\s?s\b|ô\.?n\.?\b|o\.n\.)/i.test(line))
  const end = postscript < 0 ? after.length : postscript
  const said = [...kept.slice(0, sign), '', ...after.slice(end)]
  return { said: said.join('\n'), below: after.slice(0, end).join('\n') }
}

/** How mail programs lead a quoted mail in, in the languages schools' programs are set to; it ends with a colon. */
const attribution = new RegExp(
  [
    // Gmail, Apple, Thunderbird: "On 2 Oct 2026, at 09:12, IQM <info@iqm.example> wrote:"
    /^\W{0,3}(?:on|ar|le|am|el|il|em|op|den|pe|w dniu|dnia)\s.{3,260}(?:wrote|writes|ysgrifennodd|a écrit|schrieb|escribió|ha scritto|escreveu|schreef|napisał|a scris).{0,160}:$/,
    // "IQM <info@iqm.example> wrote on 2 October:", "Ysgrifennodd IQM ar 2 Hydref:"
    /^\W{0,3}.{0,160}(?:@|\d).{0,160}(?:wrote|writes|ysgrifennodd|a écrit|schrieb|escribió|napisał).{0,100}:$/,
    /^\W{0,3}(?:ysgrifennodd|schrieb)\s.{2,200}:$/,
    // Gmail in some languages: "2026-10-02 9:12 GMT+01:00 IQM <info@iqm.example>:"
    /^\d{4}-\d\d-\d\d \d{1,2}:\d\d.{0,120}<[^>]{3,100}@[^>]{3,100}>:$/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'iu',
)

const begins = /^\W{0,3}(?:on|ar|le|am|el|il|em|op|den|pe|w dniu|dnia)\s.*\d/iu

/** "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:" */
const divider =
  /^(?:-{2,}|_{2,}|={2,})\s?(?:original|forwarded|neges|message|ursprüngliche|weitergeleitete|wiadomość|mensaje|messaggio)\b.{0,40}|^(?:begin forwarded message|dechrau neges a anfonwyd ymlaen|anfonwyd ymlaen)\b.{0,10}:?$/iu

// Outlook repeats the headers of the mail it answers, in the language it is set to.
const fromLine = /^\W{0,3}(?:from|oddi wrth|gan|von|de|da|od|van|från|från)\s{0,2}\*?:\*?\s{0,3}\S/iu
const furtherLine =
  /^\W{0,3}(?:sent|date|to|cc|subject|anfonwyd|dyddiad|at|pwnc|testun|gesendet|datum|an|betreff|envoyé|à|objet|date d’envoi|enviado(?: el)?|fecha|para|asunto|inviato|data|oggetto|wysłano|do|temat)\s{0,2}\*?:/iu

/** Everything but quoted lines; a quoted mail that is not marked line by line goes on to the end. */
function withoutQuotes(lines: readonly string[]): string[] {
  const own: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) continue
    const led = leadsIn(lines, at)
    if (endsHere(lines, at, led)) break
    if (led === 0) own.push(line)
    else at += led - 1
  }
  return own
}

/** Whether from here on all is another mail: its marked lines may be followed by own ones again. */
function endsHere(lines: readonly string[], at: number, led: number): boolean {
  if (isHeaderBlock(lines, at) || ourFoot.test(lines[at] ?? '')) return true
  return (led > 0 || divider.test((lines[at] ?? '').trim())) && !isQuoted(nextLine(lines, at + Math.max(led, 1)))
}

/** From here on it is the foot of a letter of ours, marked as quoted or not. */
const ourFoot = /^\W{0,3}why you get this\b/i

function isQuoted(line: string): boolean {
  return /^\s{0,8}(?:>|\|\s)/.test(line)
}

function nextLine(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 6).find((line) => line.trim() !== '') ?? ''
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!fromLine.test(lines[at] ?? '')) return false
  return lines.slice(at + 1, at + 9).filter((line) => furtherLine.test(line)).length >= 2
}

/** How many lines from here on lead a quoted mail in: programs break the sentence after some 70 characters. */
function leadsIn(lines: readonly string[], at: number): number {
  const first = (lines[at] ?? '').trim()
  if (first === '') return 0
  if (first.length < 400 && attribution.test(first)) return 1
  // Any line before quoted ones that ends with a colon leads them in, in whatever language.
  if (first.endsWith(':') && /[@\d]/.test(first) && isQuoted(lines[at + 1] ?? '')) return 1
  return begins.test(first) ? brokenLead(lines.slice(at, at + 4).map((line) => line.trim())) : 0
}

function brokenLead(lines: readonly string[]): number {
  for (const count of [2, 3, 4]) {
    const some = lines.slice(0, count)
    // An own sentence that ends, or an empty line, is no part of it.
    if (some.length < count || some.slice(0, -1).some((line) => /[.!?]$|^$/.test(line))) return 0
    const joined = some.join(' ')
    if (joined.length < 400 && attribution.test(joined)) return count
  }
  return 0
}

const device =
  /^\W{0,3}(?:sent|get|sent via|sent using|sent with|anfonwyd|envoyé|gesendet|enviado|wysłane|inviato|download|von meinem)\b.{0,60}(?:iphone|ipad|android|mobile|phone|outlook|samsung|galaxy|huawei|pixel|yahoo|gmail|proton|aol|blackberry|ffôn|téléphone|handy|app|mail|device)\b.{0,60}$/i

/** What a school's mail program puts above a mail that came from outside. */
const fromOutside =
  /^\W{0,4}(?:\[?external\]?|caution|warning)\b.{0,40}\b(?:e-?mail|message|sender|originated)\b.{0,200}$/i

/** Paragraphs that programs and offices add, and our own foot where a program copied it without marking it. */
const notices: readonly RegExp[] = [
  /\b(?:this|the) (?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:confidential|privileged|intended (?:only|solely|for)|sole use)/i,
  /\bconfidentiality (?:notice|note)\b|\bintended recipient\b|\b(?:received|sent to you) (?:this .{0,40})?(?:in error|by mistake)\b/i,
  /\bconsider the environment\b|\b(?:views|opinions) expressed\b|\bscanned for viruses\b|\bregistered (?:charity|company|office|in england)\b|\bcompany (?:no|number)\b/i,
  /\bmae(?:’|')?r (?:neges|e-?bost)\b.{0,120}\bgyfrinachol\b|\bos nad chi yw.{0,40}derbynnydd\b/i,
  // A council's or a company's: long, about the mail itself, in words nobody writes to anyone.
  /(?=.{120})(?=.*\b(?:e-?mail|message|communication|neges|e-?bost)\b)(?:.*\b(?:recipients?|disclos\w+|monitored|viruses|attachments?|freedom of information|liability|liable|unauthori[sz]ed|disclaimer|confidential\w*|legally|privacy notice|data controller|cyfrinachol|atodiadau|firysau|dderbynnydd|derbynnydd)\b){2}/i,
  // Ours, as shared/post writes them; a property holds that every letter of ours changes no reading.
  /\bhow to stop\b.{0,10}\bif you no longer want\b|\bin any words\b.{0,10}\byou do not have to give a reason\b/i,
  /\bif you no longer want (?:letters about your school|our news letters)\b/i,
  /^\W{0,3}(?:stop these letters\s*[<(]|choose which letters you get\b)/i,
  /\byou can withdraw (?:your consent|it)\b.{0,60}\b(?:at any time|in any words)\b/i,
  /^\W{0,3}why you get this\b/i,
  // Another's newsletter, under their name.
  /\bif you (?:no longer |do not |would rather not |would prefer not to )?(?:wish|want|would like)\b.{0,80}\b(?:unsubscribe|opt out|receive|hear from)\b.{0,120}\b(?:our|us|click|reply|e-?mail)\b/i,
]

function withoutNotices(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (const paragraph of paragraphsOf(lines)) {
    const whole = paragraph.join(' ').replace(/\s+/g, ' ')
    if (notices.some((notice) => notice.test(whole.slice(0, 4_000)))) kept.push(...withoutNotice(paragraph))
    else kept.push(...paragraph, '')
  }
  return kept
}

/** A notice that shares a paragraph with other lines: only from the line where it begins. */
function withoutNotice(paragraph: readonly string[]): string[] {
  const from = paragraph.findIndex((_, at) => {
    const rest = paragraph.slice(at, at + 3).join(' ')
    return (
      notices.some((notice) => notice.test(rest)) &&
      !notices.some((notice) => notice.test(paragraph.slice(at + 1, at + 4).join(' ')))
    )
  })
  return from <= 0 ? [] : [...paragraph.slice(0, from), '']
}

function paragraphsOf(lines: readonly string[]): string[][] {
  const paragraphs: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0)
}

/** A line that is nothing but a farewell, with at most a name. */
const farewell =
  /^\W{0,2}(?:(?:(?:with|my|our) )?(?:(?:kind(?:est)?|best|warm(?:est)?|many|very best)(?: and best)? )?(?:regards|wishes|rgds)|yours(?: (?:sincerely|faithfully|truly|ever))?|(?:sincerely|faithfully)(?: yours)?|(?:many |with )?thanks(?: (?:again|in advance|so much|a lot|very much|and (?:kind |best )?regards))?|thank you(?: (?:again|in advance|so much|very much|for your (?:help|time)))?|cheers|all the best|best|kr|warmly|respectfully|cofion(?: (?:cynnes|gorau|caredig))?|yn (?:gywir|ddiffuant)|yr eiddoch(?: yn (?:gywir|ddiffuant))?|(?:gyda )?diolch(?: (?:yn fawr|o galon|ymlaen llaw))?(?: iawn)?|pob hwyl|hwyl(?: fawr)?|dymuniadau gorau|mit freundlichen grüßen|(?:viele|beste|freundliche) grüße|(?:bien )?cordialement|saludos(?: cordiales)?|atentamente|pozdrawiam|z poważaniem|cordiali saluti)(?:[,.!–-]{1,2}(?:\s{0,3}[\p{L}.'’-]{1,30}){0,4})?\W{0,3}$/iu

/** Marks that a signature begins: "-- ", or a rule of signs. */
const rule = /^\s{0,3}(?:--|[_*=~-]{5,}|—{2,})\s{0,3}$/

function isSignOff(line: string, before: readonly string[]): boolean {
  if (!farewell.test(line.trim()) && !rule.test(line)) return false
  // Thanks at the beginning is no farewell: something must have been said.
  return before.some((one) => /\p{L}/u.test(one) && !isGreeting(one))
}

function isGreeting(line: string): boolean {
  return /^\W{0,2}(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|annwyl|helo|bore da|prynhawn da|noswaith dda|shwmae|s'mae)\b.{0,60}$/i.test(
    line.trim(),
  )
}
