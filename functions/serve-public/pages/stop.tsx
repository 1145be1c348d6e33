/**
 * One click stops letters of one purpose (RFC 8058, DOMAIN C4). A mail program sends the form by itself, without cookies;
 * a person finds one button. What is shown is the same for everybody: it says nothing of whose link it is.
 */
import { withdrawFor } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, opened } from '../opened.ts'
import type { PublicPage } from '../page.tsx'
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
  service: 'What you agreed to about news is not touched by it.',
  news: 'Letters about your school’s award are not touched by it.',
} as const

const act: PublicPage = async (asked) => {
  const ticket = await opened(asked, 'unsubscribe')
  if (!ticket?.purpose) return undefined
  const { about: contact, purpose } = ticket
  const doing = doingBy(asked, contact, 'unsubscribe')
  await withdrawFor(asked.tools, { contact, purposes: [purpose], how: 'one-click' }, doing)
  return {
    title: 'Letters are stopped',
    content: (
      <>
        <Heading>We will send you no more {lettersOf[purpose]}</Heading>
        <Paragraph>It took effect at once, and it stays so.</Paragraph>
        <Paragraph>
          A last letter confirms it. If this was a mistake, that letter has a link that undoes it. {others[purpose]}
        </Paragraph>
      </>
    ),
  }
}

export const stopPage: PublicRoute = { route: linkRoute('unsubscribe'), show, act }
