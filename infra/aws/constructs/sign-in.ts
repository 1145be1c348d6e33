/** Who staff are: a user pool with a second factor, and the first admin named by the deploy. Roles are facts of the log. */
import { Aws, CfnCondition, CfnParameter, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Names } from '../names.ts'
import type { Stage } from '../stage.ts'
import type { System } from '../system.ts'

type SignInProps = { readonly stage: Stage; readonly names: Names; readonly publicUrl: string }

/**
 * The username of the first admin: whoever has it is admin while the log knows no staff of that name. The deploy is told
 * an address, which lives in the pool alone; no function, token or event ever says it.
 */
const firstAdmin = 'first-admin'

export class SignIn extends Construct {
  readonly pool: cognito.UserPool
  readonly client: cognito.UserPoolClient
  /** What a verifier of access tokens must be told. */
  readonly tokens: System['tokens']

  constructor(scope: Construct, id: string, { stage, names, publicUrl }: SignInProps) {
    super(scope, id)
    this.pool = new cognito.UserPool(this, 'Pool', {
      userPoolName: names.prefix,
      selfSignUpEnabled: false,
      // A name that says nothing is who they are in the log; the address is only another way to sign in.
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: stage.guarded,
      removalPolicy: stage.guarded ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    const domain = this.pool.addDomain('Door', {
      cognitoDomain: { domainPrefix: `${names.prefix}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    this.client = this.pool.addClient('Console', {
      userPoolClientName: `${names.prefix}-console`,
      generateSecret: false,
      preventUserExistenceErrors: true,
      // A browser signs in at the managed login; only an emulator, which has none, takes a password from its test.
      authFlows: { userSrp: true, adminUserPassword: stage.emulator !== undefined },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
        callbackUrls: [`${publicUrl}/signed-in`],
        logoutUrls: [`${publicUrl}/signed-out`],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      enableTokenRevocation: true,
    })
    if (stage.emulator === undefined) {
      // The emulator knows everything here but how the managed login looks.
      new cognito.CfnManagedLoginBranding(this, 'Look', {
        userPoolId: this.pool.userPoolId,
        clientId: this.client.userPoolClientId,
        useCognitoProvidedValues: true,
      })
    }
    this.inviteFirstAdmin()

    const issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.pool.userPoolId}`
    // An emulator issues tokens in Cognito's name and shows its keys at its own address.
    const keys = stage.emulator === undefined ? issuer : `${stage.emulator}/${this.pool.userPoolId}`
    this.tokens = {
      issuer,
      client: this.client.userPoolClientId,
      jwks: `${keys}/.well-known/jwks.json`,
      signIn: domain.baseUrl(),
      firstAdmin,
    }
  }

  private inviteFirstAdmin(): void {
    const address = new CfnParameter(this, 'Address', {
      default: '',
      description: 'The e-mail address of the first admin, who is sent an invitation; empty for none',
    })
    address.overrideLogicalId('FirstAdmin')
    const given = new CfnCondition(this, 'Given', { expression: Fn.conditionNot(Fn.conditionEquals(address, '')) })
    const user = new cognito.CfnUserPoolUser(this, 'FirstAdmin', {
      userPoolId: this.pool.userPoolId,
      username: firstAdmin,
      desiredDeliveryMediums: ['EMAIL'],
      userAttributes: [
        { name: 'email', value: address.valueAsString },
        { name: 'email_verified', value: 'true' },
      ],
    })
    user.cfnOptions.condition = given
  }
}
