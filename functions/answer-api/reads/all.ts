/** All that can be read, in the order it is described. */
import { bulletinReads } from './bulletins.ts'
import { clusterReads } from './clusters.ts'
import { contactReads } from './contacts.ts'
import { deadLetterReads } from './dead-letters.ts'
import { explainReads } from './explain.ts'
import { feedReads } from './feeds.ts'
import { importReads } from './imports.ts'
import { letterReads } from './letters.ts'
import { logReads } from './log.ts'
import { mailReads } from './mail.ts'
import { previewReads } from './preview.ts'
import { previewSettingReads } from './preview-setting.ts'
import type { Read } from './read.ts'
import { requestReads } from './requests.ts'
import { schoolReads } from './schools.ts'
import { settingsReads } from './settings.ts'
import { wordingReads } from './wording.ts'

export const reads: readonly Read[] = [
  ...schoolReads,
  ...explainReads,
  ...previewReads,
  ...previewSettingReads,
  ...clusterReads,
  ...feedReads,
  ...contactReads,
  ...letterReads,
  ...bulletinReads,
  ...wordingReads,
  ...requestReads,
  ...deadLetterReads,
  ...mailReads,
  ...logReads,
  ...importReads,
  ...settingsReads,
]
