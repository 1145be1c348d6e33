/** Keeps the figures as a page, with the day and the machine they were measured on. */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { amount, type Figure, holds, sayLimit } from './figure.ts'

const docs = resolve(import.meta.dirname, '../../docs')

/** Where figures are kept, and the command that measures them. */
interface Kept {
  readonly page: string
  readonly title: string
  readonly command: string
}

/** Taken by command, where somebody did. */
const longLogPage = 'figures-of-a-long-log.md'

export const allFigures: Kept = {
  page: 'figures.md',
  title: 'Figures',
  command: 'npm run bench -- --write',
}

/** A log of so many events takes minutes to load: its figures are taken by command, and kept apart. */
export function ofLongLog(events: string): Kept {
  return {
    page: longLogPage,
    title: 'Figures of a long log',
    command: `npm run bench -- --only log --events ${events} --write`,
  }
}

export function keepFigures(figures: readonly Figure[], machine: string, { page, title, command }: Kept): void {
  const row = (figure: Figure) => {
    const { name, measured, limit, how } = figure
    const kept = limit ? (holds(figure) ? 'kept' : '**missed**') : ''
    return `| ${[name, amount(figure, measured), limit ? sayLimit(figure) : '', kept, how].map(cell).join(' | ')} |`
  }
  const hasLongLog = page !== longLogPage && existsSync(resolve(docs, longLogPage))
  const after = hasLongLog ? `The log page over a longer log: [${longLogPage}](${longLogPage}).\n\n` : ''
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(
    resolve(docs, page),
    `# ${title}

Measured on ${day} by \`${command}\` with ${machine}. What each means, and how it is taken, stands in
\`test/bench/\`; \`npm run bench -- --check\` measures them anew and fails when one is missed.

${after}| Figure | Measured | Limit | | How |
|---|---|---|---|---|
${figures.map(row).join('\n')}
`,
  )
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
