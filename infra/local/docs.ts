/** `npm run docs`: writes docs/events.md from the catalogue and the commands; `--check` only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { allEvents } from '../../events/catalogue.ts'
import { commands } from '../../events/commands.ts'
import type { FactDefinition } from '../../events/kernel/facts.ts'

const path = fileURLToPath(new URL('../../docs/events.md', import.meta.url))

/** The page, as it must stand. */
export function eventsPage(): string {
  const kinds = [...new Set(allEvents.map(({ kind }) => kind))]
  const events = kinds.flatMap((kind) => [
    `\n### ${kind}\n`,
    '| Event | Version | Data |',
    '|---|---|---|',
    ...allEvents
      .filter((event) => event.kind === kind)
      .map(({ type, definition }) => `| \`${type}\` | ${definition.v} | ${fieldsOf(definition)} |`),
  ])
  const rows = Object.entries(commands).map(
    ([name, { stream, roles, sentence }]) => `| \`${name}\` | ${stream} | ${roles.join(', ')} | ${sentence} |`,
  )
  return [
    '# Events and commands',
    '',
    'Generated from `events/catalogue.ts` and `events/commands.ts` by `npm run docs`; a check fails when it is stale.',
    '',
    '## Events',
    '',
    'An event holds ids, references, days, instants, hashes, choices, and public text about a school; names, addresses and',
    'free text are in the vault, and an event that needs one holds its id. `?` marks what may be missing.',
    ...events,
    '',
    '## Commands',
    '',
    '| Command | Decided on | Who may | What it does |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function fieldsOf({ data }: FactDefinition): string {
  const fields = Object.entries(data.shape).map(
    ([name, schema]) => `${name}${schema instanceof z.ZodOptional ? '?' : ''}`,
  )
  return fields.join(', ') || 'none'
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = eventsPage()
  if (!process.argv.includes('--check')) writeFileSync(path, fresh)
  else if (readFileSync(path, 'utf8') !== fresh) {
    console.error('docs/events.md is stale: run npm run docs')
    process.exitCode = 1
  }
}
