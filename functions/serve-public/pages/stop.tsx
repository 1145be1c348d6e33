/**
 * One click stops letters of one purpose (RFC 8058, DOMAIN C4). A mail program sends the form by itself, without cookies;
 * a person finds one button. What is shown is the same for everybody: it says nothing of whose link it is.
 */
import { stopByLink } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, opened } from '../opened.ts'
import type { PublicPage, PublicShown } from '../page.tsx'
import { Act, lettersOf } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

const show: PublicPage = async (asked) => {
  const purpose = (await opened(asked, 'unsubscribe'))?.purpose
  if (!purpose) return undefined
  return {
    title: 'Stop letters',
    content: (
      <>
        <Heading>Stop {lettersOf[purpose]}</Heading>
        <Paragraph>One click, and we send you no more {lettersOf[purpose]}. You need not give a reason.</Paragraph>
        <Act button={`Stop ${lettersOf[purpose]}`} />
        <Paragraph>{others[purpose]}</Paragraph>
      </>
    ),
  }
}

const others = {
  service: 'This does not change what you agreed to about news.',
  news: 'This does not change letters about your school’s award.',
} as const

const act: PublicPage = async (asked) => {
  const ticket = await opened(asked, 'unsubscribe')
  if (!ticket?.purpose) return undefined
  const { about: contact, purpose, sentTo } = ticket
  const doing = doingBy(asked, contact, 'unsubscribe')
  const came = await stopByLink(asked.tools, { contact, purpose, sentTo }, doing)
  if (came === 'no-longer-theirs') return nothingToStop
  return {
    title: 'Letters are stopped',
    content: (
      <>
        <Heading>We will send you no more {lettersOf[purpose]}</Heading>
        <Paragraph>It took effect at once, and it stays so.</Paragraph>
        <Paragraph>
          We will send one last letter to confirm it. If this was a mistake, that letter has a link to undo it.{' '}
          {others[purpose]}
        </Paragraph>
      </>
    ),
  }
}

/** Nothing is said of who has the mailbox now; their own letters have links of their own. */
const nothingToStop: PublicShown = {
  title: 'There is nothing to stop',
  content: (
    <>
      <Heading>There is nothing to stop by this link</Heading>
      <Paragraph>
        We no longer write to the person this letter was for at the address it went to, so nothing was changed.
      </Paragraph>
      <Paragraph>
        If you get letters from us and want them to stop, follow the link in the latest of them, or write to us in any
        words: the address is below.
      </Paragraph>
    </>
  ),
}

export const stopPage: PublicRoute = { route: linkRoute('unsubscribe'), show, act }
