/** Work that could not be done: a person has it tried again, or gives it up. What follows is file-dead-letters' to do. */
import { commands } from '../../../events/commands.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Call, one, type Performed } from './performer.ts'

type Settle = { readonly deadLetter: string; readonly reason: string }

function settle(verb: 'retry' | 'abandon') {
  return async ({ tools, doing, body: { deadLetter, reason } }: Call<Settle>): Promise<Performed> => {
    const stream = deadLetter.startsWith('dead#') ? deadLetter : `dead#${deadLetter}`
    if (!(await tools.log.head(stream))) return { notFound: 'dead letter' }
    return act(tools, deadDecider, stream, { do: `${verb}-dead-letter`, reason }, doing)
  }
}

export const deadLetterPerformers = {
  'retry-dead-letter': one(commands['retry-dead-letter'], settle('retry')),
  'abandon-dead-letter': one(commands['abandon-dead-letter'], settle('abandon')),
}
