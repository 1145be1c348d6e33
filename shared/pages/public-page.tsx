/**
 * The frame of pages for people who have no account: the body's name, what the page says, and whom to write to. No way
 * into the console, nothing that could be counted or followed, and nothing that needs a script.
 */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { icon, stylesheet } from './stylesheet.ts'

export interface PublicFrame {
  readonly title: string
  /** The body's name. */
  readonly body: string
  /** Where people write to, in any words. */
  readonly writeTo: string
  /** Whether it takes the width of the window, as tables do; lines of text alone are short. */
  readonly isWide?: boolean | undefined
  readonly children: Child | JSX.Element
}

/** A whole document. Everything that comes from outside is escaped by the renderer. */
export function renderPublicPage({ title, body, writeTo, isWide, children }: PublicFrame): string {
  const page = (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${body}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#1d4f7c" />
        <meta name="robots" content="noindex, nofollow" />
        <link rel="icon" href={icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet.path} />
      </head>
      <body class="govuk-template__body">
        <a href="#main-content" class="govuk-skip-link">
          Skip to main content
        </a>
        <header class="app-header">
          <div class="govuk-width-container app-header__inner">
            <span class="govuk-body govuk-!-margin-bottom-0 app-header__name app-header__who">{body}</span>
          </div>
        </header>
        <div class="app-page">
          <div class="govuk-width-container">
            <main class={isWide ? 'govuk-main-wrapper' : 'govuk-main-wrapper app-public'} id="main-content">
              {children}
            </main>
          </div>
        </div>
        <footer class="app-footer">
          <div class="govuk-width-container">
            <p class="govuk-body-s govuk-!-margin-bottom-0">
              {body}. Write to us in any words, in English or in Welsh:{' '}
              <a class="govuk-link" href={`mailto:${writeTo}`}>
                {writeTo}
              </a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  )
  return `<!doctype html>\n${page.toString()}`
}
