/**
 * Mail comes in: what is sent to the body's own subdomain is stored, looked through for spam and viruses, and told of to
 * the function that reads it. A stack of its own, since an account has one set of such rules in force at a time, and an
 * emulator has none.
 */
import { ArnFormat, Aws, CfnOutput, Stack } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as ses from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import type { Trigger } from '../../functions/trigger.ts'
import { inboundPrefix } from '../../shared/deeds/mail-places.ts'
import { nameThings } from './names.ts'
import type { Stage } from './stage.ts'

export class MailStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage, triggers: readonly Trigger[]) {
    super(scope, id, { description: 'How mail comes in' })
    const names = nameThings(stage.name)
    const { inboundDomain, mailDomain } = stage
    const told = triggers.filter(({ wakes }) => wakes.some(({ by }) => by === 'mail'))

    // The domain letters come from is proved already, beside the letters.
    if (inboundDomain !== mailDomain)
      new ses.EmailIdentity(this, 'Domain', { identity: ses.Identity.domain(inboundDomain), dkimSigning: true })

    const set = new ses.CfnReceiptRuleSet(this, 'Rules', { ruleSetName: names.prefix })
    const arn = (name: string) =>
      this.formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: names.functionOf(name),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      })
    const allowed = told.map(
      ({ name }) =>
        new lambda.CfnPermission(this, `Wakes ${name}`, {
          action: 'lambda:InvokeFunction',
          functionName: arn(name),
          principal: 'ses.amazonaws.com',
          sourceAccount: Aws.ACCOUNT_ID,
          sourceArn: `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${names.prefix}:receipt-rule/${names.prefix}`,
        }),
    )
    const rule = new ses.CfnReceiptRule(this, 'Rule', {
      ruleSetName: set.ref,
      rule: {
        name: names.prefix,
        enabled: true,
        recipients: [inboundDomain],
        // Spam and viruses are found, told of, and judged by the body's own rules: nothing is turned away here.
        scanEnabled: true,
        // Somebody who withdraws is heard, however their mail server speaks.
        tlsPolicy: 'Optional',
        // Stored first: what is told of is there.
        actions: [
          { s3Action: { bucketName: names.bucket('mail'), objectKeyPrefix: inboundPrefix } },
          ...told.map(({ name }) => ({ lambdaAction: { functionArn: arn(name), invocationType: 'Event' } })),
        ],
      },
    })
    for (const permission of allowed) rule.addResourceDependency(permission)
    new CfnOutput(this, 'MailExchanger', { value: `10 inbound-smtp.${Aws.REGION}.${Aws.URL_SUFFIX}` })
  }
}
