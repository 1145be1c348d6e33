/**
 * Signing in on one machine: `POST /local/sign-in {role, name, email?}` adds the member of staff if there is none and
 * answers a token for `Authorization: Bearer`, which is also set as the console's cookie. The console's own form (fields
 * instead of JSON, and `next`, a path to go on to) is led on instead.
 */
import * as z from 'zod'
import { roles, type StaffRole } from '../../events/kernel/words.ts'
import { type Staff, staffDecider } from '../../events/staff/decide.ts'
import { tellAdmins } from '../../shared/deeds/admins.ts'
import { addStaff } from '../../shared/deeds/staff.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { act, loadStream, type Outcome } from '../../shared/log/act.ts'
import type { Issuer } from './signing-key.ts'

const body = z.strictObject({
  role: z.enum(roles),
  name: z.string().trim().min(1).max(120),
  email: z.email('an e-mail address looks like name@body.example').max(254).optional(),
})
type SignIn = z.infer<typeof body>

/** The cookie's name where there is no https: a browser takes a `__Host-` cookie only over https. */
const sessionCookie = 'session'

/** Answers one request to sign in. */
export async function signIn(tools: DeedTools, issuer: Issuer, request: Request): Promise<Response> {
  const text = await request.text()
  const form = formOf(request, text)
  const parsed = body.safeParse(form ? form.fields : readJson(text))
  if (!parsed.success) {
    if (form) return ledBack(form.next)
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return problem({ type: 'about:blank', title: 'The body does not fit', issues }, 400)
  }
  const outcome = await present(tools, parsed.data)
  if ('refused' in outcome) return problem({ type: 'about:blank', title: 'A rule says no', ...outcome }, 422)
  const token = issuer.issue(outcome.stream.slice('staff#'.length))
  const headers = {
    'set-cookie': `${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Lax`,
    'cache-control': 'no-store',
  }
  if (form) return new Response(null, { status: 303, headers: { ...headers, location: form.next } })
  return Response.json({ token }, { headers })
}

/** To the form again, which says what it wants. */
function ledBack(next: string): Response {
  const query = new URLSearchParams({ ...(next !== '/' && { next }), without: 'name' })
  return new Response(null, { status: 303, headers: { location: `/sign-in?${query}` } })
}

/** A path of this machine: no other site's address begins with one slash. */
const ownPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/** The fields of a form, those left empty missing; undefined for JSON, whatever a tool says it sends. */
function formOf(request: Request, text: string): { fields: Record<string, string>; next: string } | undefined {
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  if (!isForm || text.trimStart().startsWith('{')) return undefined
  const { next = '/', ...fields } = Object.fromEntries(
    [...new URLSearchParams(text)].filter(([, value]) => value.trim() !== ''),
  )
  return { fields, next: ownPath.test(next) ? next : '/' }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function problem(what: object, status: number): Response {
  return new Response(JSON.stringify({ status, ...what }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

/** The member of staff of this address, added or given the role asked for: here everyone may be who they like. */
async function present(tools: DeedTools, { role, name, email }: SignIn): Promise<Outcome<Staff>> {
  const doing = { by: 'system', because: 'sign-in', trace: tools.newId() }
  const address = email ?? (await inventedAddress(tools, name, role))
  const standing = await standingAt(tools, address)
  if (standing) {
    // Not asked whether it is the last admin: here everyone may be who they like.
    const changed = await act(tools, staffDecider, standing.stream, { do: 'change-staff', role }, doing)
    await tellAdmins(tools, standing.stream, doing)
    return changed
  }
  return addStaff(tools, { name, email: address }, { role, clusters: [], alerts: 'none' }, doing)
}

async function standingAt(tools: DeedTools, email: string): Promise<{ stream: string; role: StaffRole } | undefined> {
  const stream = await tools.vault.holderOf('staff', email, tools.world().now)
  if (stream === undefined) return undefined
  const { state } = await loadStream(tools.log, staffDecider, stream)
  return state.known && !state.removed ? { stream, role: state.role } : undefined
}

/**
 * An address for a name that gave none: `Ada Byron` is ada-byron@staff.example, or ada.byron@staff.example where somebody
 * in this role has that one, as the demo's people do. The same name in a second role is a second person, so that the token
 * of the first keeps its role.
 */
async function inventedAddress(tools: DeedTools, name: string, role: StaffRole): Promise<string> {
  const word = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const dotted = `${word.replaceAll('-', '.')}@staff.example`
  if ((await standingAt(tools, dotted))?.role === role) return dotted
  const standing = await standingAt(tools, `${word || 'somebody'}@staff.example`)
  return standing && standing.role !== role
    ? `${word || 'somebody'}-${role}@staff.example`
    : `${word || 'somebody'}@staff.example`
}
