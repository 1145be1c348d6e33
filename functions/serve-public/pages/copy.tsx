/**
 * The copy of everything held on a person, behind a link that opens once (DOMAIN C9). To look at the link changes nothing
 * and shows nothing of it: mail programs and watchers of mail look at links by themselves. The link went to the address on
 * file, and is worth nothing once that is somebody else's.
 */
import { requestDecider } from '../../../events/request/decide.ts'
import { copyFor } from '../../../shared/deeds/access-copy.ts'
import { stillTheirs } from '../../../shared/deeds/rights.ts'
import { isRefused } from '../../../shared/deeds/tools.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { act as actOn, loadStream } from '../../../shared/log/act.ts'
import { AccessCopyPage, copyAsAddress, copyAsJson } from '../../../shared/pages/access-copy.tsx'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Heading, Inset, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, opened } from '../opened.ts'
import type { PublicAsked, PublicPage, PublicShown } from '../page.tsx'
import { Act } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

interface Granted {
  /** `request#…` */
  readonly request: string
  /** The entry they are kept in: `contact#…`. */
  readonly who: string
  readonly openedOn: string | undefined
  /** The last day of the link. */
  readonly until: string | undefined
}

/** What a link grants; nothing where access was not granted, or the address it went to is no longer theirs. */
async function grantedBy(asked: PublicAsked): Promise<Granted | undefined> {
  const ticket = await opened(asked, 'copy')
  if (!ticket) return undefined
  const { state } = await loadStream(asked.tools.log, requestDecider, ticket.about)
  if (state.kind !== 'access' || state.state !== 'answered' || state.contact === undefined) return undefined
  const who = await stillTheirs(asked.tools, state.contact, ticket.sentTo)
  return who === undefined
    ? undefined
    : { request: ticket.about, who, openedOn: state.copyOpenedOn, until: ticket.until }
}

const show: PublicPage = async (asked) => {
  const granted = await grantedBy(asked)
  if (!granted) return undefined
  if (granted.openedOn !== undefined) return over
  return {
    title: 'The copy of your data',
    content: (
      <>
        <Heading>The copy of what we keep about you</Heading>
        <Paragraph>
          You asked to see what we keep about you. The next page shows all of it, and lets you save it as a file.
        </Paragraph>
        <Inset>
          It opens once: save or print it there. Open it where nobody looks over your shoulder
          {granted.until === undefined ? null : (
            <>
              , and no later than <OnDay day={granted.until} />
            </>
          )}
          .
        </Inset>
        <Act button="Open the copy" />
      </>
    ),
  }
}

const act: PublicPage = async (asked) => {
  const granted = await grantedBy(asked)
  if (!granted) return undefined
  if (granted.openedOn !== undefined) return over
  // Made first: what fails while it is made must not use up the link. Of two at once only one is shown what it made.
  const { copy } = await copyFor(asked.tools, granted.who)
  const doing = doingBy(asked, granted.who, 'copy')
  if (isRefused(await actOn(asked.tools, requestDecider, granted.request, { do: 'open-copy' }, doing))) return over
  return {
    title: 'The copy of your data',
    json: copyAsJson(copy),
    isWide: true,
    content: (
      <>
        <Heading>What we keep about you</Heading>
        <div class="app-screen-only">
          <Inset>This page opens once. Save or print it now: the link leads here no more.</Inset>
        </div>
        <AccessCopyPage copy={copy} file={copyAsAddress(copy)} />
      </>
    ),
  }
}

const over: PublicShown = {
  title: 'This copy has been opened already',
  status: 410,
  content: (
    <>
      <Heading>This copy has been opened already</Heading>
      <Paragraph>
        The link opens once. If you could not save the copy, or it was not you who opened it, write to us in any words:
        the address is below. You may ask for another copy at any time.
      </Paragraph>
    </>
  ),
}

export const copyPage: PublicRoute = { route: linkRoute('copy'), show, act }
