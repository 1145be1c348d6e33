/** The rules of a calendar feed: it is opened once, of a cluster or of a member of staff, and closed for good. */
import type { Day } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { FeedFact } from './events.ts'

/** Whose meetings a feed shows: a cluster's by its id, or all clusters and own visits of a member of staff (`staff#…`). */
export type FeedOf = { readonly cluster: string } | { readonly staff: string }

export interface Feed {
  readonly state: 'none' | 'open' | 'revoked'
  readonly cluster?: string
  readonly staff?: string
  readonly openedOn: Day
}

export type FeedCommand = { readonly do: 'open-feed'; readonly of: FeedOf } | { readonly do: 'revoke-feed' }

const noFeed: Feed = { state: 'none', openedOn: '' }

export const feedDecider: Decider<FeedCommand, Feed, FeedFact> = {
  shape: 1,
  initial: noFeed,
  decide: decideFeed,
  evolve: evolveFeed,
  wakeAt: () => undefined,
}

function decideFeed(command: FeedCommand, feed: Feed, { today }: DayWorld): Decision<FeedFact> {
  if (command.do === 'open-feed')
    return feed.state === 'none'
      ? [{ type: 'FeedOpened', data: { ...command.of, on: today } }]
      : refuse('feed-address-used', 'An address is used once and never again. Open another feed.')
  if (feed.state === 'none')
    return refuse('feed-not-known', 'There is no such calendar feed. Look at the list of feeds.')
  return feed.state === 'revoked' ? [] : [{ type: 'FeedRevoked', data: {} }]
}

function evolveFeed(feed: Feed, fact: FeedFact): Feed {
  switch (fact.type) {
    case 'FeedOpened': {
      const { on, ...of } = fact.data
      return { state: 'open', openedOn: on, ...of }
    }
    case 'FeedRevoked':
      return { ...feed, state: 'revoked' }
  }
}
