// Opening a contact's or a school's page with names on it notes who saw them; the contact's page tells admins.
import { expect, test } from 'vitest'
import { openConsole, pageOf, withOakfield } from './kit.ts'

test('whoever opened the page of a contact, or of its school, stands under Seen by, for admins alone', async () => {
  const console = await openConsole()
  const school = await withOakfield(console)
  await console.settle()
  const { html } = await console.get(pageOf(school), 'coordinator')
  const contact = /href="(\/contacts\/[\w-]+)"/.exec(html)?.[1] ?? ''
  await console.get(contact, 'reader')
  const asCoordinator = await console.get(contact, 'coordinator')
  expect(asCoordinator.text).not.toContain('Seen by')
  const { text } = await console.get(contact)
  expect(text).toMatch(/Seen by Seen by, the latest day first Who Day .*20 Aug 2026/)
  const [, table = ''] = text.split('Seen by, the latest day first')
  expect(table.match(/\w+ 20 Aug 2026/g)?.toSorted()).toEqual(['admin 20 Aug 2026', 'coordinator 20 Aug 2026'])
})
