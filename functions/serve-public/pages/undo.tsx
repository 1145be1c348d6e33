/** Undoes a withdrawal: once, for a month, and not after a later word (DOMAIN C4). The link went to the address on file alone. */
import { undoWithdrawal } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, openedByThem } from '../opened.ts'
import type { PublicPage, PublicShown } from '../page.tsx'
import { Act } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

const show: PublicPage = async (asked) => {
  if (!(await openedByThem(asked, 'undo'))) return undefined
  return {
    title: 'Undo a withdrawal',
    content: (
      <>
        <Heading>Go on hearing from us</Heading>
        <Paragraph>
          You asked us to stop letters, and we did. One click undoes it: what you had agreed to stands again.
        </Paragraph>
        <Act button="Undo it" />
        <Paragraph>If you want letters to stay stopped, simply close this page.</Paragraph>
      </>
    ),
  }
}

const act: PublicPage = async (asked) => {
  const ticket = await openedByThem(asked, 'undo')
  if (ticket?.matter === undefined) return undefined
  const { about: contact, matter: withdrawal } = ticket
  const came = await undoWithdrawal(asked.tools, { contact, withdrawal }, doingBy(asked, contact, 'undo'))
  return came === 'undone' ? undone : over
}

const undone: PublicShown = {
  title: 'It is undone',
  content: (
    <>
      <Heading>It is undone</Heading>
      <Paragraph>What you had agreed to stands again, as before. We will write to confirm what is noted.</Paragraph>
    </>
  ),
}

const over: PublicShown = {
  title: 'Nothing was changed',
  status: 410,
  content: (
    <>
      <Heading>Nothing was changed</Heading>
      <Paragraph>
        This link works once only, and not after you have told us something else since: your latest word stands. If you
        want to hear from us, write to us in any words.
      </Paragraph>
    </>
  ),
}

export const undoPage: PublicRoute = { route: linkRoute('undo'), show, act }
