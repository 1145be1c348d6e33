// What stands in the way of a start is said in a sentence that names what was told, and the remedy.
import { expect, test } from 'vitest'
import { readEnvironment } from '../../../infra/local/environment.ts'
import { whyNotStarted } from '../../../infra/local/why-not-started.ts'

const told = { PORT: '4940', DATA_DIR: '/srv/body' }
const failed = (code: string) => Object.assign(new Error('it failed'), { code })

function why(env: Record<string, string>): string | undefined {
  try {
    readEnvironment(env)
    return undefined
  } catch (thrown) {
    return whyNotStarted(thrown, env)
  }
}

test.each([
  ['PORT', '70000', 'PORT: is a port, 0 to 65535. It is “70000”.'],
  ['SMTP_PORT', 'mail', 'SMTP_PORT: is a port, 0 to 65535. It is “mail”.'],
  ['START_DAY', '2026-02-31', 'START_DAY: is a day, YYYY-MM-DD. It is “2026-02-31”.'],
  ['START_DAY', '9999-12-31', 'START_DAY: is a day up to 2099-12-31. It is “9999-12-31”.'],
  ['DEMO', 'yes', 'DEMO: is 0 or 1. It is “yes”.'],
])('a wrong %s is named with what it may be: %s', (name, value, sentence) => {
  expect(why({ [name]: value })).toBe(sentence)
})

test.each([
  ['another program at the port', failed('EADDRINUSE'), 'PORT: another program listens at 4940.'],
  ['another process on the data', new Error('opening', { cause: failed('LEVEL_LOCKED') }), 'DATA_DIR: another process'],
  ['a file where a folder should be', failed('EEXIST'), 'DATA_DIR: /srv/body is no folder'],
])('%s is named with its remedy', (_, thrown, sentence) => {
  expect(whyNotStarted(thrown, told)).toContain(sentence)
})

test('a fault of the system itself is left as it is', () => {
  expect(whyNotStarted(new TypeError('x is undefined'), told)).toBeUndefined()
})
