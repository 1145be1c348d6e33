/** What one machine is told by its environment, with the defaults of the contract. */
import * as z from 'zod'

/** One port of the system's choosing asks for the other to be so too. */
const usualSmtpPort = 2525

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  DATA_DIR: z.string().min(1).default('.local'),
  START_DAY: z.iso.date('START_DAY is a day, YYYY-MM-DD').optional(),
  DEMO: z.enum(['0', '1'], 'DEMO is 0 or 1').default('1'),
})

export interface LocalEnvironment {
  readonly port: number
  /** Where mail into the body is taken. */
  readonly smtpPort: number
  readonly dataDir: string
  readonly startDay: string | undefined
  readonly demo: boolean
}

/** Reads the environment; throws with every problem and its remedy. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): LocalEnvironment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { PORT, SMTP_PORT = PORT === 0 ? 0 : usualSmtpPort, DATA_DIR, START_DAY, DEMO } = environment.parse(given)
  return { port: PORT, smtpPort: SMTP_PORT, dataDir: DATA_DIR, startDay: START_DAY, demo: DEMO === '1' }
}
