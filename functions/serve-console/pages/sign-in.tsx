/** The way in where anybody may choose who they are, because nobody can be reached from there: a plain form. */
import { roles } from '../../../events/kernel/words.ts'
import { FieldOf } from '../../../shared/pages/fields.tsx'
import { Heading, Inset, Paragraph } from '../../../shared/pages/parts.tsx'
import type { Shown } from '../page.ts'
import { roleNames } from '../words.ts'

/** `next` is the path to go on to. */
export function signInPage(mayChooseWho: boolean, next: string): Shown {
  if (!mayChooseWho)
    return {
      title: 'Sign in',
      content: (
        <>
          <Heading>Sign in</Heading>
          <Paragraph>Your session has ended, or you have not signed in yet.</Paragraph>
          <Paragraph>
            Signing in with a browser is not connected to these pages here yet. The API takes an access token of the
            body’s sign-in.
          </Paragraph>
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
              value: 'Ada Byron',
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

/** A path of this console to go on to after signing in; anything else leads to the first page. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && ownPath.test(next) ? next : '/'
}

/** One slash and no backslash: browsers take two, or one of each, for another site. */
const ownPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/
