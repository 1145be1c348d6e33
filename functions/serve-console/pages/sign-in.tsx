/** The way in: to the provider's pages, or a plain form where anybody may choose who they are, because nobody can be reached. */
import { roles } from '../../../events/kernel/words.ts'
import { FieldOf } from '../../../shared/pages/fields.tsx'
import { addressOf, ButtonLink, Heading, Inset, Paragraph } from '../../../shared/pages/parts.tsx'
import type { Shown } from '../page.ts'
import { roleNames } from '../words.ts'

/** Where signing in begins. */
export const beginPath = '/sign-in/begin'

/** `next` is the path to go on to; `without` names the field a form was sent without. */
export function signInPage(mayChooseWho: boolean, next: string, without?: string): Shown {
  if (!mayChooseWho)
    return {
      title: 'Sign in',
      content: (
        <>
          <Heading>Sign in</Heading>
          <Paragraph>These pages are for members of staff. A session lasts an hour.</Paragraph>
          <ButtonLink href={addressOf(beginPath, { next: next === '/' ? undefined : next })}>Sign in</ButtonLink>
        </>
      ),
    }
  return {
    title: 'Sign in',
    content: (
      <>
        <Heading>Sign in</Heading>
        <Inset>This system runs on one machine and can write to nobody. Choose who you want to be.</Inset>
        <form method="post" action="/local/sign-in">
          <input type="hidden" name="next" value={next} />
          <FieldOf
            field={{
              is: 'radios',
              name: 'role',
              label: 'Role',
              value: 'admin',
              options: roles.map((role) => ({ value: role, label: roleNames[role] })),
            }}
          />
          <FieldOf
            field={{
              is: 'text',
              name: 'name',
              label: 'Name',
              hint: 'Any name: the same one finds the same person again.',
              value: without === 'name' ? '' : 'Ada Byron',
              problem: without === 'name' ? 'Give a name of at most 120 characters' : undefined,
            }}
          />
          <button type="submit" class="govuk-button">
            Sign in
          </button>
        </form>
      </>
    ),
  }
}

/** For a browser that came back with what was not begun here, was begun too long ago, or was refused there. */
export const notSignedIn: Shown = {
  title: 'You are not signed in',
  status: 403,
  content: (
    <>
      <Heading>You are not signed in</Heading>
      <Paragraph>
        Signing in was not finished: it took longer than ten minutes, was begun in another browser, or was cancelled.
      </Paragraph>
      <ButtonLink href={beginPath}>Try again</ButtonLink>
    </>
  ),
}

export const signedOut: Shown = {
  title: 'You are signed out',
  content: (
    <>
      <Heading>You are signed out</Heading>
      <ButtonLink href={beginPath}>Sign in again</ButtonLink>
    </>
  ),
}

/** A path of this console to go on to after signing in; anything else leads to the first page. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && ownPath.test(next) ? next : '/'
}

/** One slash and no backslash: browsers take two, or one of each, for another site. */
const ownPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/
