/** All that can be read, in the order it is described. */
import { clusterReads } from './clusters.ts'
import { contactReads } from './contacts.ts'
import { deadLetterReads } from './dead-letters.ts'
import { explainReads } from './explain.ts'
import { importReads } from './imports.ts'
import { letterReads } from './letters.ts'
import { logReads } from './log.ts'
import { notBuiltReads } from './not-built.ts'
import { previewReads } from './preview.ts'
import type { Read } from './read.ts'
import { schoolReads } from './schools.ts'
import { settingsReads } from './settings.ts'

export const reads: readonly Read[] = [
  ...schoolReads,
  ...explainReads,
  ...previewReads,
  ...clusterReads,
  ...contactReads,
  ...letterReads,
  ...deadLetterReads,
  ...logReads,
  ...importReads,
  ...settingsReads,
  ...notBuiltReads,
]
