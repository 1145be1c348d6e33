/** What every bus promises, as seen by whoever listens to it. */
import assert from 'node:assert/strict'
import type { Bus, Published } from '../../../shared/bus/bus.ts'
import { type Contract, eventually } from '../contract.ts'

export interface HeardBus {
  readonly bus: Bus
  /** What has come over the bus so far, in no order. */
  heard(): Promise<readonly Published[]> | readonly Published[]
}

export function anEvent(n: number, more: Partial<Published> = {}): Published {
  return {
    id: `school#a@${n}.0`,
    type: 'ReviewDue',
    v: 1,
    stream: 'school#a',
    version: n,
    at: '2026-09-01T06:30:00.000Z',
    by: 'system',
    because: 'morning-run',
    trace: 'trace-1',
    data: { kind: 'flagship', due: '2026-09-01' },
    ...more,
  }
}

const byId = (a: Published, b: Published) => a.version - b.version

export const busContract: Contract<HeardBus> = [
  {
    says: 'what is published is heard as it was published',
    async proof({ bus, heard }) {
      const event = anEvent(1, { data: { town: 'Tŷ-gwyn', list: [1, null], nested: { yes: true } } })
      await bus.publish([event])
      await eventually(async () => assert.deepEqual(await heard(), [event]))
    },
  },
  {
    says: 'nothing published is nothing heard',
    async proof({ bus, heard }) {
      await bus.publish([])
      assert.deepEqual(await heard(), [])
    },
  },
  {
    says: 'more than one call can take are all heard',
    async proof({ bus, heard }) {
      const events = Array.from({ length: 37 }, (_, n) => anEvent(n + 1))
      await bus.publish(events)
      await eventually(async () => assert.deepEqual((await heard()).toSorted(byId), events))
    },
  },
]
