/**
 * The frame of every page: the body's name, who is signed in, the ways through the console. Complete without scripts,
 * and without any style that is not in the stylesheet.
 */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { sayMoment } from './day.tsx'
import { tokenField } from './form.tsx'
import { icon, stylesheet } from './stylesheet.ts'

export interface Who {
  readonly name: string
  readonly role: string
  readonly token: string
  /** Paths of parts their role may not open: no way leads there. */
  readonly closed?: readonly string[]
}

export interface Frame {
  /** What the page is about; the body's name is added. */
  readonly title: string
  /** Something did not go: screen readers hear it with the title. */
  readonly problem: boolean
  /** The body's name. */
  readonly body: string
  /** The path of the part of the console this page belongs to. */
  readonly part?: string | undefined
  /** Who is signed in; nobody on the way in. */
  readonly who?: Who | undefined
  /** Where the clock stands, when it is a test clock. */
  readonly testClock?: string | undefined
  /** The address of a script that adds comfort to a page that is whole without it. */
  readonly script?: string | undefined
  readonly children: Child | JSX.Element
}

const parts = [
  { path: '/', name: 'Today' },
  { path: '/schools', name: 'Schools' },
  { path: '/reviews', name: 'Reviews' },
  { path: '/clusters', name: 'Clusters' },
  { path: '/letters', name: 'Letters' },
  { path: '/mail', name: 'Mail' },
  { path: '/tasks', name: 'Tasks' },
  { path: '/imports', name: 'Imports' },
  { path: '/staff', name: 'Staff' },
  { path: '/log', name: 'Log' },
  { path: '/settings', name: 'Settings' },
] as const

/** A whole document. Everything that comes from outside is escaped by the renderer, whatever it holds. */
export function renderPage(frame: Frame): string {
  const { title, problem, body, part, who, testClock, script, children } = frame
  const page = (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${problem ? 'Error: ' : ''}${title} – ${body}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#1d4f7c" />
        <meta name="robots" content="noindex, nofollow" />
        <link rel="icon" href={icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet.path} />
        {script === undefined ? null : <script src={script} defer />}
      </head>
      <body class="govuk-template__body">
        <a href="#main-content" class="govuk-skip-link">
          Skip to main content
        </a>
        <header>
          <Head body={body} who={who} />
          {testClock === undefined ? null : (
            <div class="app-clock">
              <div class="govuk-width-container">
                <p class="govuk-body-s">
                  The clock stands at <time datetime={testClock}>{sayMoment(testClock)}</time>: this is not the real
                  time.{' '}
                  <a class="govuk-link" href="/local/machine">
                    Move it
                  </a>
                </p>
              </div>
            </div>
          )}
          {who === undefined ? null : <Navigation part={part} closed={who.closed} />}
        </header>
        <div class="app-page">
          <div class="govuk-width-container">
            <main class="govuk-main-wrapper" id="main-content">
              {children}
            </main>
          </div>
        </div>
        <footer class="app-footer">
          <div class="govuk-width-container">
            <p class="govuk-body-s govuk-!-margin-bottom-0">{body}: for members of staff only.</p>
          </div>
        </footer>
      </body>
    </html>
  )
  return `<!doctype html>\n${page.toString()}`
}

function Head({ body, who }: Pick<Frame, 'body' | 'who'>): JSX.Element {
  return (
    <div class="app-header">
      <div class="govuk-width-container app-header__inner">
        <a class="govuk-link app-header__name" href="/">
          {body}
        </a>
        {who === undefined ? null : (
          <div class="govuk-body app-header__who">
            <span>
              {who.name} ({who.role})
            </span>
            <form method="post" action="/sign-out">
              <input type="hidden" name={tokenField} value={who.token} />
              <button type="submit" class="app-header__out">
                Sign out
              </button>
            </form>
          </div>
        )}
      </div>
    </div>
  )
}

interface NavigationProps extends Pick<Who, 'closed'> {
  readonly part: string | undefined
}

function Navigation({ part, closed = [] }: NavigationProps): JSX.Element {
  const open = parts.filter(({ path }) => !closed.includes(path))
  return (
    <div class="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label="Console" class="govuk-service-navigation__wrapper">
            <ul class="govuk-service-navigation__list">
              {open.map(({ path, name }) => (
                <li
                  class={`govuk-service-navigation__item${path === part ? ' govuk-service-navigation__item--active' : ''}`}
                >
                  <a
                    class="govuk-service-navigation__link"
                    href={path}
                    aria-current={path === part ? 'true' : undefined}
                  >
                    {path === part ? <strong class="govuk-service-navigation__active-fallback">{name}</strong> : name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  )
}
