/** Every public page. */
import type { PublicRoute } from '../route.ts'
import { confirmPage } from './confirm.tsx'
import { copyPage } from './copy.tsx'
import { preferencesPage } from './preferences.tsx'
import { stopPage } from './stop.tsx'
import { undoPage } from './undo.tsx'
import { wasThisYouPage } from './was-this-you.tsx'

export const publicPages: readonly PublicRoute[] = [
  stopPage,
  preferencesPage,
  undoPage,
  wasThisYouPage,
  confirmPage,
  copyPage,
]
