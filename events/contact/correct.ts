/**
 * A consent that was noted by mistake is taken back: what stands is what the other entries say. It can only ever take
 * away: a withdrawal is never taken back, since only the person's own later word gives consent again (C0).
 */
import { type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { consentGiven } from './consents.ts'
import type { ContactFact } from './events.ts'
import type { Consent, Contact } from './state.ts'
import { consentWithdrawn } from './withdrawals.ts'

/** A fact as it stands on record. */
export interface RecordedContactFact {
  /** The event's id. */
  readonly event: string
  readonly fact: ContactFact
}

export interface ConsentTakenBack {
  readonly event: string
  readonly reason: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface TakeBack {
  readonly corrections: readonly ConsentTakenBack[]
  /** Everything on record of the contact, oldest first. */
  readonly history: readonly RecordedContactFact[]
}

type Given = Extract<ContactFact, { type: 'ConsentGiven' }>

const instead: Readonly<Record<string, string>> = {
  ConsentWithdrawn:
    'A withdrawal stands until the person’s own later word: note that with give-consent (by web form, on paper, by phone or on the preference page).',
  ConsentCorrected: 'Note the consent again with give-consent.',
  ContactAdded: 'Take the contact off with remove-contact instead.',
  ContactRoleAdded: 'Take the role off with remove-contact instead.',
  ContactRemoved: 'Add the contact again with add-contact instead.',
  ContactChanged: 'Change the contact with change-contact instead.',
  WithdrawalUndone: 'Note what the person says with withdraw-consent.',
  LettersPaused: 'Let letters go on with resume-letters instead.',
  LettersResumed: 'Pause letters with pause-letters instead.',
}

export function takeBackConsents({ corrections, history }: TakeBack, contact: Contact): Decision<ContactFact> {
  const back = new Set(takenBackIn(history))
  const facts: ContactFact[] = []
  let consents = contact.consents
  for (const asked of corrections) {
    const given = readTakingBack(asked, history)
    if ('refused' in given) return given
    if (back.has(asked.event)) continue
    back.add(asked.event)
    const { purpose } = given.data
    const stands = standingOf(purpose, history, back, consents[purpose])
    facts.push({
      type: 'ConsentCorrected',
      data: { event: asked.event, reason: asked.reason, purpose, ...(stands && { stands: asSaid(stands) }) },
    })
    const { [purpose]: _, ...others } = consents
    consents = stands ? { ...consents, [purpose]: stands } : others
  }
  return facts
}

function takenBackIn(history: readonly RecordedContactFact[]): string[] {
  return history.flatMap(({ fact }) => (fact.type === 'ConsentCorrected' ? [fact.data.event] : []))
}

function readTakingBack({ event, data }: ConsentTakenBack, history: readonly RecordedContactFact[]): Given | Refusal {
  const fact = history.find((one) => one.event === event)?.fact
  if (!fact) return refuse('event-not-known', 'There is no such entry in the log of this contact.', { event })
  if (fact.type !== 'ConsentGiven')
    return refuse(
      'entry-not-correctable',
      `An entry of this kind cannot be corrected. ${instead[fact.type] ?? 'It only notes what came to pass by itself.'}`,
      { event, type: fact.type },
    )
  const fields = Object.keys(data)
  return fields.length === 0
    ? fact
    : refuse(
        'correction-does-not-fit',
        `A consent can only be taken back as a whole: give no data (look at ${fields.join(', ')}), and note the right one with give-consent.`,
        { type: fact.type, fields, may: [] },
      )
}

/** As the entry says it: the link that undoes a withdrawal does so no more once the consent was corrected. */
function asSaid({ withdrawal: _, ...said }: Consent): Omit<Consent, 'withdrawal'> {
  return said
}

/** The consent without what is taken back; one that stands withdrawn stays so. */
function standingOf(
  purpose: Given['data']['purpose'],
  history: readonly RecordedContactFact[],
  back: ReadonlySet<string>,
  standing: Consent | undefined,
): Consent | undefined {
  const without = history
    .filter(({ event }) => !back.has(event))
    .reduce<Consent | undefined>((consent, { fact }) => step(consent, fact, purpose), undefined)
  return standing?.state === 'withdrawn' && without?.state !== 'withdrawn' ? standing : without
}

function step(consent: Consent | undefined, fact: ContactFact, purpose: Given['data']['purpose']): Consent | undefined {
  switch (fact.type) {
    case 'PersonErased':
      return undefined
    case 'ConsentGiven':
      return fact.data.purpose === purpose ? consentGiven(consent, fact.data) : consent
    case 'ConsentWithdrawn':
      return fact.data.purpose === purpose ? consentWithdrawn(consent, fact.data) : consent
    case 'WithdrawalUndone':
      return wasUndone(consent, fact.data.withdrawal) ? undefined : consent
    case 'ConsentClaimedLater':
      return consent && fact.data.purpose === purpose ? { ...consent, claimed: fact.data.on } : consent
    default:
      return consent
  }
}

/** What was none before a withdrawal is none again when it is undone; what was given is given by a fact of its own. */
function wasUndone(consent: Consent | undefined, withdrawal: string): boolean {
  return consent?.withdrawal?.id === withdrawal
}
