/** `npm run verify-log`: checks the whole log and names whatever was altered, dropped or added. Ends with 1 on any finding. */
import { readSeal, sealFile } from '../../shared/log/seal.ts'
import { verifyLog } from '../../shared/log/verify.ts'
import { openKept } from './kept.ts'

const { log, seals, close } = await openKept(process.env)
try {
  const { commits, streams, sealedDays, findings } = await verifyLog(log, async (day) => {
    const file = await seals.get(sealFile(day))
    return file && readSeal(new TextDecoder().decode(file))
  })
  for (const { kind, at, says } of findings) console.log(`${kind}: ${at} ${says}`)
  console.log(
    `${commits} commits of ${streams} streams, ${sealedDays} days sealed: ${findings.length === 0 ? 'the log is whole' : `${findings.length} findings`}`,
  )
  if (findings.length > 0) process.exitCode = 1
} finally {
  await close()
}
