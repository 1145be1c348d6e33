/** Fields of forms: each with its label, a hint where one helps, and what does not fit, read out together. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { readDay, sayShortDay } from './day.tsx'

interface FieldWords {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What does not fit. */
  readonly problem?: string | undefined
}

export interface Option {
  readonly value: string
  readonly label: string
  /** Shown, and not to be chosen; the field's hint says why. */
  readonly disabled?: true
}

export type Field = FieldWords &
  (
    | { readonly is: 'text' | 'email' | 'day' | 'number'; readonly value?: string | undefined }
    | { readonly is: 'long-text'; readonly value?: string | undefined; readonly rows?: number }
    | { readonly is: 'radios' | 'select'; readonly value?: string | undefined; readonly options: readonly Option[] }
    /** Any number of them; the value has commas between. */
    | { readonly is: 'checkboxes'; readonly value?: string | undefined; readonly options: readonly Option[] }
    | { readonly is: 'hidden'; readonly value: string }
    /** A file; the form is then sent in parts. `accept`: endings the browser offers. */
    | { readonly is: 'file'; readonly accept: string }
  )

/** A field by its kind. Ids are the fields' names, so a page holds each name once; `prefix` keeps two forms apart. */
export function FieldOf({ field, prefix = '' }: { readonly field: Field; readonly prefix?: string }): JSX.Element {
  const id = idOf(field, prefix)
  if (field.is === 'hidden') return <input type="hidden" name={field.name} value={field.value} />
  if (field.is === 'radios' || field.is === 'checkboxes') return <Choices field={field} id={id} />
  const worded = field.is === 'day' ? { ...field, hint: dayHint(field.hint) } : field
  const described = describedBy(worded, id)
  return (
    <Group problem={field.problem}>
      <label class="govuk-label" for={id}>
        {field.label}
      </label>
      <Words field={worded} id={id} />
      {control(field, id, described)}
    </Group>
  )
}

/** Where a field is found on its page, for the summary of what does not fit. */
export function idOf({ name }: Pick<Field, 'name'>, prefix = ''): string {
  return `${prefix}${name}`
}

/** Days are typed: what a browser's own field shows goes by the browser's language, and may put the month first. */
function dayHint(hint: string | undefined): string {
  return hint === undefined ? 'Such as 27 Mar 2027' : `${hint}. Such as 27 Mar 2027`
}

function control(
  field: Exclude<Field, { is: 'hidden' | 'radios' | 'checkboxes' }>,
  id: string,
  described: string | undefined,
): JSX.Element {
  const wrong = field.problem === undefined ? '' : ' govuk-input--error'
  const common = { id, name: field.name, 'aria-describedby': described, 'aria-invalid': isInvalid(field) }
  switch (field.is) {
    case 'long-text':
      return (
        <textarea {...common} class={`govuk-textarea${wrong && ' govuk-textarea--error'}`} rows={field.rows ?? 4}>
          {field.value ?? ''}
        </textarea>
      )
    case 'file':
      return (
        <input
          {...common}
          class={`govuk-file-upload${wrong && ' govuk-file-upload--error'}`}
          type="file"
          accept={field.accept}
        />
      )
    case 'select':
      return <Select {...common} field={field} />
    case 'day':
      return (
        <input
          {...common}
          class={`govuk-input govuk-input--width-10${wrong}`}
          type="text"
          autocomplete="off"
          value={shownDay(field.value)}
        />
      )
    case 'number':
      return (
        <input
          {...common}
          class={`govuk-input govuk-input--width-5${wrong}`}
          type="text"
          inputmode="numeric"
          value={field.value ?? ''}
        />
      )
    case 'email':
      return (
        <input
          {...common}
          class={`govuk-input govuk-!-width-two-thirds${wrong}`}
          type="email"
          spellcheck={false}
          autocomplete="off"
          value={field.value ?? ''}
        />
      )
    default:
      return (
        <input
          {...common}
          class={`govuk-input govuk-!-width-two-thirds${wrong}`}
          type="text"
          autocomplete="off"
          value={field.value ?? ''}
        />
      )
  }
}

/** A day as it is written everywhere; what was typed stays as it was typed. */
function shownDay(value = ''): string {
  const day = readDay(value)
  return day === undefined ? value : sayShortDay(day)
}

