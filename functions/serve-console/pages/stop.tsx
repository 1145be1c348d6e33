/** Pages that say no: there is no such thing, the role may not, it broke. Each says what can be done. */
import { Heading, Link, Paragraph } from '../../../shared/pages/parts.tsx'
import type { Shown } from '../page.ts'

/** `what` names the kind of thing: `school`, `letter`. */
export function notFound(what: string): Shown {
  return {
    title: 'Not found',
    status: 404,
    content: (
      <>
        <Heading>There is no such {what}</Heading>
        <Paragraph>Check the address, or look for it from one of the lists above.</Paragraph>
        <Paragraph>
          <Link href="/">Go to Today</Link>
        </Paragraph>
      </>
    ),
  }
}

/** `may` says who may, as a sentence. */
export function mayNot(may: string): Shown {
  return {
    title: 'Your role may not do this',
    status: 403,
    content: (
      <>
        <Heading>Your role may not do this</Heading>
        <Paragraph>{may}</Paragraph>
        <Paragraph>Ask one of them, or an admin to change your role.</Paragraph>
        <Paragraph>
          <Link href="/">Go to Today</Link>
        </Paragraph>
      </>
    ),
  }
}

/** For somebody who is signed in and not on the staff; `signOutAt`: where one signs out at the provider's pages. */
export function notOnTheStaff(signOutAt: string | undefined): Shown {
  return {
    title: 'You are not on the staff',
    status: 403,
    content: (
      <>
        <Heading>You are signed in, and not on the staff</Heading>
        <Paragraph>Ask an admin of the body to add you. Nothing can be seen here until then.</Paragraph>
        <Paragraph>
          <Link href={signOutAt ?? '/sign-in'}>Sign in as somebody else</Link>
        </Paragraph>
      </>
    ),
  }
}

/** More than is taken. */
export function tooLarge(sentence: string): Shown {
  return {
    title: 'Too large',
    status: 413,
    content: (
      <>
        <Heading>This is too large</Heading>
        <Paragraph>{sentence} Nothing was changed.</Paragraph>
        <Paragraph>Go back in your browser: what you typed stands there still, to be shortened.</Paragraph>
      </>
    ),
  }
}

/** A form that was not sent from a page of this session. */
export const oldForm: Shown = {
  title: 'The form is out of date',
  status: 403,
  content: (
    <>
      <Heading>The form is out of date</Heading>
      <Paragraph>It was opened before you signed in last, or not on these pages. Nothing was changed.</Paragraph>
      <Paragraph>Go back, load the page again, and send it once more.</Paragraph>
    </>
  ),
}

/** Something failed; `trace` finds it in the log lines. */
export function broken(trace: string): Pick<Shown, 'title' | 'content'> {
  return {
    title: 'Something went wrong',
    content: (
      <>
        <Heading>Something went wrong here</Heading>
        <Paragraph>Nothing that was confirmed is lost. Try again in a moment.</Paragraph>
        <Paragraph>If it stays so, tell whoever runs the system this number: {trace}</Paragraph>
      </>
    ),
  }
}
