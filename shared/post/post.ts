/** The post: hands one finished letter to the mail provider. Never twice by itself: the client does not retry. */

/** A file that goes with a letter: text, in UTF-8. */
export interface Attachment {
  readonly name: string
  /** As a mail names it, with what it says besides: `text/calendar; charset=utf-8; method=REQUEST`. */
  readonly type: string
  readonly text: string
}

/** A letter as it leaves. `letter` is the stream it belongs to and travels as a tag so that the provider's events name it. */
export interface Envelope {
  readonly letter: string
  readonly from: string
  readonly replyTo?: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  readonly attachments?: readonly Attachment[] | undefined
}

export type Posted =
  /** The provider took it. */
  | { readonly outcome: 'sent'; readonly providerId: string }
  /** Certainly not taken, and worth another try later: throttled, connection refused. */
  | { readonly outcome: 'try-later'; readonly why: string }
  /** Certainly not taken, and this letter never will be: a 4xx about this letter. `why` is the error's name only. */
  | { readonly outcome: 'refused'; readonly why: string }
  /** Certainly not taken, and no letter will be until a person acts: suspended, paused, limit, domain not verified. */
  | { readonly outcome: 'all-stopped'; readonly why: string }
  /** No answer: it may have left or not. */
  | { readonly outcome: 'uncertain'; readonly why: string }

export interface Post {
  send(envelope: Envelope): Promise<Posted>
}

/** Hands over a mail that is written out already, as it is; it is no letter, and nothing is told of what becomes of it. */
export interface MailPost {
  sendOn(mail: { readonly from: string; readonly to: string; readonly bytes: Uint8Array }): Promise<Posted>
}
