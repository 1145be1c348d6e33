/** What every keeper of the notes of who saw whom promises. */
import assert from 'node:assert/strict'
import type { Views } from '../../../shared/vault/views.ts'
import type { Contract } from '../contract.ts'

const robin = (day: string) => ({ staff: 'staff#robin', day })
const amira = (day: string) => ({ staff: 'staff#amira', day })
const months = ['2026-08', '2026-09', '2026-10']

export const viewsContract: Contract<Views> = [
  {
    says: 'who saw a contact is told by day, the latest first, once for each of them and day',
    async proof(views) {
      await views.note('contact#1', robin('2026-09-01'))
      await views.note('contact#1', robin('2026-09-01'))
      await views.note('contact#1', robin('2026-10-02'))
      await views.note('contact#1', amira('2026-10-02'))
      await views.note('contact#2', amira('2026-10-02'))
      const seen = [amira('2026-10-02'), robin('2026-10-02'), robin('2026-09-01')]
      assert.deepEqual(await views.of('contact#1', months), seen)
      assert.deepEqual(await views.of('contact#1', ['2026-09']), [robin('2026-09-01')])
      assert.deepEqual(await views.of('contact#3', months), [])
    },
  },
  {
    says: 'months before the first that is kept are gone, and no others',
    async proof(views) {
      await views.note('contact#1', robin('2026-08-31'))
      await views.note('contact#1', amira('2026-08-30'))
      await views.note('contact#2', robin('2026-08-31'))
      await views.note('contact#1', robin('2026-09-01'))
      assert.equal(await views.tidy('2026-09'), 2)
      assert.deepEqual(await views.of('contact#1', months), [robin('2026-09-01')])
      assert.equal(await views.tidy('2026-09'), 0)
    },
  },
]
