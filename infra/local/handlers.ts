/** Loads the functions as Lambda would: by their folder, after the environment is set, each once. */
import * as z from 'zod'
import type { Trigger } from '../../functions/trigger.ts'
import type { Handler } from './wire.ts'

const callable = z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function')
const handlerModule = z.object({ handler: callable })

/** Answers each function's handler by name. Throws for a function without one. */
export async function loadHandlers(triggers: readonly Trigger[]): Promise<(name: string) => Handler> {
  const loaded = await Promise.all(triggers.map(async ({ name }) => [name, await load(name)] as const))
  const handlers = new Map(loaded)
  return (name) => {
    const handler = handlers.get(name)
    if (!handler) throw new Error(`there is no function ${name}`)
    return handler
  }
}

async function load(name: string): Promise<Handler> {
  const { handler } = handlerModule.parse(await import(`../../functions/${name}/handler.ts`))
  return async (event, context) => handler(event, context)
}
