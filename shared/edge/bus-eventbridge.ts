/** The bus of this environment. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { Bus } from '../bus/bus.ts'
import { openBus } from '../bus/bus-eventbridge.ts'
import { mustHave } from './env.ts'

export function busHere(): Bus {
  return openBus(new EventBridgeClient({}), mustHave('BUS_NAME'))
}
