/** Members of staff who came, are to be invited again, or left. */
import type { Trigger } from '../trigger.ts'

export const admitStaffTrigger: Trigger = {
  name: 'admit-staff',
  wakes: [{ by: 'events', types: ['StaffAdded', 'StaffInvited', 'StaffRemoved'] }],
  needs: ['log:read', 'vault:read', 'accounts'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'New members of staff are not invited to sign in, and the address of whoever left stays in the user pool. What they may do is not touched by it: that is read from the log. Send its dead letters again, or invite them from the staff page.',
}
