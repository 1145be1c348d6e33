/** The answer to whether a mail was theirs (DOMAIN C5): each of the two links says one thing, and acts by its button alone. */
import { readAnswer } from '../../../shared/deeds/answers.ts'
import { answerWasThisYou, stillTheirs } from '../../../shared/deeds/rights.ts'
import { linkRoute } from '../../../shared/links/links.ts'
import { Heading, Paragraph } from '../../../shared/pages/parts.tsx'
import { doingBy, opened } from '../opened.ts'
import type { PublicAsked, PublicPage, PublicShown } from '../page.tsx'
import { Act, sayLetters } from '../parts.tsx'
import type { PublicRoute } from '../route.ts'

async function saidBy(asked: PublicAsked) {
  const ticket = await opened(asked, 'was-this-you')
  const said = ticket?.matter === undefined ? undefined : readAnswer(ticket.matter)
  if (!ticket || !said) return undefined
  // To stop goes on from any letter of theirs; to let letters go on, only from where they are written to now.
  const { about: contact, sentTo } = ticket
  const theirs = await stillTheirs(asked.tools, contact, said.answer === 'keep' ? sentTo : undefined)
  return theirs === undefined ? undefined : { contact, ...said }
}

const show: PublicPage = async (asked) => {
  const said = await saidBy(asked)
  if (!said) return undefined
  const letters = sayLetters(said.purposes)
  if (said.answer === 'withdraw')
    return {
      title: 'Stop letters',
      content: (
        <>
          <Heading>Yes, it was me</Heading>
          <Paragraph>One click, and we send you no more {sayLetters(said.purposes, 'or')}.</Paragraph>
          <Act button="Stop these letters" />
          <Paragraph>If it was not you, close this page and follow the other link in the letter.</Paragraph>
        </>
      ),
    }
  return {
    title: 'Let letters go on',
    content: (
      <>
        <Heading>No, let letters go on</Heading>
        <Paragraph>One click, and {letters} go on as before. We will look into who wrote to us in your name.</Paragraph>
        <Act button="Let letters go on" />
      </>
    ),
  }
}

const act: PublicPage = async (asked) => {
  const said = await saidBy(asked)
  if (!said) return undefined
  const came = await answerWasThisYou(asked.tools, said, doingBy(asked, said.contact, 'was-this-you'))
  if (said.answer === 'withdraw') return stopped(sayLetters(said.purposes, 'or'))
  return came === 'answered' ? goOn : over
}

function stopped(letters: string): PublicShown {
  return {
    title: 'Letters are stopped',
    content: (
      <>
        <Heading>We will send you no more {letters}</Heading>
        <Paragraph>
          Thank you. It took effect at once. We will send one last letter to confirm it, with a link to undo it.
        </Paragraph>
      </>
    ),
  }
}

const goOn: PublicShown = {
  title: 'Letters go on',
  content: (
    <>
      <Heading>Letters go on</Heading>
      <Paragraph>Thank you. Nothing was changed, and letters to you go on as before.</Paragraph>
    </>
  ),
}

const over: PublicShown = {
  title: 'This has been answered already',
  status: 410,
  content: (
    <>
      <Heading>This has been answered already</Heading>
      <Paragraph>Or its time is over. Nothing was changed now: what you last told us stands.</Paragraph>
    </>
  ),
}

export const wasThisYouPage: PublicRoute = { route: linkRoute('was-this-you'), show, act }
