/** admit-staff with real tools. */
import { accountsHere } from '../../shared/edge/accounts-cognito.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { admitStaff } from './admit.ts'

const tools = { ...deedToolsHere(), accounts: accountsHere() }

export const handler = eventsDoor('admit-staff', (event) => admitStaff(tools, event))
