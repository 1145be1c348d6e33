/** Proves that a request is theirs: the link went to the address on file, and works once (DOMAIN C5). It shows nothing of what is kept. */
import { proveRequest, stillTheirs, whoAsks } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, opened } from '../opened.ts'
import type { PublicAsked, PublicPage, PublicShown } from '../page.tsx'
import { Act } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

/** The link proves nothing when the address it went to is no longer that of the person who asked. */
async function requestOf(asked: PublicAsked): Promise<string | undefined> {
  const ticket = await opened(asked, 'confirm')
  const contact = ticket && (await whoAsks(asked.tools, ticket.about))
  const theirs = contact && (await stillTheirs(asked.tools, contact, ticket.sentTo))
  return theirs === undefined ? undefined : ticket?.about
}

const show: PublicPage = async (asked) => {
  if ((await requestOf(asked)) === undefined) return undefined
  return {
    title: 'Confirm your request',
    content: (
      <>
        <Heading>Confirm that it was you who asked</Heading>
        <Paragraph>
          We were asked, in your name, for something about the data we keep about you. If it was you, please confirm it.
        </Paragraph>
        <Act button="Yes, I asked for this" />
        <Paragraph>If it was not you, simply close this page: nothing is handed out and nothing is changed.</Paragraph>
      </>
    ),
  }
}

const act: PublicPage = async (asked) => {
  const request = await requestOf(asked)
  if (request === undefined) return undefined
  const came = await proveRequest(asked.tools, request, doingBy(asked, 'system', 'confirm'))
  return came === 'proved' ? proved : over
}

const proved: PublicShown = {
  title: 'Thank you',
  content: (
    <>
      <Heading>Thank you</Heading>
      <Paragraph>We know now that it was you. We will write to tell you by when you will have our answer.</Paragraph>
    </>
  ),
}

const over: PublicShown = {
  title: 'This has been confirmed already',
  status: 410,
  content: (
    <>
      <Heading>This has been confirmed already</Heading>
      <Paragraph>Or the request has been decided meanwhile. You need not do anything.</Paragraph>
    </>
  ),
}

export const confirmPage: PublicRoute = { route: linkRoute('confirm'), show, act }
