/**
 * What the person who asks for access will be shown, for those who answer the request to look at before they do: a text may
 * name somebody else. Whoever sees it was shown a name and address, which is noted.
 */

import type { AccessCopy } from '../../../events/request/copy.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { copiedFor, copyFor } from '../../../shared/deeds/access-copy.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { noteViews } from '../../../shared/deeds/views.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { AccessCopyPage, copyAsJson } from '../../../shared/pages/access-copy.tsx'
import { Breadcrumbs, Heading, Inset } from '../../../shared/pages/parts.tsx'
import { idOf } from '../names.ts'
import type { Asked, Shown } from '../page.ts'
import { requestPath } from './requests.tsx'
import { mayNot, notFound } from './stop.tsx'

export function copyPath(id: string): string {
  return `${requestPath(id)}/copy`
}

/** Made for whoever may answer the request, and noted as a view; undefined where there is nobody to copy for. */
async function copySeen({ tools, caller }: Asked, id: string): Promise<AccessCopy | undefined> {
  const contact = isOffice(caller) ? await copiedFor(tools, idOf(id)) : undefined
  if (contact === undefined) return undefined
  const { copy, shown } = await copyFor(tools, contact)
  await noteViews(tools, caller.id, shown)
  return copy
}

export async function requestCopyPage(asked: Asked, id: string): Promise<Shown> {
  if (!isOffice(asked.caller)) return mayNot('Requests about people’s own data are for admins and coordinators.')
  const copy = await copySeen(asked, id)
  if (!copy) return notFound('copy')
  const { state } = await loadStream(asked.tools.log, requestDecider, `request#${idOf(id)}`)
  return {
    title: 'Copy of what is kept',
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Requests about own data', href: '/requests' },
            { name: 'The request', href: requestPath(id) },
          ]}
        />
        <Heading above="Request for access">The copy, as the person will see it</Heading>
        <Inset>
          {state.decidedOn === undefined
            ? 'Read the mails, notes and reasons before you answer: where one names somebody else, that person has rights too. If such a text must not be handed out, refuse the request with the reason, and send them the rest yourself.'
            : 'It is made anew each time it is looked at: what the person was shown is what was kept on the day they opened it.'}
        </Inset>
        <AccessCopyPage copy={copy} file={`${copyPath(id)}.json`} />
      </>
    ),
  }
}

/** The same as a file; undefined for whoever may not have it, and where there is none. */
export async function requestCopyFile(asked: Asked, id: string): Promise<string | undefined> {
  const copy = await copySeen(asked, id)
  return copy && copyAsJson(copy)
}
