/** The day at a glance: what is due, what waits, whether letters leave; each figure leads to its list. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { daysDecider, daysStream, overdueAt } from '../../../events/days/decide.ts'
import { type Switchboard, settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { readDeadLetters, readLetters, readReviews, readTasks } from '../../../shared/board/reads/lists.ts'
import type { Ask, Page as PageOf } from '../../../shared/board/reads/page.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { sayShortDay } from '../../../shared/pages/day.tsx'
import { addressOf, Heading, Link, Paragraph, Section, Tag } from '../../../shared/pages/parts.tsx'
import type { Page } from '../page.ts'
import { sendingNames } from '../words-settings.ts'

/** Beyond this a figure says "more than": nobody works through a list of that length in a day. */
const most = 1000

interface Figure {
  readonly words: string
  readonly href: string
  readonly count: number
  /** Somebody should act when it is not zero. */
  readonly act: boolean
}

export const todayPage: Page = async ({ tools }) => {
  const { board } = tools
  const { today } = tools.world()
  const reviews = (filters: { state: 'open' | 'booked' | 'overdue' | 'grace-ended'; within?: number }) =>
    count((ask) => readReviews(board, { ...filters, today }, ask))
  const letters = (state: 'held' | 'uncertain' | 'bounced') => count((ask) => readLetters(board, { state }, ask))
  const tasks = (about?: string) =>
    count(async (ask) => {
      const page = await readTasks(board, { state: 'open' }, ask)
      return { ...page, items: page.items.filter((task) => about === undefined || task.about === about) }
    })
  const couldNotBeDone = () => count((ask) => readDeadLetters(board, { state: 'waiting' }, ask))
  const { state: days } = await loadStream(tools.log, daysDecider, daysStream)
  const requests = await tasks('request-open')
  const late = overdueAt(tools.world().now, days)
  const [switches, undone, dueSoon, overdue, graceEnded, booked, open, unreachable, held, uncertain, bounced] =
    await Promise.all([
      loadStream(tools.log, settingsDecider, settingsStream),
      couldNotBeDone(),
      reviews({ state: 'open', within: 7 }),
      reviews({ state: 'overdue' }),
      reviews({ state: 'grace-ended' }),
      reviews({ state: 'booked' }),
      tasks(),
      tasks('school-unreachable'),
      letters('held'),
      letters('uncertain'),
      letters('bounced'),
    ])
  return {
    title: 'Today',
    part: '/',
    content: (
      <>
        <Heading>Today, {sayShortDay(today)}</Heading>
        <MorningOverdue overdue={late} />
        <Section title="Reviews">
          <Figures
            figures={[
              {
                words: 'Due in the next 7 days, no visit booked',
                href: addressOf('/reviews', { state: 'open', within: '7' }),
                count: dueSoon,
                act: true,
              },
              { words: 'Overdue', href: '/reviews?state=overdue', count: overdue, act: true },
              { words: 'Time of grace ended', href: '/reviews?state=grace-ended', count: graceEnded, act: true },
              { words: 'Visits booked', href: '/reviews?state=booked', count: booked, act: false },
            ]}
          />
        </Section>
        <Section title="Waiting for a person">
          <Figures
            figures={[
              { words: 'Open tasks', href: '/tasks', count: open, act: true },
              {
                words: 'Schools nobody can write to',
                href: '/tasks?about=school-unreachable',
                count: unreachable,
                act: true,
              },
              { words: 'Requests about own data', href: '/requests', count: requests, act: true },
              { words: 'Could not be done in several tries', href: '/dead-letters', count: undone, act: true },
            ]}
          />
        </Section>
        <Section title="Letters">
          <Sending switches={switches.state} />
          <Figures
            figures={[
              { words: 'Held', href: '/letters?state=held', count: held, act: true },
              { words: 'Not certain whether they left', href: '/letters?state=uncertain', count: uncertain, act: true },
              { words: 'Came back', href: '/letters?state=bounced', count: bounced, act: false },
            ]}
          />
        </Section>
      </>
    ),
  }
}

async function count<T>(read: (ask: Ask) => Promise<PageOf<T>>): Promise<number> {
  let [sum, after]: [number, string | undefined] = [0, undefined]
  do {
    const page: PageOf<T> = await read({ limit: 200, after })
    sum += page.items.length
    after = page.next
  } while (after !== undefined && sum <= most)
  return sum
}

/** The dead-man's switch, where nobody hears alarms: the morning that did not come is said on the first page. */
function MorningOverdue({ overdue }: { readonly overdue: ReturnType<typeof overdueAt> }): JSX.Element | null {
  if (!overdue.morning && !overdue.wakes) return null
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        {overdue.morning
          ? 'Today has not begun: no reminder of today has left. It is made up for as soon as the quarter-hourly run goes again.'
          : 'The morning’s work is not done: some reminders of today may not have left yet.'}
      </strong>
    </div>
  )
}

function Figures({ figures }: { readonly figures: readonly Figure[] }): JSX.Element {
  return (
    <ul class="app-figures govuk-body">
      {figures.map(({ words, href, count, act }) => (
        <li class={`app-figure${count === 0 ? ' app-figure--none' : act ? ' app-figure--act' : ''}`}>
          <span class="app-figure__number">{count > most ? `${most}+` : count}</span>
          <a class="govuk-link" href={href}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Sending({ switches }: { readonly switches: Switchboard }): JSX.Element {
  const { tone, words, meaning } = sendingNames[switches.sending]
  const paused = switches.pausedSchools.length
  return (
    <>
      <Paragraph>
        Sending: <Tag tone={tone}>{words}</Tag> {meaning} <Link href="/settings/sending">See what waits</Link>
      </Paragraph>
      {switches.allPaused ? <Paragraph>Letters to all schools are paused by a member of staff.</Paragraph> : null}
      {paused === 0 ? null : (
        <Paragraph>Letters to {paused === 1 ? 'one school are' : `${paused} schools are`} paused.</Paragraph>
      )}
    </>
  )
}
