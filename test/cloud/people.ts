/** The people and rights a proof makes in the emulator by hand, as the account's owner. */
import * as z from 'zod'
import { triggers } from '../../functions/index.ts'
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
 * The emulator asks IAM two questions that AWS does not: whether a letter may be sent at all, without saying from which
 * domain, and whether messages may be sent in a batch, for which AWS has no right of its own. The template answers
 * neither; here both are, for those whose triggers say that they send.
 */
export async function answerItsQuestions(emulator: Emulator): Promise<void> {
  for (const { name, needs } of triggers) {
    if (needs.includes('post')) await allow(emulator, name, 'ses:SendEmail')
    if (needs.some((need) => need.startsWith('queue:'))) await allow(emulator, name, 'sqs:SendMessageBatch')
  }
}

async function allow({ endpoint }: Emulator, verb: string, action: string): Promise<void> {
  const configured = await call(endpoint, {
    service: 'lambda',
    method: 'GET',
    path: `/2015-03-31/functions/iqm-emulator-${verb}/configuration`,
  })
  const { Role } = z.object({ Role: z.string() }).parse(JSON.parse(configured))
  const statement = { Effect: 'Allow', Action: action, Resource: '*' }
  const policy = new URLSearchParams({
    Version: '2010-05-08',
    Action: 'PutRolePolicy',
    RoleName: Role.split('/').at(-1) ?? '',
    PolicyName: action.replace(':', '-'),
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  })
  await call(endpoint, { service: 'iam', method: 'GET', path: `/?${policy}` })
}
