// Which service a call to the local endpoint is for: the JSON protocols say so in a header, the others by their path.
import type { AccountsApi } from './accounts-api.ts'
import type { Bus } from './bus.ts'
import { type Answer, type Call, jsonError } from './http.ts'
import type { Post } from './post.ts'
import { answerSendEmail, isSendEmail } from './post-api.ts'
import { isOfList, type PostListApi } from './post-list-api.ts'
import { s3Error } from './s3-api.ts'
import { allCallFaults, deliveringFaults, type Service } from './server.ts'

export interface Doors {
  readonly sqs: (operation: string, body: Buffer) => Promise<Answer>
  readonly bus: Bus
  readonly post: Post
  readonly postList: PostListApi
  readonly accounts: AccountsApi
  readonly s3: (call: Call) => Promise<Answer>
}

const serverError = () => jsonError(500, 'InternalFailure', 'An internal error occurred.')

export function createRouter({ sqs, bus, post, postList, accounts, s3 }: Doors): (call: Call) => Service {
  const operation = (call: Call) => call.header('x-amz-target')?.split('.')[1] ?? ''
  const queue: Service = {
    place: 'queue',
    suffers: ['error', ...deliveringFaults],
    error: serverError,
    answer: (call) => sqs(operation(call), call.body),
  }
  const events: Service = {
    place: 'bus',
    suffers: deliveringFaults,
    error: serverError,
    answer: async (call) =>
      operation(call) === 'PutEvents'
        ? bus.putEvents(call.body)
        : jsonError(400, 'UnknownOperationException', `The local bus has no ${operation(call)}.`),
  }
  const people: Service = {
    // It has no switch of its own: nothing people wait for hangs on it.
    place: 'files',
    suffers: [],
    error: serverError,
    answer: (call) => accounts.answer(operation(call), call.body),
  }
  const mail: Service = {
    place: 'post',
    suffers: allCallFaults,
    error: (fault) => postError(fault.error ?? (fault.next() < 0.5 ? throttled : broken)),
    answer: (call) => (isOfList(call) ? postList(call) : answerSendEmail(post, call)),
  }
  const files: Service = {
    place: 'files',
    suffers: allCallFaults,
    error: (fault) =>
      fault.next() < 0.5
        ? s3Error(500, 'InternalError', 'We encountered an internal error. Please try again.')
        : s3Error(503, 'SlowDown', 'Please reduce your request rate.'),
    answer: s3,
  }
  return (call) => {
    const target = call.header('x-amz-target') ?? ''
    if (target.startsWith('AmazonSQS.')) return queue
    if (target.startsWith('AWSEvents.')) return events
    if (target.startsWith('AWSCognitoIdentityProviderService.')) return people
    return isSendEmail(call) || isOfList(call) ? mail : files
  }
}

const throttled = 'TooManyRequestsException'
const broken = 'InternalServiceErrorException'

/** SES's statuses: 429 for its throttling, 500 for its own errors, 400 for all that the sender or the account did. */
function postError(name: string): Answer {
  const status = name === throttled ? 429 : name.startsWith('Internal') ? 500 : 400
  return jsonError(status, name, `The local post answers ${name}, as it was told to.`)
}
