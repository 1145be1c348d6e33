/** Work that goes on behind a form: the page after it waits a little, so that mostly it shows the end. */
import type { ConsoleTools } from './tools.ts'

/** For how long, and how often it is looked, in milliseconds. */
const waitFor = 8_000
const lookEvery = 100

/** Waits until `isDone` says so, for eight seconds at most. */
export async function untilDone({ wait }: Pick<ConsoleTools, 'wait'>, isDone: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < waitFor && !(await isDone()); waited += lookEvery) await wait(lookEvery)
}