type Choice = Extract<Field, { is: 'radios' | 'select' }>

function Select(props: {
  readonly field: Choice
  readonly id: string
  readonly name: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}): JSX.Element {
  const { field, ...common } = props
  return (
    <select {...common} class={`govuk-select${field.problem === undefined ? '' : ' govuk-select--error'}`}>
      {field.options.map(({ value, label }) => (
        <option value={value} selected={value === (field.value ?? '')}>
          {label}
        </option>
      ))}
    </select>
  )
}

type Listed = Pick<Choice, 'name' | 'label' | 'hint' | 'problem' | 'value' | 'options'> & {
  readonly is: Field['is']
}

/** One of several, or any number of them. */
function Choices({ field, id }: { readonly field: Listed; readonly id: string }): JSX.Element {
  const [kind, type] = field.is === 'radios' ? (['radios', 'radio'] as const) : (['checkboxes', 'checkbox'] as const)
  const chosen = field.is === 'radios' ? [field.value ?? ''] : (field.value ?? '').split(',')
  return (
    <Group problem={field.problem}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(field, id)} {...groupInvalid(field, id)}>
        <legend id={`${id}-legend`} class="govuk-fieldset__legend">
          {field.label}
        </legend>
        <Words field={field} id={id} />
        <div class={`govuk-${kind} govuk-${kind}--small`} data-module={`govuk-${kind}`}>
          {field.options.map(({ value, label, disabled }, index) => {
            // The first has the field's own id: the summary of what does not fit leads to it.
            const own = index === 0 ? id : `${id}-${index + 1}`
            return (
              <div class={`govuk-${kind}__item`}>
                <input
                  class={`govuk-${kind}__input`}
                  id={own}
                  name={field.name}
                  type={type}
                  value={value}
                  checked={chosen.includes(value)}
                  disabled={disabled}
                  aria-invalid={field.is === 'checkboxes' ? isInvalid(field) : undefined}
                />
                <label class={`govuk-label govuk-${kind}__label`} for={own}>
                  {label}
                </label>
              </div>
            )
          })}
        </div>
      </fieldset>
    </Group>
  )
}

function Group({
  problem,
  children,
}: {
  readonly problem: string | undefined
  readonly children?: Child
}): JSX.Element {
  return <div class={`govuk-form-group${problem === undefined ? '' : ' govuk-form-group--error'}`}>{children}</div>
}

function Words({ field, id }: { readonly field: FieldWords; readonly id: string }): JSX.Element {
  return (
    <>
      {field.hint === undefined ? null : (
        <div id={`${id}-hint`} class="govuk-hint">
          {field.hint}
        </div>
      )}
      {field.problem === undefined ? null : (
        <p id={`${id}-problem`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {namesField(field) ?? field.problem}
        </p>
      )}
    </>
  )
}

/** For those who hear the page: the field as it stands is not taken. */
function isInvalid({ problem }: Pick<FieldWords, 'problem'>): 'true' | undefined {
  return problem === undefined ? undefined : 'true'
}

/** One choice of several is told as wrong at the group: a single circle cannot be. */
function groupInvalid(field: Listed, id: string) {
  if (field.is !== 'radios' || field.problem === undefined) return {}
  return { role: 'radiogroup', 'aria-labelledby': `${id}-legend`, 'aria-invalid': 'true' } as const
}

/** What a form says of a field that was left empty. */
const isNeeded = 'Is needed'

/** Under its field this alone would name nothing: the whole sentence; undefined where the problem stands for itself. */
function namesField({ label, problem }: Pick<FieldWords, 'label' | 'problem'>): string | undefined {
  // What may be left out may not be emptied where it stood.
  return problem === isNeeded ? `“${label.replace(/ \(optional\)$/, '')}” is needed` : undefined
}

/** What does not fit of a field, told away from it. */
export function sayProblem(field: Pick<FieldWords, 'label' | 'problem'>): string {
  return namesField(field) ?? `${field.label}: ${field.problem ?? ''}`
}

function describedBy({ hint, problem }: FieldWords, id: string): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-problem`].filter(
    (one) => one !== '',
  )
  return ids.length === 0 ? undefined : ids.join(' ')
}
