/** `npm start`: the whole system on one machine. The last line it prints when it can be used is `ready <address>`. */

import { readEnvironment } from './environment.ts'
import { startLocal } from './local.ts'

const environment = readEnvironment(process.env)
const local = await startLocal(environment, (line) => console.log(line))

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (ending) return
    ending = true
    void local.stop().then(() => process.exit(0))
  })

console.log(`ready ${local.url}`)
