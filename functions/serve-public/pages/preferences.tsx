/**
 * A person's own page: what they agreed to, since when and in which words; both may be changed; a copy or deletion may be
 * asked for. It shows nothing but that, not even whose page it is: letters are forwarded, and links with them.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Consent } from '../../../events/contact/state.ts'
import { type ConsentPurpose, purposes } from '../../../events/kernel/words.ts'
import { consentWording, consentWords } from '../../../shared/deeds/consent-words.ts'
import { giveConsent } from '../../../shared/deeds/contacts.ts'
import { consentsHeld, openRequestFor, withdrawFor } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Heading, Inset, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { doingBy, openedByThem } from '../opened.ts'
import type { PublicAsked, PublicPage, PublicShown } from '../page.tsx'
import { Act, lettersOf, Panel } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

const show: PublicPage = async (asked) => {
  const who = await whose(asked)
  return who === undefined ? undefined : pageOf(asked, who)
}

/** The contact whose page it is, whoever stands in their place as the same person; undefined where it is nobody's now. */
async function whose(asked: PublicAsked): Promise<string | undefined> {
  return (await openedByThem(asked, 'preferences'))?.who
}

const act: PublicPage = async (asked) => {
  const who = await whose(asked)
  if (who === undefined) return undefined
  const { tools, sent } = asked
  const doing = doingBy(asked, who, 'preferences')
  const purpose = purposes.find((one) => one === sent.purpose)
  if (sent.do === 'stop' && purpose) {
    await withdrawFor(tools, { contact: who, purposes: [purpose], how: 'preference-page' }, doing)
    return pageOf(asked, who, <Panel title={`We will send you no more ${lettersOf[purpose]}.`} />)
  }
  if (sent.do === 'agree' && purpose) {
    const given = { purpose, wording: consentWording, how: 'preference-page', imported: false } as const
    await giveConsent(tools, who, { ...given, on: tools.world().today }, doing)
    return pageOf(asked, who, <Panel title="Thank you. It is noted, with today’s day." />)
  }
  const kind = (['access', 'erasure'] as const).find((one) => one === sent.ask)
  if (kind === undefined) return pageOf(asked, who)
  await openRequestFor(tools, { kind, contact: who, received: tools.world().today, passed: true }, doing)
  return pageOf(
    asked,
    who,
    <Panel title="We have noted what you ask for.">
      <p class="govuk-body">
        To make sure that it is you, we have sent a letter to the address we keep for you. Please follow the link in it.
      </p>
    </Panel>,
  )
}

async function pageOf(
  { tools }: PublicAsked,
  who: string,
  done: JSX.Element | null = null,
): Promise<PublicShown | undefined> {
  const held = await consentsHeld(tools, who)
  if (!held) return undefined
  return {
    title: 'Which letters you get',
    content: (
      <>
        {done}
        <Heading>Which letters you get</Heading>
        {held.consents.map(({ purpose, consent }) => (
          <Section title={titles[purpose]}>{standing(purpose, consent, held.isOffice)}</Section>
        ))}
        <Section title="What we keep about you">
          <Paragraph>
            You may ask for a copy of everything we keep about you, or ask us to delete it. We first write to the
            address we keep for you, to make sure that it is you.
          </Paragraph>
          <Act button="Ask for a copy" quiet fields={{ ask: 'access' }} />
          <Act button="Ask for deletion" quiet fields={{ ask: 'erasure' }} />
        </Section>
      </>
    ),
  }
}

const titles: Readonly<Record<ConsentPurpose, string>> = {
  service: 'Letters about your school’s award',
  news: 'News',
}

function standing(purpose: ConsentPurpose, consent: Consent | undefined, isOffice: boolean): JSX.Element {
  const fields = { purpose }
  const stop = <Act button={`Stop ${lettersOf[purpose]}`} quiet fields={{ ...fields, do: 'stop' }} />
  if (consent?.state === 'given')
    return (
      <>
        <Paragraph>
          You agreed on <OnDay day={consent.since} />
          {waysSaid[consent.how] === undefined ? '' : `, ${waysSaid[consent.how]}`}. {wordsOf(consent.wording)}
        </Paragraph>
        <Inset>{consentWords[purpose]}</Inset>
        {stop}
      </>
    )
  if (purpose === 'service' && isOffice && consent === undefined)
    return (
      <>
        <Paragraph>
          This is an office address: we write to it about the award where nobody else at the school can be written to.
          You may ask us not to.
        </Paragraph>
        {stop}
      </>
    )
  return (
    <>
      <Paragraph>
        {consent === undefined ? (
          'You have not agreed to these letters, and we do not send you any.'
        ) : (
          <>
            You asked us to stop these letters on <OnDay day={consent.since} />, and we do not send you any.
          </>
        )}
      </Paragraph>
      <Paragraph>If you want to get them, agree to this:</Paragraph>
      <Inset>{consentWords[purpose]}</Inset>
      <Act button="I agree" quiet fields={{ ...fields, do: 'agree' }} />
    </>
  )
}

const waysSaid: Readonly<Partial<Record<Consent['how'], string>>> = {
  'web-form': 'on our form',
  paper: 'on paper',
  phone: 'by telephone',
  'undo-link': 'when you undid a withdrawal',
  'preference-page': 'on this page',
}

/** What a body keeps of older words is their version: how they run stands on the form of that time. */
function wordsOf(wording: string | undefined): string {
  if (wording === consentWording) return 'You agreed to this:'
  const then = wording === undefined || wording === 'unknown' ? '' : `You agreed to version ${wording} of our form. `
  return `${then}Today we ask for it in these words:`
}

export const preferencesPage: PublicRoute = { route: linkRoute('preferences'), show, act }
