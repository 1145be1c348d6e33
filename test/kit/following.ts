/** A body in memory with a vault, whose events are followed by the functions a test names until nothing is left to follow. */

import type { Published } from '../../shared/bus/bus.ts'
import { addContact, giveConsent } from '../../shared/deeds/contacts.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { aSmallBody, bySystem, type SmallBody, type SmallBodyOptions } from './small-body.ts'
import { standInVault } from './stand-ins/vault.ts'

export type FollowingBody = SmallBody & DeedTools

export function aFollowingBody(options: SmallBodyOptions = {}): FollowingBody {
  return { ...aSmallBody(options), vault: standInVault() }
}

/** Follows the log, then hands every event to each of these, again and again until nothing new comes of it. */
export async function followThrough(
  body: FollowingBody,
  ...functions: readonly ((event: Published) => Promise<void>)[]
): Promise<void> {
  await body.followAll()
  for (let events = body.bus.published.splice(0); events.length > 0; events = body.bus.published.splice(0)) {
    for (const event of events) for (const follow of functions) await follow(event)
    await body.followAll()
  }
}

/** A head of a school (its id) who agreed to service letters. Answers the contact's stream. */
export async function aHead(body: FollowingBody, school: string, email: string): Promise<string> {
  const added = await addContact(body, school, 'head', { name: 'Ada Marsh', email }, bySystem)
  if ('refused' in added) throw new Error(added.refused)
  const given = { purpose: 'service', wording: '2018-05', how: 'web-form', imported: false } as const
  await giveConsent(body, added.stream, { ...given, on: body.world().today }, bySystem)
  return added.stream
}
