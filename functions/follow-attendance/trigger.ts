/** What is said of a meeting, and of a school's time in a cluster. */
import type { Trigger } from '../trigger.ts'

export const followAttendanceTrigger: Trigger = {
  name: 'follow-attendance',
  wakes: [
    {
      by: 'events',
      types: [
        'MeetingScheduled',
        'MeetingRecorded',
        'MeetingCancelled',
        'MeetingTakenBack',
        'SchoolJoinedCluster',
        'SchoolLeftCluster',
        'MembershipCorrected',
      ],
    },
  ],
  needs: ['log:read', 'log:write'],
  budget: { timeoutSeconds: 60, memoryMb: 512, batch: 1, concurrency: 4, tries: 5 },
  ifItFails:
    'What was recorded of a cluster meeting does not reach the schools: misses and risks are not noticed, and nobody is invited to what was planned. Nothing is lost; send its dead letters again.',
}
