// The template of production beside the bill: every kind of resource has a price or a reason for none, and what is kept of
// the counts is what stands.
import { beforeAll, expect, test } from 'vitest'
import { everyPrice } from '../../../infra/aws/cost/bill.ts'
import {
  billed,
  countStanding,
  notBilled,
  type Resource,
  readStanding,
  unthoughtOf,
} from '../../../infra/aws/cost/standing.ts'
import { synthesise } from '../../../infra/aws/cost/template.ts'

let resources: readonly Resource[]
let prefix: string

beforeAll(() => {
  const made = synthesise()
  resources = made.resources
  prefix = made.prefix
}, 60_000)

test('the template leaves no kind of resource without a price or a reason', () => {
  expect(unthoughtOf(resources)).toEqual([])
  expect(unthoughtOf([...resources, { Type: 'AWS::EC2::NatGateway', Properties: {} }])).toEqual([
    'AWS::EC2::NatGateway',
  ])
})

test('the template leaves no price and no reason without a resource, and none in both lists', () => {
  const kinds = new Set(resources.map(({ Type }) => Type))
  expect([...Object.keys(billed), ...Object.keys(notBilled)].filter((kind) => !kinds.has(kind))).toEqual([])
  expect(Object.keys(billed).filter((kind) => kind in notBilled)).toEqual([])
  const priced = new Set(Object.values(billed).flat())
  expect(everyPrice().filter(([name]) => !priced.has(name))).toEqual([])
})

test('the template holds what is kept of it: `npm run cost -- --write` counts anew', () => {
  expect(readStanding()).toEqual(countStanding(resources, prefix))
})
