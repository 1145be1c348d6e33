/** The one door for requests: an HTTP API that hands each path to its function and writes down nothing personal. */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

/** No path, no address of a caller: paths of letters' links are keys, and an address is personal. */
const accessLine = JSON.stringify({
  request: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
})

/** A body of a few hundred staff and schools; beyond this someone is knocking who should not. */
const throttle = { rateLimit: 100, burstLimit: 200 }

/** API Gateway gives up after 30 s; a function must have answered before. */
export const longestAnswer = Duration.seconds(29)

export class HttpDoor extends Construct {
  readonly api: apigw.HttpApi

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id)
    this.api = new apigw.HttpApi(this, 'Api', { apiName: name, createDefaultStage: false })
    const lines = new logs.LogGroup(this, 'Accesses', {
      logGroupName: `/aws/http/${name}`,
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new apigw.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new apigw.LogGroupLogDestination(lines),
        format: AccessLogFormat.custom(accessLine),
      },
    })
  }

  get url(): string {
    return this.api.apiEndpoint
  }

  /** Hands everything below a path to a function; `/` is everything no other path takes. */
  handBelow(path: string, fn: lambda.IFunction): void {
    const name = path === '/' ? 'Everything' : path.slice(1)
    const route = new apigw.HttpRoute(this, `Below ${name}`, {
      httpApi: this.api,
      routeKey:
        path === '/' ? apigw.HttpRouteKey.DEFAULT : apigw.HttpRouteKey.with(`${path}/{below+}`, apigw.HttpMethod.ANY),
      integration: new HttpLambdaIntegration(`To ${name}`, fn),
    })
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        path === '/'
          ? 'The console takes its session from a cookie, which an authoriser of an HTTP API cannot read; the function verifies it.'
          : `Who may pass is decided by the function below ${path}: it answers refusals as problem+json, and knows pages for people who have no account.`,
    })
  }
}
