/** All that can be read, in the order it is described. */
import { bulletinReads } from './bulletins.ts'
import { clusterReads } from './clusters.ts'
import { contactReads } from './contacts.ts'
import { deadLetterReads } from './dead-letters.ts'
import { explainReads } from './explain.ts'
import { importReads } from './imports.ts'
import { invoiceReads } from './invoices.ts'
import { letterReads } from './letters.ts'
import { logReads } from './log.ts'
import { mailReads } from './mail.ts'
import { notBuiltReads } from './not-built.ts'
import { previewReads } from './preview.ts'
import { previewSettingReads } from './preview-setting.ts'
import type { Read } from './read.ts'
import { schoolReads } from './schools.ts'
import { settingsReads } from './settings.ts'
import { wordingReads } from './wording.ts'

export const reads: readonly Read[] = [
  ...schoolReads,
  ...explainReads,
  ...previewReads,
  ...previewSettingReads,
  ...clusterReads,
  ...invoiceReads,
  ...contactReads,
  ...letterReads,
  ...bulletinReads,
  ...wordingReads,
  ...deadLetterReads,
  ...mailReads,
  ...logReads,
  ...importReads,
  ...settingsReads,
  ...notBuiltReads,
]
