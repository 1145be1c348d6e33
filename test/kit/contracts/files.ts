/** What every keeper of files promises. */
import assert from 'node:assert/strict'
import type { Files } from '../../../shared/files/files.ts'
import { type Contract, listOf } from '../contract.ts'

export interface OpenFiles {
  readonly files: Files
  /** PUTs a body to an upload address, as a browser or script would. */
  upload(address: string, body: string): Promise<void>
}

const text = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : new TextDecoder().decode(bytes))

export const filesContract: Contract<OpenFiles> = [
  {
    says: 'a file comes back byte for byte; one nobody put is not there',
    async proof({ files }) {
      await files.put('imports/1/schools.csv', 'ref,name\nurn:1,Tŷ-gwyn\n', 'text/csv')
      const bytes = new Uint8Array(Array.from({ length: 256 }, (_, n) => n))
      await files.put('raw', bytes, 'application/octet-stream')
      assert.equal(text(await files.get('imports/1/schools.csv')), 'ref,name\nurn:1,Tŷ-gwyn\n')
      assert.deepEqual(Array.from((await files.get('raw')) ?? []), Array.from(bytes))
      assert.equal(await files.get('imports/2'), undefined)
    },
  },
  {
    says: 'a file opened says the type it was put with',
    async proof({ files }) {
      await files.put('seals/1', '{}', 'application/json')
      await files.put('raw', 'x', 'message/rfc822')
      assert.equal((await files.open('seals/1'))?.contentType, 'application/json')
      const raw = await files.open('raw')
      assert.deepEqual([raw?.contentType, text(raw?.bytes)], ['message/rfc822', 'x'])
      assert.equal(await files.open('none'), undefined)
    },
  },
  {
    says: 'an empty file is a file',
    async proof({ files }) {
      await files.put('empty', '', 'text/plain')
      assert.equal((await files.get('empty'))?.length, 0)
    },
  },
  {
    says: 'a file put again is the new one',
    async proof({ files }) {
      await files.put('report', 'one', 'text/plain')
      await files.put('report', 'two', 'text/plain')
      assert.equal(text(await files.get('report')), 'two')
    },
  },
  {
    says: 'a list names what begins with its prefix, in order, with sizes in bytes',
    async proof({ files }) {
      for (const key of ['seals/2026-09-02', 'seals/2026-09-01', 'sealed', 'imports/1'])
        await files.put(key, 'tŷ', 'text/plain')
      const found = await listOf(files.list('seals/'))
      assert.deepEqual(
        found.map(({ key, size }) => ({ key, size })),
        [
          { key: 'seals/2026-09-01', size: 3 },
          { key: 'seals/2026-09-02', size: 3 },
        ],
      )
      for (const { at } of found) assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.deepEqual(await listOf(files.list('none/')), [])
    },
  },
  {
    says: 'a file that is removed is gone, and removing it again is no error',
    async proof({ files }) {
      await files.put('upload', 'x', 'text/plain')
      await files.remove('upload')
      await files.remove('upload')
      assert.equal(await files.get('upload'), undefined)
    },
  },
  {
    says: 'what is PUT to an upload address is the file of its key, names with spaces too',
    async proof({ files, upload }) {
      for (const key of ['uploads/1/schools.csv', 'uploads/2/all schools (1).csv']) {
        await upload(await files.uploadAddress(key, 'text/csv', 60), 'ref,name\n')
        assert.equal(text(await files.get(key)), 'ref,name\n')
      }
    },
  },
]
