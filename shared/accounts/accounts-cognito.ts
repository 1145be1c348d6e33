/** Accounts in a Cognito user pool. The invitation is the pool's own letter: it holds a password, which nobody here sees. */
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  type CognitoIdentityProviderClient,
  UnsupportedUserStateException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'
import { faultOf } from '../../events/kernel/fault.ts'
import type { Accounts } from './accounts.ts'

/** An error that says it is so already. */
type Settled = typeof UsernameExistsException | typeof UserNotFoundException | typeof UnsupportedUserStateException

export function openAccounts(client: CognitoIdentityProviderClient, pool: string): Accounts {
  async function ask(operation: string, call: () => Promise<unknown>, settled: readonly Settled[]): Promise<boolean> {
    try {
      await call()
      return true
    } catch (thrown) {
      if (settled.some((kind) => thrown instanceof kind)) return false
      // Its message may hold the address.
      throw faultOf(operation, thrown)
    }
  }

  const create = (username: string, email: string, again: boolean) =>
    client.send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: username,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
        ...(again && { MessageAction: 'RESEND' }),
      }),
    )
  const open = (username: string, email: string) =>
    ask('accounts.open', () => create(username, email, false), [UsernameExistsException])

  return {
    async open(username, email) {
      await open(username, email)
    },
    async invite(username, email) {
      const opened = await open(username, email)
      if (!opened) await ask('accounts.invite', () => create(username, email, true), [UnsupportedUserStateException])
    },
    async close(username) {
      const command = new AdminDeleteUserCommand({ UserPoolId: pool, Username: username })
      await ask('accounts.close', () => client.send(command), [UserNotFoundException])
    },
  }
}
