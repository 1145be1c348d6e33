/** Small parts of public pages: a form that acts with one button, and what was done. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ConsentPurpose } from '../../events/kernel/words.ts'

/** One button that acts. It is sent to the page's own address, which is what allows it. */
export function Act({
  button,
  quiet = false,
  fields = {},
}: {
  readonly button: string
  readonly quiet?: boolean
  readonly fields?: Readonly<Record<string, string>>
}): JSX.Element {
  return (
    <form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={`govuk-button${quiet ? ' govuk-button--secondary' : ''}`}>
        {button}
      </button>
    </form>
  )
}

/** What was done, at the top of the page it was done on. */
export function Panel({ title, children }: { readonly title: string; readonly children?: Child }): JSX.Element {
  return (
    <div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="done-title">
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="done-title">
          Done
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{title}</p>
        {children}
      </div>
    </div>
  )
}

/** The two kinds of letters, in the middle of a sentence. */
export const lettersOf: Readonly<Record<ConsentPurpose, string>> = {
  service: 'letters about your school’s award',
  news: 'newsletters',
}

/** `letters about your school’s award and newsletters` */
export function sayLetters(purposes: readonly ConsentPurpose[], joined: 'and' | 'or' = 'and'): string {
  return purposes.map((one) => lettersOf[one]).join(` ${joined} `)
}
