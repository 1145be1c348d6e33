/**
 * Erasure is carried out (DOMAIN C8): the ledger says what is removed before any of it is; then others' notes are blacked
 * out, the provider's list forgets the address, and mails, notes and the person go, in this order: by whom all else is found
 * goes last. Broken off anywhere it is done again, and reports the same.
 */
import { addDays } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { recoveryDays } from '../../events/request/erasure.ts'
import type { ErasureReport } from '../../events/request/events.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { erasedBy, keepOff, markErased } from '../../shared/deeds/erasure.ts'
import { type ErasureEntry, noteErasure } from '../../shared/deeds/erasure-ledger.ts'
import { readKeyOf } from '../../shared/deeds/mail-places.ts'
import { furtherStep, isRefused } from '../../shared/deeds/tools.ts'
import type { Files } from '../../shared/files/files.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'
import type { ProviderList } from '../../shared/post/provider-list.ts'
import { type Look, type LookTools, lookFor, storedAt } from './look.ts'

export interface EraseTools extends LookTools {
  readonly mail: Pick<Files, 'get' | 'list' | 'remove'>
  readonly files: Pick<Files, 'get' | 'put'>
  readonly providerList: ProviderList
}

/** Does what is due of a request's event; answers whether everything of a person was removed now. */
export async function erasePerson(tools: EraseTools, event: Published): Promise<boolean> {
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  const erased = await erasedBy(tools, event.stream)
  // What the decision began and did not come to the end of.
  if (erased) await markErased(tools, erased, furtherStep(doing))
  return event.type === 'ErasureDue' && removeAll(tools, event.stream, doing)
}

async function removeAll(tools: EraseTools, request: string, doing: Doing): Promise<boolean> {
  const { state } = await loadStream(tools.log, requestDecider, request)
  if (state.erasureDue === undefined || state.erasedOn !== undefined) return false
  const look = await lookFor(tools, request, state)
  const entry = await noteErasure(tools.files, look.found)
  await cleanElsewhere(tools, look)
  await takeAway(tools, entry)
  const report = reportOf(entry, tools.world().today)
  const outcome = await act(tools, requestDecider, request, { do: 'note-erased', report }, doing)
  if (isRefused(outcome)) throw new Fault('erase-person', `Refused ${outcome.refused}`)
  return true
}

/** What is found by their details, as long as these are known. */
async function cleanElsewhere(tools: EraseTools, { passages, addresses }: Look): Promise<void> {
  const { through, providerList } = tools
  // A contact's stand there since the decision; a stranger's are to be kept off as well.
  for (const address of addresses) await keepOff(tools, address, tools.world().today)
  for (const [note, text] of passages) await through.rewriteNote(note, text)
  for (const address of addresses) await providerList.forget(address)
}

/** Deletions under way at a time. */
const sideBySide = 25

async function takeAway(tools: EraseTools, { request, mails, notes, contacts }: ErasureEntry): Promise<void> {
  for (const mail of mails) await takeMail(tools, mail)
  for (let from = 0; from < notes.length; from += sideBySide)
    await tools.vault.forget(request, notes.slice(from, from + sideBySide))
  for (const who of contacts) await tools.vault.forget(who, [])
}

async function takeMail(tools: EraseTools, mail: string): Promise<void> {
  const kept = await storedAt(tools, mail)
  await tools.mail.remove(readKeyOf(mail))
  if (kept !== undefined) await tools.mail.remove(kept)
}

const mostDoubtful = 20

function reportOf(
  { held, passages, doubtful, suppressed, provider, staff }: ErasureEntry,
  today: string,
): ErasureReport {
  const { contacts, notes, mails } = held
  return {
    removed: { entries: contacts.length, notes: notes.length, mails: mails.length, passages: passages.length },
    ...(provider && { provider }),
    kept: { suppressed, doubtful: doubtful.slice(0, mostDoubtful), ...(staff && { staff }) },
    copiesUntil: addDays(today, recoveryDays),
  }
}
