// Invoices as others read them: by the day they are due, those that fell due and those to come, also as a table.
import { expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { centreOfExcellence, itemsOf, oakfield, openBody } from './kit.ts'

const doing = { by: 'system', because: 'test', trace: 'test' }

async function threeCentres() {
  const body = await openBody({ today: '2026-09-01' })
  await centreOfExcellence(body, '2026-09-01')
  for (const [ref, pupils, on] of [
    ['urn:200001', 2500, '2020-09-20'],
    ['urn:200002', undefined, '2021-10-05'],
  ] as const) {
    await body.must('register-school', { ref, name: `=School ${ref}`, nation: 'england', ...(pupils && { pupils }) })
    await body.must('grant-award', { school: ref, award: 'inclusive-school', on })
    await body.must('grant-award', { school: ref, award: 'centre-of-excellence', on })
  }
  const found = await body.must('change-school', { school: oakfield.ref, pupils: 320 })
  await act(body.tools, schoolDecider, found.stream, { do: 'wake' }, doing)
  await body.follow()
  return body
}

test('are listed by the day they are due, with the band, whether they fell due or are to come', async () => {
  const body = await threeCentres()
  expect(itemsOf(await body.get('/api/invoices?until=2026-10-31'))).toMatchObject([
    { ref: oakfield.ref, due: '2026-09-01', year: 1, band: '1-400', state: 'due', award: 'centre-of-excellence' },
    { ref: 'urn:200001', due: '2026-09-20', year: 7, band: '2001+', state: 'to-come' },
    { ref: 'urn:200002', due: '2026-10-05', year: 6, band: 'unknown', state: 'to-come' },
  ])
  const refsOf = async (query: string) => itemsOf(await body.get(`/api/invoices?${query}`)).map(({ ref }) => ref)
  expect(await refsOf('from=2026-09-02&until=2026-09-30')).toEqual(['urn:200001'])
  expect(await refsOf('from=2027-09-01&until=2027-09-01')).toEqual([oakfield.ref])
})

test('come as a table for a spreadsheet, in which no cell is a formula', async () => {
  const body = await threeCentres()
  const { text, headers } = await body.get('/api/invoices?from=2026-09-02&until=2026-09-30&format=csv')
  expect(headers.get('content-type')).toContain('text/csv')
  expect(text.replace(/^\uFEFF/, '')).toBe(
    "due,state,ref,name,award,year,from,band\r\n2026-09-20,to-come,urn:200001,'=School urn:200001,centre-of-excellence,7,2026-09-20,2001+\r\n",
  )
})

test('to come move with the settings, those that fell due do not', async () => {
  const body = await threeCentres()
  await body.must('change-setting', { name: 'invoiceDaysAfter', value: 30, reason: 'As agreed' })
  await body.must('change-setting', { name: 'feeBandTops', value: [100], reason: 'As agreed' })
  expect(itemsOf(await body.get('/api/invoices?until=2026-10-31'))).toMatchObject([
    { ref: oakfield.ref, due: '2026-09-01', band: '1-400' },
    { ref: 'urn:200001', due: '2026-10-20', band: '101+' },
  ])
})
