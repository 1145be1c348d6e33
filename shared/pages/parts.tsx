/** The small parts pages are made of, in the classes of GOV.UK Frontend. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'

type Inside = { readonly children?: Child }

export function Heading({ children, above }: Inside & { readonly above?: string | undefined }): JSX.Element {
  return (
    <h1 class="govuk-heading-l">
      {above === undefined ? null : <span class="govuk-caption-l">{above}</span>}
      {children}
    </h1>
  )
}

export function Section({ title, children }: Inside & { readonly title: string }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      {children}
    </>
  )
}

export function Paragraph({ children }: Inside): JSX.Element {
  return <p class="govuk-body">{children}</p>
}

export function Link({
  href,
  children,
  hidden,
}: Inside & { readonly href: string; readonly hidden?: string | undefined }): JSX.Element {
  return (
    <a class="govuk-link" href={href}>
      {children}
      {hidden === undefined ? null : <span class="govuk-visually-hidden"> {hidden}</span>}
    </a>
  )
}

/** A link that looks like a button: it leads to where something is done. */
export function ButtonLink({ href, children }: Inside & { readonly href: string }): JSX.Element {
  return (
    <a class="govuk-button govuk-button--secondary" href={href}>
      {children}
    </a>
  )
}

export type Tone = 'grey' | 'green' | 'blue' | 'yellow' | 'orange' | 'red' | 'purple' | 'teal'

export function Tag({ tone, children }: Inside & { readonly tone: Tone }): JSX.Element {
  return <strong class={`govuk-tag govuk-tag--${tone}`}>{children}</strong>
}

export function Inset({ children }: Inside): JSX.Element {
  return <div class="govuk-inset-text">{children}</div>
}

/** What a list says when there is nothing in it. */
export function Empty({ children }: Inside): JSX.Element {
  return <p class="govuk-body app-quiet">{children}</p>
}

/** The same for a list that is searched a part at a time: `goesOn` says that not all of it was looked at. */
export function NothingFits({ what, goesOn }: { readonly what: string; readonly goesOn: boolean }): JSX.Element {
  return <Empty>{goesOn ? `No ${what} fits so far. The search goes on, on the next page.` : `No ${what} fits.`}</Empty>
}

export interface Fact {
  readonly key: string
  readonly value: Child | JSX.Element
}

/** Facts about one thing, key and value. Values that are undefined are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  const told = facts.filter(({ value }) => value !== undefined && value !== null)
  return (
    <dl class="govuk-summary-list">
      {told.map(({ key, value }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Crumb {
  readonly name: string
  readonly href: string
}

export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }): JSX.Element {
  return (
    <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {crumbs.map(({ name, href }) => (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={href}>
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Pages go one way, because a list may grow meanwhile: on, and back to the beginning. */
export function Paging({
  next,
  first,
}: {
  readonly next: string | undefined
  readonly first: string | undefined
}): JSX.Element | null {
  if (next === undefined && first === undefined) return null
  return (
    <nav class="govuk-pagination govuk-pagination--block" aria-label="Pages">
      {first === undefined ? null : <PageLink rel="prev" href={first} words="Back to the beginning" />}
      {next === undefined ? null : <PageLink rel="next" href={next} words="Next page" />}
    </nav>
  )
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const

function PageLink({
  rel,
  href,
  words,
}: {
  readonly rel: 'prev' | 'next'
  readonly href: string
  readonly words: string
}): JSX.Element {
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-link govuk-pagination__link" href={href} rel={rel}>
        <svg
          class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
          xmlns="http://www.w3.org/2000/svg"
          height="13"
          width="15"
          aria-hidden="true"
          focusable="false"
          viewBox="0 0 15 13"
        >
          <path d={arrows[rel]} />
        </svg>
        <span class="govuk-pagination__link-title govuk-pagination__link-title--decorated">{words}</span>
      </a>
    </div>
  )
}

/** What has just been done, in the words of the facts it left. */
export function Done({ children }: Inside): JSX.Element {
  return (
    <div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="done-title">
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="done-title">
          Done
        </h2>
      </div>
      <div class="govuk-notification-banner__content">{children}</div>
    </div>
  )
}

/** An address with its query; parameters without a value are left out. */
export function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) given.set(name, value)
  return given.size === 0 ? path : `${path}?${given}`
}
