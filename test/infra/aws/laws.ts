/**
 * The laws every template must keep, whatever its list of triggers: each is a sentence and a search for what breaks it.
 * They hold over all resources of a kind; nothing here knows a template by heart.
 */
import { functionLaws } from './laws/functions.ts'
import { keepingLaws } from './laws/keeping.ts'
import type { Law } from './laws/law.ts'
import { logLaws, rightsLaws } from './laws/rights.ts'
import { ruleLaws } from './laws/rules.ts'

export const laws: readonly Law[] = [...logLaws, ...rightsLaws, ...functionLaws, ...ruleLaws, ...keepingLaws]
