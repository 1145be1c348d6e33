/** The people and rights a proof makes in the emulator by hand, as the account's owner. */
import * as z from 'zod'
import type { Deployed } from './deploy.ts'
import type { Emulator } from './emulator.ts'
import { call } from './signed.ts'

const password = 'Correct-horse-7-battery'

/** Makes a member of the pool and signs them in. Answers their access token. */
export async function signIn(
  { endpoint }: Emulator,
  { userPool, client }: Deployed,
  username: string,
): Promise<string> {
  const cognito = (operation: string, body: object) => {
    const target = `AWSCognitoIdentityProviderService.${operation}`
    return call(endpoint, { service: 'cognito-idp', target, body: JSON.stringify({ UserPoolId: userPool, ...body }) })
  }
  const Username = username
  await cognito('AdminCreateUser', { Username, MessageAction: 'SUPPRESS' })
  await cognito('AdminSetUserPassword', { Username, Password: password, Permanent: true })
  const signedIn = await cognito('AdminInitiateAuth', {
    ClientId: client,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  })
  const answer = z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) })
  return answer.parse(JSON.parse(signedIn)).AuthenticationResult.AccessToken
}

/**
 * The emulator judges a letter's sending without asking of which domain, so that the right the template gives (to send
 * from one domain) does not fit its question. It is said here for any, and only here.
 */
export async function letSend({ endpoint }: Emulator, verb: string): Promise<void> {
  const iam = (query: string) =>
    call(endpoint, { service: 'iam', method: 'GET', path: `/?Version=2010-05-08&${query}` })
  const configured = await call(endpoint, {
    service: 'lambda',
    method: 'GET',
    path: `/2015-03-31/functions/iqm-emulator-${verb}/configuration`,
  })
  const { Role } = z.object({ Role: z.string() }).parse(JSON.parse(configured))
  const statement = { Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' }
  const policy = new URLSearchParams({
    Action: 'PutRolePolicy',
    RoleName: Role.split('/').at(-1) ?? '',
    PolicyName: 'of-any-domain',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  })
  await iam(policy.toString())
}
