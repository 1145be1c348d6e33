/**
 * What of the mail provider's events goes on: type, time, kind and subtype of a bounce and the letter's tag; addresses never do. The
 * same cut as the input transformers of the rules on AWS make.
 */
import * as z from 'zod'
import type { BusEvent } from './cloud/types.ts'

export const providerEventTypes: readonly string[] = [
  'Email Sent',
  'Email Delivered',
  'Email Bounced',
  'Email Complaint Received',
  'Email Rejected',
  'Email Rendering Failed',
  'Email Delivery Delayed',
]

const detail = z.object({
  eventType: z.string(),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
})

/** Whether an event is about a letter: other mail that leaves, such as what is sent on to the office, has no tag. */
export function isOfLetter(event: BusEvent): boolean {
  return detail.safeParse(event.detail).data?.mail.tags.letter !== undefined
}

/** The message that one event of the provider becomes. */
export function cutProviderEvent(event: BusEvent): unknown {
  const { eventType, mail, bounce } = detail.parse(event.detail)
  return {
    type: eventType,
    time: event.time,
    letter: mail.tags.letter,
    ...(bounce && { bounce: bounce.bounceType, subtype: bounce.bounceSubType }),
  }
}
