/** What is under way, and waiting for the last of it. */
import { expect, test } from 'vitest'
import { createFlight } from '../../../../infra/local/cloud/flight.ts'

const fail = (error: unknown) => {
  throw error
}

test('settling takes what sleeps in the order of its time, and what is late only when nothing else sleeps', async () => {
  const flight = createFlight(fail)
  const woken: string[] = []
  const note = (name: string) => () => void woken.push(name)
  flight.sleep(10_000, 'late', note('late'))
  flight.sleep(300_000, 'soon', note('second'))
  flight.sleep(200_000, 'soon', () => {
    woken.push('first')
    flight.sleep(50_000, 'soon', note('between'))
  })
  await flight.settle(() => false)
  expect(woken).toEqual(['first', 'between', 'second', 'late'])
})

test('settling waits for what is busy, for what probes find, and for what more there is to do', async () => {
  const flight = createFlight(fail)
  const order: string[] = []
  const end = flight.begin()
  let probed = 0
  flight.addProbe(async () => {
    probed += 1
    if (probed > 1) return
    order.push('a probe finds work')
    const endFound = flight.begin()
    setImmediate(() => {
      order.push('its work ends')
      endFound()
    })
  })
  let more = 1
  setImmediate(() => {
    order.push('the first work ends')
    end()
  })
  await flight.settle(() => {
    order.push(more > 0 ? 'more' : 'no more')
    more -= 1
    return more >= 0
  })
  expect(order).toEqual(['the first work ends', 'a probe finds work', 'its work ends', 'more', 'no more'])
})

test('an end that is called twice counts once', async () => {
  const flight = createFlight(fail)
  const first = flight.begin()
  const second = flight.begin()
  first()
  first()
  expect(flight.busy()).toBe(1)
  second()
  expect(await flight.quiet(10)).toBe(true)
})
