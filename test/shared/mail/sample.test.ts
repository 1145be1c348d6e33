// The sample mails are read as their table says.
import { expect, test } from 'vitest'
import { asksOf, readKeptMails } from '../../inbound/mails.ts'

const mails = await readKeptMails('sample')

test.each(mails)('the sample mail $file asks what its row says', ({ expected, reading }) => {
  expect(asksOf(reading)).toEqual(expected.asks.toSorted())
})

test.each(mails.filter(({ expected }) => expected.asks.length > 0))(
  'the sample mail $file needs nobody to read it',
  ({ reading }) => {
    expect(reading).toMatchObject({ unsure: false, forAnother: false })
  },
)

test('of the sample mails the two that a machine wrote are marked as such', () => {
  const loops = mails.filter(({ mail }) => mail.loop).map(({ file }) => file)
  expect(loops).toEqual(['08-out-of-office.eml', '09-bounce.eml'])
})

test('the sample mail that names no boundary of its own is said to be broken', () => {
  const broken = mails.filter(({ mail }) => mail.broken.length > 0)
  expect(broken.map(({ file, mail }) => [file, ...mail.broken])).toEqual([['16-broken-mime.eml', 'no-parts-found']])
})
