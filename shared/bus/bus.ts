/** The bus: tells everyone who asked for it that something happened. At least once, in no order. */

/** What goes over the bus: an event with its place in the log, nothing personal. */
export interface Published {
  readonly id: string
  readonly type: string
  readonly v: number
  readonly stream: string
  readonly version: number
  readonly at: string
  readonly by: string
  readonly because: string
  readonly trace: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Bus {
  /** Publishes all, or throws: an entry the bus refused is sent again, and a rest is a fault. `FailedEntryCount` is read. */
  publish(events: readonly Published[]): Promise<void>
}

/** The source name of all events of this system on the bus. */
export const busSource = 'iqm'
