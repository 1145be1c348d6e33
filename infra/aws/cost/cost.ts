/**
 * `npm run cost`: what a month costs at 1,000 to 1,000,000 schools, from what was measured.
 *
 *     npm run cost -- --schools 2500   at another number
 *     npm run cost -- --json           as JSON
 *     npm run cost -- --write          counts what stands in the template anew, and keeps the bill in docs/cost.md
 *
 * `npm run measure-cost` measures anew.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { billOf } from './bill.ts'
import { readMeasured } from './measured.ts'
import { costPage } from './page.ts'
import { sayBills } from './say.ts'
import { countStanding, readStanding, type Standing, standingPath } from './standing.ts'
import { usualSizes } from './words.ts'

const page = fileURLToPath(new URL('../../../docs/cost.md', import.meta.url))

const { values: flags } = parseArgs({
  options: {
    schools: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})

const sizes = flags.schools?.map(numberOfSchools) ?? usualSizes
const measured = readMeasured()
const standing = flags.write ? await countAnew() : readStanding()
const bills = sizes.map((schools) => billOf(schools, measured, standing))
console.log(
  flags.json ? JSON.stringify({ measured: measured.on, standing, bills }, null, 2) : sayBills(bills, measured),
)
if (flags.write) writeFileSync(page, costPage(measured, standing))

/** Counts what stands in the template, and keeps it. Making the template takes seconds, so it is made here alone. */
async function countAnew(): Promise<Standing> {
  const { synthesise } = await import('./template.ts')
  const { resources, prefix } = synthesise()
  const counted = countStanding(resources, prefix)
  writeFileSync(standingPath, `${JSON.stringify(counted, null, 2)}\n`)
  return counted
}

function numberOfSchools(text: string): number {
  const schools = Number(text.replaceAll(',', ''))
  if (!Number.isInteger(schools) || schools < 1) throw new Error(`--schools takes a number of schools, not ${text}`)
  return schools
}
