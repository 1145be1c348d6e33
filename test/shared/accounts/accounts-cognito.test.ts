// Accounts through the real client, on the door that stands for the provider on one machine.
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '../../../events/kernel/fault.ts'
import type { Cloud } from '../../../infra/local/cloud/types.ts'
import type { Accounts } from '../../../shared/accounts/accounts.ts'
import { openAccounts } from '../../../shared/accounts/accounts-cognito.ts'
import { localConfig, memoryCloud } from '../../kit/local-cloud.ts'
import { startScriptedServer } from '../../kit/scripted-server.ts'

let cloud: Cloud
let accounts: Accounts
beforeAll(async () => {
  cloud = await memoryCloud()
  accounts = openAccounts(new CognitoIdentityProviderClient(localConfig(cloud.endpoint)), 'local')
})
afterAll(() => cloud.stop())

const of = async (username: string) => (await cloud.accounts.list()).find((one) => one.username === username)

test('an account is opened once, however often it is asked for, with one invitation', async () => {
  await accounts.open('s-1', 'rae@staff.example')
  await accounts.open('s-1', 'rae@staff.example')
  expect(await of('s-1')).toEqual({ username: 's-1', email: 'rae@staff.example', invited: 1 })
})

test('whoever has an account is invited again, whoever has none gets one', async () => {
  await accounts.open('s-2', 'kit@staff.example')
  await accounts.invite('s-2', 'kit@staff.example')
  await accounts.invite('s-3', 'lou@staff.example')
  expect((await of('s-2'))?.invited).toBe(2)
  expect((await of('s-3'))?.invited).toBe(1)
})

test('an account is closed with its address, and closed again nothing happens', async () => {
  await accounts.open('s-4', 'max@staff.example')
  await accounts.close('s-4')
  await accounts.close('s-4')
  expect(await of('s-4')).toBeUndefined()
})

test('an address another account has is a fault that does not say the address', async () => {
  const server = await startScriptedServer(() => ({
    status: 400,
    headers: { 'x-amzn-errortype': 'AliasExistsException' },
    body: { __type: 'AliasExistsException', message: 'An account with rae@staff.example exists' },
  }))
  const there = openAccounts(
    new CognitoIdentityProviderClient({ ...localConfig(server.endpoint), maxAttempts: 1 }),
    'local',
  )
  const failed = await there.open('s-5', 'rae@staff.example').catch((thrown: unknown) => thrown)
  await server.close()
  expect(failed).toBeInstanceOf(Fault)
  expect(String(failed)).toMatch(/AliasExistsException/)
  expect(String(failed)).not.toContain('rae@')
})
