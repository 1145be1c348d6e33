/** What one machine is told by its environment, with the defaults of the contract. */
import * as z from 'zod'

/** One port of the system's choosing asks for the other to be so too. */
const usualSmtpPort = 2525

/** The calendar ends long before; moved there a day at a time, nobody would see it arrive. */
const lastStart = '2099-12-31'

function port() {
  const wanted = 'is a port, 0 to 65535'
  return z.coerce.number(wanted).int(wanted).min(0, wanted).max(65_535, wanted)
}

const environment = z.object({
  PORT: port().default(3000),
  SMTP_PORT: port().optional(),
  DATA_DIR: z.string().min(1).default('.local'),
  START_DAY: z.iso
    .date('is a day, YYYY-MM-DD')
    .refine((day) => day <= lastStart, `is a day up to ${lastStart}`)
    .optional(),
  DEMO: z.enum(['0', '1'], 'is 0 or 1').default('1'),
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
