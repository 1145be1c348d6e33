// The page of invoices, a month at a time, and what a school's own page says of them.
import { expect, test } from 'vitest'
import { oakfield, openConsole, pageOf } from './kit.ts'

test('a month shows what falls due in it, an empty one says so, and a school says what comes next', async () => {
  const console = await openConsole()
  const { stream } = await console.must('register-school', { ...oakfield, pupils: 450 })
  for (const award of ['inclusive-school', 'centre-of-excellence'])
    await console.must('grant-award', { school: oakfield.ref, award, on: '2024-09-14' })
  await console.settle()
  const september = await console.get('/invoices?month=2026-09')
  expect(september.text).toContain('Invoices of September 2026')
  expect(september.text).toContain(
    `${oakfield.name} 14 Sept 2026 To come Centre of Excellence 3, from 14 Sept 2026 401 to 2,000 pupils`,
  )
  expect((await console.get('/invoices')).text).toContain('No invoice is due in this month.')
  expect((await console.get('/invoices?month=2026-13')).text).toContain('Invoices of August 2026')
  const school = await console.get(pageOf(stream))
  expect(school.text).toContain('Next invoice 14 Sept 2026 , contract year 3: 401 to 2,000 pupils')
})
