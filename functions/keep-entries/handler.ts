/** keep-entries with real tools. */
import { eventsDoor } from '../../shared/edge/doors.ts'
import { vaultHere } from '../../shared/edge/tables-dynamodb.ts'
import { keepEntries } from './keep.ts'

const vault = vaultHere()

export const handler = eventsDoor('keep-entries', (event) => keepEntries(vault, event))
