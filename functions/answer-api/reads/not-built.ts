/** What the contract lets people read and comes with later work: named, so that all fits, and answered with 501. */
import * as z from 'zod'
import { notBuilt } from '../problem.ts'
import type { Read } from './read.ts'

const later = {
  '/api/mail': 'Mail that came in.',
  '/api/mail/{mail}': 'One mail that came in.',
} as const

export const notBuiltReads: readonly Read[] = Object.entries(later).map(([path, sentence]) => ({
  path,
  sentence,
  query: z.looseObject({}),
  gives: z.never(),
  answer: async () => notBuilt(path),
}))
