/** A form given back after signing in anew: where its own page has no place for it any more, what was typed, to be copied. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { tokenField, typedAnchor } from '../../../shared/pages/form.tsx'
import { Heading, Inset, Link, Paragraph } from '../../../shared/pages/parts.tsx'
import type { KeptForm } from '../kept-form.ts'
import type { Shown } from '../page.ts'

/** Above the page with the form. */
export function GivenBack(): JSX.Element {
  return (
    <Inset>
      <p class="govuk-body">
        <strong>Your session had ended when you sent this form, and nothing was done.</strong>
      </p>
      <p class="govuk-body">
        It is filled in as you left it. <Link href={`#${typedAnchor}`}>Look at it</Link>, then send it again.
      </p>
    </Inset>
  )
}

/** What a page says for itself, and nobody typed. */
const unsaid: readonly string[] = [tokenField, 'version', 'opened', 'sure', 'run', 'rows', 'row', 'step', 'do']

/** For a form whose page is not as it was: the role may not do it any more, or the thing is gone. */
export function asTyped({ values, from, action }: KeptForm): Shown {
  const typed = Object.entries(values).filter(([name, value]) => value !== '' && !unsaid.includes(name))
  return {
    title: 'What you typed',
    content: (
      <>
        <Heading>What you typed</Heading>
        <Paragraph>
          Your session had ended when you sent a form, and nothing was done. The form is not where it was, so here is
          what stood in it, to be copied.
        </Paragraph>
        <dl class="govuk-summary-list">
          {typed.map(([name, value]) => (
            <div class="govuk-summary-list__row">
              <dt class="govuk-summary-list__key">{name.charAt(0).toUpperCase() + name.slice(1)}</dt>
              <dd class="govuk-summary-list__value app-lines">{value}</dd>
            </div>
          ))}
        </dl>
        <Paragraph>
          <Link href={from ?? action}>Go to the page it was sent from</Link>
        </Paragraph>
      </>
    ),
  }
}

export const notKept: Shown = {
  title: 'Nothing is kept here',
  status: 404,
  content: (
    <>
      <Heading>Nothing is kept here</Heading>
      <Paragraph>
        A form that was sent after its session had ended is kept for an hour, for whoever typed it and nobody else.
      </Paragraph>
      <Paragraph>
        <Link href="/">Go to Today</Link>
      </Paragraph>
    </>
  ),
}
