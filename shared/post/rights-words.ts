/** What the letters about a person's own data say alike. */
import type { ConsentPurpose, RequestKind } from '../../events/kernel/words.ts'

const purposeWords: Readonly<Record<ConsentPurpose, string>> = {
  service: 'letters about your school’s award',
  news: 'newsletters',
}

/** `letters about your school’s award and newsletters` */
export function sayPurposes(purposes: readonly ConsentPurpose[]): string {
  return [...new Set(purposes)].map((one) => purposeWords[one]).join(' and ')
}

const requestWords: Readonly<Record<RequestKind, string>> = {
  access: 'to see what we keep about you',
  erasure: 'that we delete what we keep about you',
  rectification: 'that we put right what we keep about you',
  complaint: 'that we hear a complaint',
  withdrawal: 'that we stop writing to you',
}

/** What somebody asked for, after `you asked`. */
export function sayAsked(kind: RequestKind): string {
  return requestWords[kind]
}

const requestNames: Readonly<Record<RequestKind, string>> = {
  access: 'Your request to see your data',
  erasure: 'Your request to delete your data',
  rectification: 'Your request to correct your data',
  complaint: 'Your complaint',
  withdrawal: 'Your request to stop letters',
}

/** The same as a heading. */
export function nameOfRequest(kind: RequestKind): string {
  return requestNames[kind]
}
