/**
 * `npm run add-hash-key`: adds a version of the key by which the vault hashes addresses, when the one in use may be known
 * to somebody. What older versions hashed is still found, since none is destroyed; what is touched is hashed anew. Run it
 * while no import runs. Beside a deployed body, `LOG_TABLE`, `BOARD_TABLE`, `SEALED_BUCKET` and `VAULT_TABLE` name it.
 */
import { openKept } from './kept.ts'

const { addHashKey, close } = await openKept(process.env)
try {
  console.log(`addresses are hashed with version ${await addHashKey()} of the key from now on`)
} finally {
  await close()
}
