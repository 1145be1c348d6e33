/** What the pages about the body's letters have in common: the ways between them, previews, and forms that were sent. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type CommandName, commands } from '../../../events/commands.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { Conflict, type Doing, type Outcome } from '../../../shared/log/act.ts'
import { addressOf, Link } from '../../../shared/pages/parts.tsx'
import { asOpened, changedMeanwhile } from '../do/two-people.ts'
import type { Answer, Asked, Sent, Shown } from '../page.ts'
import { roleNames } from '../words.ts'
import { mayNot } from './stop.tsx'

const ways = [
  { path: '/letters', name: 'All letters' },
  { path: '/letters/next', name: 'What leaves next' },
  { path: '/letters/words', name: 'Letters we write' },
  { path: '/letters/letterhead', name: 'Letterhead' },
  { path: '/letters/bulletins', name: 'Bulletins' },
] as const

/** The ways between the pages about letters. */
export function LetterWays({ here }: { readonly here: string }): JSX.Element {
  return (
    <nav aria-label="Letters" class="app-screen-only">
      <ul class="govuk-list app-list-inline">
        {ways.map(({ path, name }) => (
          <li class="govuk-body">
            {path === here ? <strong aria-current="page">{name}</strong> : <Link href={path}>{name}</Link>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function kindPath(kind: string): string {
  return `/letters/words/${kind}`
}

export function bulletinPath(id: string): string {
  return `/letters/bulletins/${encodeURIComponent(id)}`
}

/** A letter as mail programs show it, on a desk and on a telephone; each in a box of its own, without rights. */
export function MailFrames({ src, title }: { readonly src: string; readonly title: string }): JSX.Element {
  return (
    <div class="app-frames app-screen-only">
      {[
        { on: 'on a desk', width: '690' },
        { on: 'on a telephone', width: '345' },
      ].map(({ on, width }) => (
        <figure class="app-frames__one">
          <figcaption class="govuk-body-s">
            {title} {on}
          </figcaption>
          <iframe class="app-frame" src={src} title={`${title}, ${on}`} width={width} height="620" sandbox="" />
        </figure>
      ))}
    </div>
  )
}

/** Whether a caller may do what a command does. */
export function may({ caller }: Pick<Asked, 'caller'>, command: CommandName): boolean {
  const roles: readonly StaffRole[] = commands[command].roles
  return roles.includes(caller.role)
}

/** The page that says who may. */
export function whyMayNot(command: CommandName): Shown {
  const roles: readonly StaffRole[] = commands[command].roles
  return mayNot(
    `${commands[command].sentence} This is for these roles: ${roles.map((role) => roleNames[role]).join(', ')}.`,
  )
}

interface Deed {
  readonly command: CommandName
  /** Where it leads when it is done. */
  readonly back: string
  /** What was sent, where its form carries the version it was opened at. */
  readonly sent?: Sent
  /** Draws the page again with what did not go: 422 by a rule, 409 because somebody else was first. */
  readonly again: (sentence: string, status: 409 | 422) => Promise<Answer> | Answer
}

/** Does what a form of these pages asks: by role, and with the rule's own sentence where it says no. */
export async function perform(
  asked: Asked,
  { command, back, sent = {}, again }: Deed,
  deed: (doing: Doing) => Promise<Outcome<object>>,
): Promise<Answer> {
  if (!may(asked, command)) return whyMayNot(command)
  const doing = { by: asked.caller.id, because: 'console', trace: asked.trace, ...asOpened(sent) }
  try {
    const done = await deed(doing)
    if ('refused' in done) return again(done.detail, 422)
    const { stream, version, events } = done
    return { to: addressOf(back, events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` }) }
  } catch (thrown) {
    if (!(thrown instanceof Conflict)) throw thrown
    return again(changedMeanwhile, 409)
  }
}
