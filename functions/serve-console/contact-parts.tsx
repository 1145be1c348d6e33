/** Parts that show a contact: how a consent stands, how the address does. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContactCard } from '../../shared/board/rows/contact.ts'
import { OnDay } from '../../shared/pages/day.tsx'
import { Tag } from '../../shared/pages/parts.tsx'

export function Consent({
  of,
  office,
}: {
  readonly of: ContactCard['consents']['service'] | undefined
  readonly office: boolean
}): JSX.Element {
  const { state = 'none', since, how, wording } = of ?? {}
  if (state === 'none') return office ? <>Not needed for the office mailbox</> : <Tag tone="grey">Not given</Tag>
  const evidence = [how?.replaceAll('-', ' '), wording === undefined ? undefined : `wording ${wording}`]
    .filter((part) => part !== undefined)
    .join(', ')
  return (
    <>
      <Tag tone={state === 'given' ? 'green' : 'red'}>{state === 'given' ? 'Given' : 'Withdrawn'}</Tag>
      <br />
      {since === undefined ? null : <OnDay day={since} />}
      {evidence === '' ? null : <span class="app-quiet"> ({evidence})</span>}
    </>
  )
}

/** That an address is on the list of those not written to, where its contact's own consent does not say so. */
export function Listed({
  of,
  since,
}: {
  readonly of: ContactCard['consents']['service'] | undefined
  readonly since: string | undefined
}): JSX.Element | null {
  if (since === undefined || of?.state === 'withdrawn') return null
  return (
    <p class="govuk-body-s govuk-!-margin-top-2 govuk-!-margin-bottom-0">
      <Tag tone="red">Not written to</Tag> On <OnDay day={since} /> this address asked not to be written to, before it
      was this contact’s. No such letter leaves until the person agrees anew.
    </p>
  )
}

export function AddressState({ card }: { readonly card: ContactCard | undefined }): JSX.Element {
  if (card?.handedTo !== undefined || card?.mergedInto !== undefined) return <Tag tone="grey">Not written to</Tag>
  if (card?.paused) return <Tag tone="yellow">Paused</Tag>
  if (card?.address === 'bounced') return <Tag tone="red">Mail comes back</Tag>
  return card?.address === 'suppressed' ? <Tag tone="red">Not to be written to</Tag> : <>In order</>
}
