/** People's requests about their own data: opened, extended and decided by those who answer them. */
import { commands } from '../../../events/commands.ts'
import { decideRequest, extendRequest, openByStaff } from '../../../shared/deeds/requests.ts'
import { one } from './performer.ts'

export const requestPerformers = {
  // Whoever asks need not be a contact: a stranger's case is opened as well.
  'open-request': one(commands['open-request'], ({ tools, doing, contact, body: { kind, email, received } }) =>
    openByStaff(tools, { kind, contact, email, received }, doing),
  ),

  'decide-request': one(commands['decide-request'], ({ tools, doing, body: { request, outcome, reason } }) =>
    decideRequest(tools, request, { outcome, reason }, doing),
  ),

  'extend-request': one(commands['extend-request'], ({ tools, doing, body: { request, reason } }) =>
    extendRequest(tools, request, reason, doing),
  ),
}
