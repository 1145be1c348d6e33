/** The files of this environment. */
import type { Files } from '../files/files.ts'
import { filesClient, openFiles } from '../files/files-s3.ts'
import { mayHave, mustHave } from './env.ts'

export function filesHere(): Files {
  return openFiles(filesClient(), mustHave('FILES_BUCKET'))
}

/** The mail that came in, in a bucket of its own. */
export function mailHere(): Files {
  return openFiles(filesClient(), mustHave('MAIL_BUCKET'))
}

/** The files nobody changes: a bucket of their own where there is one, under Object Lock, which asks for checksums. */
export function sealsHere(): Files {
  const client = filesClient({ requestChecksumCalculation: 'WHEN_SUPPORTED' })
  return openFiles(client, mayHave('SEALED_BUCKET', '') || mustHave('FILES_BUCKET'))
}
