/** The bus in memory: keeps what was published, in order, and hands each event to whoever listens. */
import type { Bus, Published } from '../../../shared/bus/bus.ts'
import { perform, type Step, smooth } from './step.ts'

export interface BusStandIn extends Bus {
  readonly published: Published[]
  /** Hears each event the moment it is published. */
  onEvent(hear: (event: Published) => void): void
}

export function standInBus(step: Step = smooth): BusStandIn {
  const published: Published[] = []
  const hearers: ((event: Published) => void)[] = []
  return {
    published,
    onEvent: (hear) => void hearers.push(hear),
    async publish(events) {
      // One step for one call of ten, as the real bus takes them.
      for (let from = 0; from < events.length; from += 10)
        await perform(step, 'bus.publish', () => {
          for (const event of events.slice(from, from + 10)) {
            published.push(event)
            for (const hear of hearers) hear(event)
          }
        })
    },
  }
}
