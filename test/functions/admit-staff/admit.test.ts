// Who may sign in: whoever is on the staff now, invited when a person added them, and nobody who left.
import { expect, test } from 'vitest'
import { staffDecider } from '../../../events/staff/decide.ts'
import { admitStaff } from '../../../functions/admit-staff/admit.ts'
import type { Accounts } from '../../../shared/accounts/accounts.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { act } from '../../../shared/log/act.ts'
import { openBody } from '../answer-api/kit.ts'

const rae = { role: 'coordinator', name: 'Rae Marsh', email: 'rae@staff.example', alerts: 'tasks' } as const

function standInAccounts(): Accounts & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    open: async (username, email) => void asked.push(`open ${username} ${email}`),
    invite: async (username, email) => void asked.push(`invite ${username} ${email}`),
    close: async (username) => void asked.push(`close ${username}`),
  }
}

async function withAccounts() {
  const body = await openBody()
  const accounts = standInAccounts()
  const follow = async (events: readonly Published[]) => {
    for (const event of events) await admitStaff({ ...body.tools, accounts }, event)
  }
  /** All there is to follow of members of staff. */
  const news = async (): Promise<Published[]> => {
    await body.follow()
    return body.bus.published.splice(0).filter(({ type }) => /^Staff(Added|Invited|Removed)$/.test(type))
  }
  await news()
  return { body, accounts, follow, news }
}

test('somebody added by a person gets an account under the id the log knows them by', async () => {
  const { body, accounts, follow, news } = await withAccounts()
  const { stream } = await body.must('add-staff', rae)
  await follow(await news())
  expect(accounts.asked).toEqual([`open ${stream.replace('staff#', '')} rae@staff.example`])
})

test('somebody an import brought is written to when an admin invites them, and not before', async () => {
  const { body, accounts, follow, news } = await withAccounts()
  const { stream } = await body.must('add-staff', rae)
  const [added] = await news()
  await follow(added ? [{ ...added, because: 'import#i-1' }] : [])
  expect(accounts.asked).toEqual([])
  await body.must('invite-staff', { staff: rae.email })
  await follow(await news())
  expect(accounts.asked).toEqual([`invite ${stream.replace('staff#', '')} rae@staff.example`])
})

test('whoever left has no account, whichever news comes last', async () => {
  const { body, accounts, follow, news } = await withAccounts()
  const { stream } = await body.must('add-staff', rae)
  await body.must('remove-staff', { staff: stream })
  await follow((await news()).toReversed())
  expect(accounts.asked).toEqual([`close ${stream.replace('staff#', '')}`, `close ${stream.replace('staff#', '')}`])
})

test('nobody who is not on the staff is invited', async () => {
  const { body } = await withAccounts()
  const { stream } = await body.must('add-staff', rae)
  await body.must('remove-staff', { staff: stream })
  expect((await body.ask('invite-staff', { staff: stream })).status).toBe(404)
  const outcome = await act(
    body.tools,
    staffDecider,
    stream,
    { do: 'invite-staff' },
    { by: 'system', because: 'test', trace: 't' },
  )
  expect(outcome).toMatchObject({ refused: 'staff-not-known' })
})
