/** Every value an admin may change: what it means, what it is, what it was, and what would move if it changed. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { addMinutes } from '../../../events/kernel/day.ts'
import { defaultSettings, isSettingName, type SettingName, settingNames } from '../../../events/kernel/settings.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { meanings } from '../../../events/settings/meanings.ts'
import { readValue, settingsIf } from '../../../events/settings/values.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { readStanding } from '../../../shared/log/standing.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Facts, Heading, Link, Paragraph, Section, Tag } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { asOpened, changedMeanwhile, openedAnew, unlessChanged, versionField } from '../do/two-people.ts'
import type { Answer, Asked, Page, Sent, Shown } from '../page.ts'
import { sayValue, sendingNames, unitHints } from '../words-settings.ts'
import { historySection } from './history.tsx'
import { movesSection } from './moves.tsx'
import { mayNot, notFound } from './stop.tsx'

export const part = '/settings'
export const crumb = { name: 'Settings', href: part }

export function settingPath(name: string): string {
  return `${part}/${encodeURIComponent(name)}`
}

export function mayChange({ caller }: Asked): boolean {
  return commands['change-setting'].roles.some((role) => role === caller.role)
}

/** Said where a form would stand. */
export function OnlyAdmins(): JSX.Element {
  return <Paragraph>Only an admin may change it.</Paragraph>
}

export const settingsPage: Page = async (asked) => {
  const { tools } = asked
  const { settings } = await readStanding(tools.log)
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  const { tone, words } = sendingNames[state.sending]
  return {
    title: 'Settings',
    part,
    content: (
      <>
        <Heading>Settings</Heading>
        <Facts
          facts={[
            {
              key: 'Letters',
              value: (
                <>
                  Sending is <Tag tone={tone}>{words}</Tag>{' '}
                  <Link href="/settings/sending">See what waits, switch it, pause letters</Link>
                </>
              ),
            },
            {
              key: 'Calendars',
              value: <Link href="/settings/calendar">Bank holidays, closures and terms of each nation</Link>,
            },
          ]}
        />
        <Table
          caption="Values of the rules"
          rows={settingNames()}
          columns={[
            {
              head: 'Setting',
              names: true,
              cell: (name) => (
                <>
                  <Link href={settingPath(name)}>{meanings[name].title}</Link>
                  <p class="govuk-body-s app-quiet govuk-!-margin-bottom-0">{meanings[name].means}</p>
                </>
              ),
            },
            { head: 'Value', cell: (name) => sayValue(name, settings[name]) },
            { head: 'Rule', cell: (name) => meanings[name].rule },
          ]}
        />
        {await historySection(asked, settingsStream)}
      </>
    ),
  }
}

/** The page of one setting, as it is opened. */
export async function settingPage(asked: Asked, name: string): Promise<Answer> {
  if (!isSettingName(name)) return notFound('setting')
  return drawSetting(asked, name, {})
}

interface Said {
  readonly values?: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: NonNullable<Shown['status']>
  readonly moves?: JSX.Element
}

async function drawSetting(asked: Asked, name: SettingName, said: Said): Promise<Shown> {
  const { settings } = await readStanding(asked.tools.log)
  const head = await asked.tools.log.head(settingsStream)
  const { title, means, rule } = meanings[name]
  const fields = [
    ...fieldsOf(name, said, formValue(settings[name])),
    ...versionField(head?.body.version ?? 0, said.values),
  ]
  return {
    title,
    part,
    ...(said.status && { status: said.status }),
    content: (
      <>
        <Breadcrumbs crumbs={[crumb]} />
        <Problems fields={fields} sentence={said.sentence} meanwhile={said.status === 409} />
        <Heading above="Setting">{title}</Heading>
        <Paragraph>{means}</Paragraph>
        <Facts
          facts={[
            { key: 'It is', value: sayValue(name, settings[name]) },
            { key: 'When nobody changes it', value: sayValue(name, defaultSettings[name]) },
            { key: 'Rule', value: rule },
          ]}
        />
        {said.moves ?? null}
        {mayChange(asked) ? (
          <Section title="Change it">
            <Form
              action={settingPath(name)}
              token={asked.token}
              fields={fields}
              button="Change it"
              look={{ value: 'look', words: 'See what would move' }}
              back={part}
            />
          </Section>
        ) : (
          <OnlyAdmins />
        )}
        {await historySection(asked, settingsStream, ({ data }) => data.name === name)}
      </>
    ),
  }
}

function formValue(value: number | boolean | readonly number[]): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

function fieldsOf(name: SettingName, { values, problems = {} }: Said, standing: string): Field[] {
  const isYesOrNo = meanings[name].unit === 'yes-or-no'
  const field = { name: 'value', label: 'New value', value: values?.value ?? standing, problem: problems.value }
  const options = [
    { value: 'true', label: 'Yes' },
    { value: 'false', label: 'No' },
  ]
  const isList = typeof defaultSettings[name] === 'object'
  return [
    isYesOrNo
      ? { ...field, is: 'radios', options }
      : { ...field, is: isList ? 'text' : 'number', hint: unitHints(name) },
    {
      is: 'long-text',
      name: 'reason',
      label: 'Reason',
      hint: 'Kept with this change; admins and coordinators see it',
      value: values?.reason,
      problem: problems.reason,
    },
  ]
}

/** The rule knows a setting by the name the API has for it; people know its title. */
function inWords(name: SettingName, sentence: string): string {
  return sentence.replace(`The setting ${name}`, `“${meanings[name].title}”`)
}

/** Answers the form of a setting: shows what would move, or changes it. */
export async function sendSetting(asked: Asked, name: string, sent: Sent): Promise<Answer> {
  if (!isSettingName(name)) return notFound('setting')
  if (!mayChange(asked)) return mayNot('Settings are changed by admins.')
  const { tools, caller, trace } = asked
  const value = readValue(name, sent.value ?? '')
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  const settings = settingsIf({ name, value }, state)
  if ('refused' in settings)
    return drawSetting(asked, name, { values: sent, sentence: inWords(name, settings.detail), status: 422 })
  if (sent.do === 'look') {
    const moves = await movesSection(tools, { calendar: tools.world().calendar, settings })
    return drawSetting(asked, name, { values: sent, moves })
  }
  if (sent.reason === undefined)
    return drawSetting(asked, name, { values: sent, problems: { reason: 'Is needed' }, status: 400 })
  const reason = await tools.vault.putNote(sent.reason, settingsStream, addMinutes(tools.world().now, vaultWaits))
  const doing = { by: caller.id, because: 'console', trace, ...asOpened(sent) }
  const command = { do: 'change-setting', name, value, reason } as const
  const done = await unlessChanged(act(tools, settingsDecider, settingsStream, command, doing))
  if (done === 'changed')
    return drawSetting(asked, name, { values: openedAnew(sent), sentence: changedMeanwhile, status: 409 })
  if ('refused' in done)
    return drawSetting(asked, name, { values: sent, sentence: inWords(name, done.detail), status: 422 })
  await tools.look('POST')
  const { stream, version, events } = done
  return { to: addressOf(settingPath(name), events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` }) }
}
