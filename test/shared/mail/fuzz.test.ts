// Whatever comes in as a mail is opened and read: 500 here, 20,000 by `npm run fuzz`.
import { expect, test } from 'vitest'
import { holdMails } from '../../fuzz/hold.ts'

test('five hundred malformed mails are opened and read, each within its time', async () => {
  expect(await holdMails(20_261_006, 500)).toMatchObject({ mails: 500 })
})
