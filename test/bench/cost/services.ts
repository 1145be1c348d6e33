/** What each call of the other services is billed as: queues, bus, mail and files. */
import * as z from 'zod'
import type { Counted, Passed } from './proxy.ts'

const chunk = 64 * 1024
const entries = z.object({ Entries: z.array(z.looseObject({ Detail: z.string().default('') })) })

/** What a call used. */
export function countService(passed: Passed): Counted {
  const [service = '', operation = ''] = passed.target.split('.')
  if (service === 'AmazonSQS') return countQueue(operation)
  if (service === 'AWSEvents') return { what: operation, use: { busEvents: chunksOf(passed.sent) } }
  // Accounts are billed by the month, not by the call.
  if (service !== '') return { what: `${service} ${operation}`, use: {} }
  if (passed.path.startsWith('/v2/email/'))
    return { what: 'SendEmail', use: passed.status < 300 ? { letters: 1, letterBytes: passed.sent.length } : {} }
  return countFiles(passed)
}

/** What is sent comes to a function, and is counted there. */
function countQueue(operation: string): Counted {
  return { what: operation, use: operation.startsWith('SendMessage') ? {} : { queueCalls: 1 } }
}

function chunksOf(sent: Buffer): number {
  const read = entries.safeParse(JSON.parse(sent.toString()))
  if (!read.success) throw new Error('events were put in a form that is not known here')
  return read.data.Entries.reduce((sum, { Detail }) => sum + Math.max(1, Math.ceil(Detail.length / chunk)), 0)
}

/** A listing is billed as a put; taking away is not billed. */
function countFiles({ method, path, sent }: Passed): Counted {
  const isListing = method === 'GET' && path.includes('list-type=')
  if (method === 'PUT' || method === 'POST' || isListing)
    return { what: 'put', use: { filePuts: 1, ...(method === 'PUT' && { fileBytes: sent.length }) } }
  return method === 'DELETE' ? { what: 'take away', use: {} } : { what: 'get', use: { fileGets: 1 } }
}
