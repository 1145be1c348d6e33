/** `npm start`: the whole system on one machine. The last line it prints when it can be used is `ready <address>`. */

import { readEnvironment } from './environment.ts'
import { startLocal } from './local.ts'
import { whyNotStarted } from './why-not-started.ts'

const local = await start().catch((thrown: unknown) => {
  const why = whyNotStarted(thrown, process.env)
  if (why === undefined) throw thrown
  console.error(why)
  process.exit(1)
})

async function start() {
  return startLocal(readEnvironment(process.env), (line) => console.log(line))
}

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (ending) return
    ending = true
    void local.stop().then(() => process.exit(0))
  })

console.log(`ready ${local.url}`)
