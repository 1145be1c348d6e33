/**
 * Turns for real clients: several actors at work on real tables, one I/O step at a time. Which actor goes next, and with
 * which of its steps, is chosen from a seed; a step is over when its answer is there.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Random } from '../simulate/random.ts'

export interface Turns {
  /** A client whose every request waits for its turn, as a step of this actor. */
  client(actor: string, client: DynamoDBClient): DynamoDBClient
  /** One step of an actor: waits for its turn, then does it. */
  turn<T>(actor: string, step: string, does: () => Promise<T>): Promise<T>
  /** A new race; answers what will have been done, in order: `sends-one PutItem begun`. */
  begin(random: Random): readonly string[]
  /** Gives out turns until all are done. */
  run(all: readonly Promise<unknown>[]): Promise<void>
}

/** Nobody is at work until the first race begins. */
export function openTurns(): Turns {
  let waiting: { readonly actor: string; readonly go: () => void }[] = []
  let atWork = 0
  let seen: string[] = []
  let random: Random | undefined
  const speeds = new Map<string, number>()

  const chance = (): Random => {
    if (!random) throw new Error('no race has begun')
    return random
  }

  /** In each race each is as fast as it happens to be, so that whoever has few steps is not always first. */
  const speedOf = (actor: string): number => {
    const speed = speeds.get(actor) ?? chance().pick([0.1, 0.3, 1, 3])
    speeds.set(actor, speed)
    return speed
  }

  const giveTurn = () => {
    if (atWork > 0 || waiting.length === 0) return
    const actors = [...new Set(waiting.map((one) => one.actor))]
    const actor = chance().weighed(actors.map((name) => [speedOf(name), name]))
    const next = chance().pick(waiting.filter((one) => one.actor === actor))
    waiting = waiting.filter((one) => one !== next)
    atWork += 1
    next.go()
  }

  const turn = async <T>(actor: string, step: string, does: () => Promise<T>): Promise<T> => {
    await new Promise<void>((go) => void waiting.push({ actor, go }))
    seen.push(`${actor} ${step} begun`)
    try {
      return await does()
    } finally {
      seen.push(`${actor} ${step} done`)
      atWork -= 1
    }
  }

  return {
    turn,
    client(actor, client) {
      client.middlewareStack.add(
        (next, context) => (args) => turn(actor, (context.commandName ?? '').replace(/Command$/, ''), () => next(args)),
        { step: 'initialize', name: 'oneTurnAtATime' },
      )
      return client
    },
    begin(of) {
      random = of
      waiting = []
      seen = []
      speeds.clear()
      return seen
    },
    async run(all) {
      let isOver = false
      const over = Promise.allSettled(all).then(() => {
        isOver = true
      })
      while (!isOver) {
        giveTurn()
        await new Promise((resolve) => setImmediate(resolve))
      }
      await over
      await Promise.all(all)
    },
  }
}
