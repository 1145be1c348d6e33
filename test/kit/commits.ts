/** Commits for tests of the log: true to form, with nothing of the body's own rules in them. */
import type { CommitBody } from '../../shared/log/log.ts'

/** A commit of one event; what is not given is the same each time. */
export function aCommit(stream: string, version: number, more: Partial<CommitBody> = {}): CommitBody {
  return {
    id: `commit-of-${stream}-${version}`,
    stream,
    version,
    events: [{ type: 'PupilsCounted', v: 1, data: { pupils: 100 + version } }],
    state: { pupils: 100 + version },
    shape: 1,
    at: '2026-09-01T06:30:00.000Z',
    by: 'system',
    because: 'api',
    trace: 'trace-1',
    ...more,
  }
}
