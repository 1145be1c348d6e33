/**
 * `npm run fuzz -- --mails 20000 --seed 7`: opens and reads so many malformed mails from a seed (a new one if none is
 * named, and printed). `--write` keeps the result, dated, in docs/fuzz.md. Exits 1 when one of them does not hold.
 */
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { holdMails } from './hold.ts'

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '20000' }, seed: { type: 'string' }, write: { type: 'boolean' } },
})
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
const began = performance.now()
console.log(`seed ${seed}`)
const { mails, slowest, withAsks, broken } = await holdMails(seed, Number(values.mails))
const seconds = ((performance.now() - began) / 1000).toFixed(0)
const most = Math.round(process.resourceUsage().maxRSS / 1000)
const line = `${mails.toLocaleString('en-GB')} mails from seed ${seed} in ${seconds} s: no crash; the slowest took ${slowest.toFixed(0)} ms; at most ${most} MB; ${broken} had something broken, in ${withAsks} something was asked`
console.log(line)
if (values.write)
  writeFileSync(
    join(import.meta.dirname, '../../docs/fuzz.md'),
    `# Malformed mail\n\nBy structure (headers, parts within parts, encodings, pages) and by bytes (changed, cut out, doubled), \`npm run fuzz\`\nopens and reads mails as nobody sends them. Each must be opened and read within its time, whatever it is; the smallest\nthat is not would be shown. 500 of them are part of \`npm test\`.\n\nOn ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}: ${line}.\n`,
  )
console.log('1 passed, 0 failed')
