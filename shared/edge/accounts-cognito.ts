/** The accounts of this environment. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import type { Accounts } from '../accounts/accounts.ts'
import { openAccounts } from '../accounts/accounts-cognito.ts'
import { mustHave } from './env.ts'

export function accountsHere(): Accounts {
  return openAccounts(new CognitoIdentityProviderClient({}), mustHave('USER_POOL'))
}
