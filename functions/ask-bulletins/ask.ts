/**
 * A bulletin that was ordered is asked for, one page of the contacts at a time: a letter to each who agreed to news, and
 * then the fact that this page is done, which calls for the next. What breaks off goes on from the last page, and nobody
 * gets two (C2).
 */
import { type Bulletin, bulletinDecider } from '../../events/bulletin/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { type NewsRecipient, newsPage } from '../../shared/deeds/bulletins.ts'
import { askContact } from '../../shared/deeds/letters.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'

export interface BulletinTools extends DeedTools {
  readonly board: Board
}

/** Contacts of a page: some seconds' work, far below what the function is given. */
export const contactsOfPage = 100

/** Follows `BulletinOrdered` and `BulletinPageAsked`: asks for the page at which the bulletin stands. */
export async function askBulletin(tools: BulletinTools, event: Published): Promise<void> {
  const { state } = await loadStream(tools.log, bulletinDecider, event.stream)
  if (state.state !== 'sending') return
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  const { recipients, next } = await newsPage(tools, state.place, contactsOfPage)
  const those = recipients.filter(({ why }) => why === undefined)
  for (const recipient of those) await askOne(tools, event, state, recipient, doing)
  await act(
    tools,
    bulletinDecider,
    event.stream,
    { do: 'note-page', from: state.place, to: next, asked: those.length, passedOver: recipients.length - those.length },
    doing,
  )
}

function askOne(
  tools: BulletinTools,
  { stream, id, at }: Published,
  { version }: Bulletin,
  { card }: NewsRecipient,
  doing: Doing,
): Promise<void> {
  const bulletin = stream.slice('bulletin#'.length)
  const draft = {
    kind: 'bulletin',
    purpose: 'news',
    matter: `bulletin|${bulletin}`,
    cause: id,
    causedAt: at,
    facts: { bulletin, bulletinVersion: version },
  } as const
  const roles = card.schools.map(({ role }) => role)
  return askContact(tools, `contact#${card.id}`, roles, draft, doing)
}
