/**
 * The provider's list on SES v2. Taking off twice changes nothing, so this client may try again, as the one for letters
 * must not.
 */
import { DeleteSuppressedDestinationCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2'
import { faultOf } from '../../events/kernel/fault.ts'
import type { ProviderList } from './provider-list.ts'

/** The account's list, through a client with the SDK's own retries. */
export function openProviderList(client: SESv2Client = new SESv2Client({})): ProviderList {
  return {
    async forget(email) {
      try {
        await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: email.trim() }))
      } catch (thrown) {
        if (!(thrown instanceof NotFoundException)) throw faultOf('post.forget', thrown)
      }
    },
  }
}
