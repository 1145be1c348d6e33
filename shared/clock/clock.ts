/** The clock: held by adapters and doors only; everything else is told the time. */
export interface Clock {
  /** The present instant, ISO 8601 with milliseconds and Z; on one machine this may be the test clock's. */
  now(): string
  /** Milliseconds of a clock that never goes back, for measuring how long something took. */
  monotonic(): number
}
