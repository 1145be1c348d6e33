/** Prints, as one line of JSON, the figures of the log page; the number of events may be said. */
import { measureLogPage } from './log-page.ts'

const [events] = process.argv.slice(2)
console.log(JSON.stringify(await measureLogPage(events === undefined ? undefined : Number(events))))
process.exit(0)
