/** How far the copy got that answers a request for access: its link, and when it was opened or runs out. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addDays } from '../../events/kernel/day.ts'
import { answerMatter } from '../../events/letter/answers.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { copyDays } from '../../events/request/copy.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import { letterStream } from '../../shared/deeds/tools.ts'
import { loadStream } from '../../shared/log/act.ts'
import { OnDay } from '../../shared/pages/day.tsx'
import { Link } from '../../shared/pages/parts.tsx'
import { letterPath } from './entries.tsx'
import type { ConsoleTools } from './tools.ts'

/** Undefined for a request that has no copy: it asks for something else, or nobody is known whose it is. */
export async function copyFact(
  tools: ConsoleTools,
  stream: string,
  request: PersonsRequest,
  at: string,
): Promise<JSX.Element | undefined> {
  if (request.kind !== 'access' || request.contact === undefined) return undefined
  return (
    <>
      <Link href={at}>See what the person is shown</Link>
      {request.state === 'answered' ? await linkSaid(tools, stream, request, request.contact) : null}
    </>
  )
}

async function linkSaid(
  tools: ConsoleTools,
  stream: string,
  { decidedOn, copyOpenedOn }: PersonsRequest,
  contact: string,
): Promise<JSX.Element> {
  if (copyOpenedOn !== undefined)
    return (
      <>
        . Opened on <OnDay day={copyOpenedOn} />
      </>
    )
  const letter = letterStream(contact, answerMatter(stream))
  const { state } = (await loadStream(tools.log, letterDecider, letter)).state
  if (decidedOn === undefined) return <>. It was answered before there was a link to it</>
  const until = addDays(decidedOn, copyDays)
  const isOver = tools.world().today > until
  return (
    <>
      . {state === 'none' ? 'No link was sent yet' : <Link href={letterPath(letter)}>{saidOf(state)}</Link>}; nobody has
      opened it, and it {isOver ? 'ran' : 'runs'} out on <OnDay day={until} />
    </>
  )
}

function saidOf(state: string): string {
  if (state === 'withheld') return 'The link was not sent'
  return state === 'sent' || state === 'delivered' ? 'The link was sent' : 'The link waits to arrive'
}
