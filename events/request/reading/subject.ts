/** What a subject says: the sender's own words only when the mail answers nothing and hands nothing on. */
import { type Sentence, sentenceOf } from './sentences.ts'

/** How mail programs mark an answer or a mail handed on, in the languages schools' programs are set to (Welsh: ATB, YML). */
const notOwn =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|fw|fwd|aw|wg|sv|vs|tr|rv|ref|antw|odp|pd|atb|yml|ymateb|parthed|ateb|ymlaen|anfon ymlaen|i|r)\s?(?:\[\d+\])?\s?:|(?:automatic reply|auto ?reply|out of (?:the )?office|autoreply|ateb awtomatig|undeliver\w+|delivery status|read:|accepted:|declined:|abwesenheit\w*))/i

/** The subject as a sentence; undefined when it is not the sender's own. */
export function ownSubject(subject: string): Sentence | undefined {
  return subject.trim() === '' || notOwn.test(subject) ? undefined : sentenceOf(subject.trim())
}

/** A machine wrote it: an answer to an answer machine's words helps nobody. */
export function isAutomatic(subject: string): boolean {
  return /^\s*(?:automatic|auto[ -]?(?:reply|response)|automated (?:reply|response)|out of (?:the )?office|ooo\b|ateb awtomatig|ymateb awtomatig|allan o'r swyddfa|abwesenheit\w*|undeliver\w+|(?:mail )?delivery (?:status|failure|failed|has failed)|returned mail|failure notice|mail delivery)/i.test(
    subject,
  )
}

const seeAbove =
  /\b(?:(?:see|as per|per|as in|in|re|regarding) (?:the )?(?:subject|above|title|heading)|subject line|as above|(?:please )?action|gweler (?:y )?pwnc|pwnc uchod)\b/

/** Nothing of its own: a greeting, a name, thanks, "as above". */
export function addsNothing({ folded, asked }: Sentence): boolean {
  const words = folded.match(/[\p{L}\p{N}']+/gu) ?? []
  if (asked || /^\W*(?:from|off|on|about|in|at|not|only|just|by|for)\b/.test(folded)) return false
  return words.length <= 4 || (words.length <= 14 && (seeAbove.test(folded) || !saysSomething.test(folded)))
}

/** A sentence has one of these; a name, a title, an address has none. */
const saysSomething =
  /\b(?:i|we|you|he|she|they|it|is|are|am|was|were|have|has|had|do|does|did|can|could|will|would|should|not|if|but|please|want|need|send|keep|this|that|how|what|why)\b/
