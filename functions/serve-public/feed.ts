/**
 * A calendar feed behind its secret address. An address that leads nowhere, or no more, is answered like any other; one
 * that leads somewhere is asked for anew each time, so that a feed that was closed is closed at once.
 */
import { contentsOfFeed } from '../../shared/deeds/feed-contents.ts'
import { secretIn } from '../../shared/deeds/feeds.ts'
import { writeFeed } from '../../shared/ics/feed.ts'
import type { PublicTools } from './tools.ts'

export const feedHeaders = {
  'content-type': 'text/calendar; charset=utf-8',
  'cache-control': 'private, no-cache',
  'content-disposition': 'inline; filename="calendar.ics"',
} as const

/** The feed as a calendar file, by the last part of its address; undefined where there is none. */
export async function feedFile(tools: PublicTools, file: string): Promise<string | undefined> {
  const secret = secretIn(file)
  const contents = secret === undefined ? undefined : await contentsOfFeed(tools, secret)
  return contents && writeFeed(contents)
}
