// What a delivery suffers on its way to a queue: each place it passes may hold it back, slow it, reorder it or copy it.
import type { FaultBook } from './faults.ts'
import type { Flight } from './flight.ts'
import type { FaultPlace } from './types.ts'

/** How late a message comes that was dropped, when nobody settles before: the repair. */
const repairMs = 3000

interface Suffered {
  readonly late: boolean
  readonly pauseMs: number
  readonly copyAfterMs: number | undefined
}

/** Calls `arrive` for the message, now or later, and once more for a copy of it. It is never lost. */
export function deliver(
  { flight, faults }: { readonly flight: Flight; readonly faults: FaultBook },
  by: readonly FaultPlace[],
  arrive: (as?: 'copy') => void,
): void {
  const suffered = by.map((place) => faultsOf(faults, place))
  const pauseMs = suffered.reduce((sum, one) => sum + one.pauseMs, 0)
  for (const { copyAfterMs } of suffered) {
    if (copyAfterMs !== undefined) flight.sleep(copyAfterMs, 'soon', () => arrive('copy'))
  }
  if (suffered.some(({ late }) => late)) flight.sleep(repairMs, 'late', arrive)
  else if (pauseMs > 0) flight.sleep(pauseMs, 'soon', arrive)
  else arrive()
}

function faultsOf(faults: FaultBook, place: FaultPlace): Suffered {
  const slow = faults.take(place, 'delay') ?? faults.take(place, 'lag')
  const shuffled = faults.take(place, 'shuffle')
  const doubled = faults.take(place, 'double')
  return {
    late: faults.take(place, 'drop') !== undefined,
    pauseMs: (slow?.between(20, 1000) ?? 0) + (shuffled?.between(0, 100) ?? 0),
    // At once, or after others have had their turn.
    copyAfterMs: doubled && (doubled.next() < 0.5 ? 0 : doubled.between(1, 200)),
  }
}
