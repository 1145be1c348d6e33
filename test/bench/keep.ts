/** Keeps the figures as a page, with the day and the machine they were measured on. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { amount, type Figure, holds, sayLimit } from './figure.ts'

const page = resolve(import.meta.dirname, '../../docs/figures.md')

export function keepFigures(figures: readonly Figure[], machine: string): void {
  const row = (figure: Figure) => {
    const { name, measured, limit, how } = figure
    const kept = limit ? (holds(figure) ? 'kept' : '**missed**') : ''
    return `| ${[name, amount(figure, measured), limit ? sayLimit(figure) : '', kept, how].map(cell).join(' | ')} |`
  }
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(
    page,
    `# Figures

Measured on ${day} by \`npm run bench -- --write\` with ${machine}. What each means, and how it is taken, stands in
\`test/bench/\`; \`npm run bench -- --check\` measures them anew and fails when one is missed.

| Figure | Measured | Limit | | How |
|---|---|---|---|---|
${figures.map(row).join('\n')}
`,
  )
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
