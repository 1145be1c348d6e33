/** What the API shows of the story, as far as its proofs look: letters with whom they are to, entries of the log, tasks. */
import * as z from 'zod'
import type { Api } from './api.ts'
import type { Deployed } from './deploy.ts'
import type { Emulator } from './emulator.ts'
import { type Story, schools } from './small-body.ts'

/** What the proofs have at hand on the way through. */
export type Journey = {
  readonly emulator: Emulator
  readonly deployed: Deployed
  /** The first admin’s. */
  readonly token: string
  readonly admin: Api
  readonly story: Story
}

const letter = z.object({
  id: z.string(),
  kind: z.string(),
  contact: z.string().optional(),
  school: z.string().optional(),
  state: z.string(),
  whyNot: z.string().optional(),
  heldBy: z.string().optional(),
  why: z.looseObject({ event: z.string(), stage: z.string().optional(), due: z.string().optional() }),
})

export type SeenLetter = z.infer<typeof letter>

export const entry = z.object({
  id: z.string(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  school: z.string().optional(),
})

export const task = z.object({ about: z.string(), school: z.string().optional(), state: z.string() })

const contact = z.object({ id: z.string(), email: z.string(), address: z.string() })

/** Who is who, by the contact’s id: filled as letters are read, since they name their contact by it alone. */
const addresses = new Map<string, string>()

export async function contactsOf(admin: Api, school: string): Promise<z.infer<typeof contact>[]> {
  return admin.list(`/api/contacts?school=${encodeURIComponent(school)}`, contact)
}

export async function lettersOf(admin: Api): Promise<SeenLetter[]> {
  const letters = await admin.list('/api/letters', letter)
  if (letters.some((one) => !addresses.has(one.contact ?? '')))
    for (const { ref } of Object.values(schools))
      for (const { id, email } of await contactsOf(admin, ref)) addresses.set(id, email)
  return letters
}

/** `kind to address: state`, with what holds or stopped it. */
export const asWords = ({ kind, contact: to, state, heldBy, whyNot }: SeenLetter) =>
  `${kind} to ${addresses.get(to ?? '')}: ${state}${heldBy ? ` by ${heldBy}` : ''}${whyNot ? `, ${whyNot}` : ''}`

export async function letterTo(admin: Api, address: string): Promise<string> {
  const found = (await lettersOf(admin)).find(
    (one) => one.kind === 'review-reminder' && addresses.get(one.contact ?? '') === address,
  )
  if (found === undefined) throw new Error(`there is no reminder to ${address}`)
  return found.id
}

/** How many events the log holds. */
export const countOf = async (admin: Api) => (await admin.list('/api/log', entry)).length
