/** Every command that is built, by name; a test holds that these are exactly the ones events/commands.ts says are. */
import type { CommandName } from '../../../events/commands.ts'
import { clusterPerformers } from './clusters.ts'
import { contactPerformers } from './contacts.ts'
import { deadLetterPerformers } from './dead-letters.ts'
import { feedPerformers } from './feeds.ts'
import { importPerformers } from './imports.ts'
import { letterPerformers } from './letters.ts'
import { mailPerformers } from './mail.ts'
import type { Performer } from './performer.ts'
import { requestPerformers } from './requests.ts'
import { reviewPerformers } from './reviews.ts'
import { schoolPerformers } from './schools.ts'
import { settingsPerformers } from './settings.ts'
import { staffPerformers } from './staff.ts'

export const performers: Readonly<Record<CommandName, Performer>> = {
  ...schoolPerformers,
  ...reviewPerformers,
  ...contactPerformers,
  ...clusterPerformers,
  ...feedPerformers,
  ...settingsPerformers,
  ...staffPerformers,
  ...importPerformers,
  ...letterPerformers,
  ...deadLetterPerformers,
  ...mailPerformers,
  ...requestPerformers,
}
