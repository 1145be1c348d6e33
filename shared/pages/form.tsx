/** Forms that change something: they carry the session's token, and say at their top what did not go. */
import { type Child, createContext, useContext } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Field, FieldOf, idOf, sayProblem } from './fields.tsx'
import { Sentence } from './sentence.tsx'

/** The field that carries the token. */
export const tokenField = 'token'

/** What somebody typed into a form before and gets back: by the form's address. */
export interface Typed {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

/** A page around a form that is given back. */
export const GivenBack = createContext<Typed | undefined>(undefined)

/** Where a form that was given back stands on its page; no other page holds it. */
export const typedAnchor = 'as-typed'

/** Whether a form is the one that is given back: addresses are written in more than one way. */
export function isTypedFor(typed: Typed | undefined, action: string): typed is Typed {
  return typed !== undefined && addressAt(typed.action) === addressAt(action)
}

function addressAt(path: string): string {
  return new URL(path, 'http://here').href
}

/** A field as it was left. Files are chosen anew: no page can say which it was. */
function asLeft(field: Field, { values: { [field.name]: value } }: Typed): Field {
  if (field.is === 'file') return field
  return field.is === 'hidden' ? { ...field, value: value ?? field.value } : { ...field, value }
}

interface FormProps {
  readonly action: string
  /** Of this session; a form sent without it is not taken. */
  readonly token: string
  readonly fields: readonly Field[]
  readonly button: string
  /** A second way to send it, which changes nothing: its field `do` then holds this. */
  readonly look?: { readonly value: string; readonly words: string } | undefined
  readonly prefix?: string
  /** Where to go for doing nothing. */
  readonly back?: string | undefined
}

export function Form({ action, token, fields, button, look, prefix = '', back }: FormProps): JSX.Element {
  const inParts = fields.some(({ is }) => is === 'file')
  const typed = useContext(GivenBack)
  const mine = isTypedFor(typed, action) ? typed : undefined
  return (
    <form
      id={mine && typedAnchor}
      method="post"
      action={action}
      enctype={inParts ? 'multipart/form-data' : undefined}
      novalidate
    >
      <input type="hidden" name={tokenField} value={token} />
      {fields.map((field) => (
        <FieldOf field={mine ? asLeft(field, mine) : field} prefix={prefix} />
      ))}
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button">
          {button}
        </button>
        {look === undefined ? null : (
          <button type="submit" name="do" value={look.value} class="govuk-button govuk-button--secondary">
            {look.words}
          </button>
        )}
        {back === undefined ? null : (
          <a class="govuk-link" href={back}>
            Do nothing and go back
          </a>
        )}
      </div>
    </form>
  )
}

/**
 * What does not fit, each leading to its field; and the rule that says no, in its own words. `meanwhile`: no rule says no,
 * somebody else was first.
 */
export function Problems({
  fields,
  sentence,
  meanwhile = false,
}: {
  readonly fields: readonly Field[]
  readonly sentence?: string | undefined
  readonly meanwhile?: boolean
}): JSX.Element | null {
  const wrong = fields.filter(({ problem }) => problem !== undefined)
  if (wrong.length === 0 && sentence === undefined) return null
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{titleOf(sentence, meanwhile)}</h2>
        <div class="govuk-error-summary__body">
          {sentence === undefined ? null : (
            <p>
              <Sentence text={sentence} />
            </p>
          )}
          {wrong.length === 0 ? null : (
            <ul class="govuk-list govuk-error-summary__list">
              {wrong.map((field) => (
                <li>
                  <a href={`#${idOf(field)}`}>{sayProblem(field)}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

function titleOf(sentence: string | undefined, meanwhile: boolean): string {
  if (meanwhile) return 'Somebody else was first'
  return sentence === undefined ? 'Something does not fit' : 'This cannot be done'
}

interface FiltersProps {
  readonly action: string
  readonly fields: readonly Field[]
  /** A field the page draws itself, before the others. */
  readonly drawn?: Child
  /** Filters that nobody types: shown as words, each with a way to drop it. */
  readonly set?: readonly {
    readonly name: string
    readonly value: string
    readonly words: Child
    readonly without: string
  }[]
  /** What the form is for, read out. */
  readonly name?: string
  /** Keeps the fields of two forms on one page apart. */
  readonly prefix?: string
  /** Further words beside the buttons. */
  readonly children?: Child
}

/** A form that asks: all it holds stands in the address, so that a view can be kept and sent on. */
export function Filters({
  action,
  fields,
  set = [],
  name: purpose = 'Narrow the list',
  prefix = '',
  drawn,
  children,
}: FiltersProps): JSX.Element {
  return (
    <form method="get" action={action} class="app-filters" aria-label={purpose}>
      {set.length === 0 ? null : (
        <ul class="app-list-inline">
          {set.map(({ name, value, words, without }) => (
            <li class="govuk-body-s">
              <input type="hidden" name={name} value={value} />
              <strong class="govuk-tag govuk-tag--blue">{words}</strong>{' '}
              <a class="govuk-link" href={without}>
                Show all again
              </a>
            </li>
          ))}
        </ul>
      )}
      <div class="app-filters__fields">
        {drawn}
        {fields.map((field) => (
          <FieldOf field={field} prefix={prefix} />
        ))}
      </div>
      <div class="app-filters__buttons">
        <button type="submit" class="govuk-button govuk-button--secondary">
          Show
        </button>
        {children}
      </div>
    </form>
  )
}
