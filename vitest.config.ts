// Every test that needs nothing but npm. The heavier proofs (cloud, browser, bench, simulate at length) are scripts of
// their own: see package.json and .ci/run.
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Proofs with their own command: they need an emulator, a browser or a quiet machine. */
const ownCommand = ['test/cloud/**', 'test/browser/**', 'test/bench/**']

/** The two longest begin first: one of them begun last would keep the other core waiting for a minute. */
const longest = ['sixty-schools.test.ts', 'simulator.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** What people live through, each in a running system of its own: `npm run test:journeys`. */
const journeys = [
  'test/journeys/{calendar-changes,corrections,data-rights,export,go-live,canary,head-leaves,outage,mail-forged,mail-in,morning-after}.test.ts',
  'test/journeys/race.test.ts',
  'test/infra/local/{kept,exported}.test.ts',
  // The local cloud, killed and with every fault; the template, made again and again.
  'test/infra/local/cloud/**/*.test.ts',
  'test/infra/aws/{laws,nag,standing,wire}.test.ts',
  // A thousand mails read.
  'test/events/request/schools.test.ts',
  // Every function's bundle, opened bare.
  'test/infra/aws/bundle.test.ts',
  // Erasure, killed at every step: a body for each.
  'test/functions/erase-person/{breaking-off,real-tables}.test.ts',
  // Every command straight after every other: a body for each pair.
  'test/functions/answer-api/pairs.test.ts',
]

export default defineConfig({
  // One JSX for letters and pages: hono's, as tsconfig.json says.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    pool: 'forks',
    // The machine that judges has two cores.
    maxWorkers: 2,
    // A time zone nobody works in: a day computed in the machine's own zone is off by one here, and seen.
    env: { TZ: 'Pacific/Apia', AWS_REGION: 'eu-west-2', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          // Pure rules share one process: nothing they do can leak.
          name: 'rules',
          include: ['test/events/**/*.test.{ts,tsx}'],
          exclude: journeys,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'world',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/events/**', ...ownCommand, ...journeys],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'journeys', include: journeys, testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
})
