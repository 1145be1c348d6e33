/** Letters about a person's own data stop with what they are about (DOMAIN C1): whether that is over by now. */
import { contactDecider } from '../../events/contact/decide.ts'
import { openQuestion } from '../../events/contact/was-this-you.ts'
import type { Asked } from '../../events/letter/events.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { isOpen } from '../../events/request/state.ts'
import { type ActTools, loadStream } from '../log/act.ts'

/** Of one that waited, or was asked for late: what it asks or tells is no longer so. */
export async function isOver({ log }: Pick<ActTools, 'log'>, { kind, to, facts }: Asked): Promise<boolean> {
  switch (kind) {
    case 'withdrawal-confirmed': {
      const { state } = await loadStream(log, contactDecider, to)
      return (facts.withdrawn ?? []).every((purpose) => state.consents[purpose]?.state !== 'withdrawn')
    }
    case 'was-this-you': {
      const { state } = await loadStream(log, contactDecider, to)
      return openQuestion(state)?.id !== facts.question
    }
    case 'confirm-it-is-you':
    case 'request-acknowledged':
    case 'request-extended': {
      const { state } = await loadStream(log, requestDecider, facts.request ?? '')
      return !isOpen(state) || (kind === 'confirm-it-is-you' && state.provedOn !== undefined)
    }
    default:
      return false
  }
}
