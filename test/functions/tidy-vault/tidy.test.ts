// Sweeping the vault: what no fact ever named goes, what a fact named late stays.
import { expect, test } from 'vitest'
import { addMinutes } from '../../../events/kernel/day.ts'
import { tidyVault } from '../../../functions/tidy-vault/tidy.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

const written = '2026-09-01T10:00:00.000Z'
const daysAfter = (days: number) => addMinutes(written, days * 24 * 60)
const ada = { name: 'Ada Marsh', email: 'ada.marsh@oakfield.example' }

async function aVault() {
  const vault = standInVault()
  await vault.putPerson('contact#1', ada, daysAfter(7))
  return vault
}

test('a person whose fact is followed after an outage of nine days is still there to be kept', async () => {
  const vault = await aVault()
  expect(await tidyVault({ log: standInLog(), vault }, daysAfter(9))).toEqual({ kept: 0, taken: 0 })
  await vault.keep('contact#1')
  expect(await vault.person('contact#1', daysAfter(30))).toEqual(ada)
})

test('a person whom no fact ever named is nobody after a week, and gone when no message can name them any more', async () => {
  const vault = await aVault()
  expect(await vault.person('contact#1', daysAfter(7))).toBeUndefined()
  expect(await tidyVault({ log: standInLog(), vault }, daysAfter(23))).toEqual({ kept: 0, taken: 1 })
})
