/**
 * The register's links: which school goes on under which URN. Where one school of ours has one successor, and that one no
 * other predecessor, its reference becomes the new URN and the old one keeps finding it. Splits, mergers, and a successor
 * that is a school of ours already are for a person to decide: they are warned of and change nothing.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { changeSchool, findSchool } from '../../shared/deeds/schools.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared, type Read } from './groups.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows, type Told } from './tools.ts'

const urn = once(() => z.string().regex(/^\d{6}$/, 'must be six digits'))

const columnsOf = once(() =>
  z.object({
    URN: urn(),
    LinkURN: urn(),
    LinkType: z.string().max(80),
    LinkEstablishedDate: z
      .string()
      .regex(/^\d{2}[-/]\d{2}[-/]\d{4}$/, 'must be a day: dd-mm-yyyy or dd/mm/yyyy')
      .transform((text) => `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}`)
      .pipe(z.iso.date('is no day of the calendar'))
      .optional(),
  }),
)

/** `plain`: one school goes on as another. `shared`: a split, a merger, an amalgamation. `other`: says nothing of that. */
type LinkKind = 'plain' | 'shared' | 'other'

interface LinkRow {
  readonly row: number
  /** URN of the school that was, and of the one that is. */
  readonly from: string
  readonly to: string
  readonly kind: LinkKind
  readonly on: string | undefined
}

function kindOf(type: string): LinkKind {
  if (/^(predecessor|successor)$/i.test(type.trim())) return 'plain'
  return /split|merged|amalgamat/i.test(type) ? 'shared' : 'other'
}

function linkOf(says: z.infer<ReturnType<typeof columnsOf>> & { readonly row: number }): LinkRow {
  const { row, URN, LinkURN, LinkType, LinkEstablishedDate: on } = says
  // `Predecessor`: the other one was before this one. All else is read from this one to the other.
  const isBackwards = /^predecessor/i.test(LinkType.trim())
  const [from, to] = isBackwards ? [LinkURN, URN] : [URN, LinkURN]
  return { row, from, to, kind: kindOf(LinkType), on }
}

export function prepareLinks(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const read = readRows(rows, columns, columnsOf()).map(
    (one): Read<LinkRow> => ('wrong' in one ? one : { row: one.row, says: linkOf(one.says) }),
  )
  const chains = chainsOf(read.flatMap((one) => ('says' in one ? one.says : [])))
  return inGroups<LinkRow>(
    read,
    ({ from }) => chains.rootOf(from),
    async (groups) => (await inParallel(groups, concurrency, (group) => follow(tools, run, chains, group))).flat(),
  )
}

interface Chains {
  /** Whether a school goes on as exactly one other, and that one is nobody else's. */
  isOneToOne(link: LinkRow): boolean
  /** The first URN of the chain a URN belongs to: all of a chain is worked on together, oldest link first. */
  rootOf(urn: string): string
  /** How far a URN is from the first of its chain. */
  depthOf(urn: string): number
}

function chainsOf(links: readonly LinkRow[]): Chains {
  const said = links.filter(({ kind }) => kind !== 'other')
  const after = setsOf(said.map(({ from, to }) => [from, to]))
  const before = setsOf(said.map(({ from, to }) => [to, from]))
  const isOneToOne = ({ kind, from, to }: Pick<LinkRow, 'kind' | 'from' | 'to'>) =>
    kind === 'plain' && from !== to && after.get(from)?.size === 1 && before.get(to)?.size === 1
  const earlier = (one: string) => {
    const [only] = before.get(one) ?? []
    return only !== undefined && isOneToOne({ kind: 'plain', from: only, to: one }) ? only : undefined
  }
  const wayBack = (one: string) => {
    const way = [one]
    // A chain that bites its own tail begins at its smallest URN.
    for (let at = earlier(one); at !== undefined; at = earlier(at)) {
      if (way.includes(at)) return [...way].sort().slice(0, 1)
      way.push(at)
    }
    return way
  }
  return {
    isOneToOne,
    rootOf: (one) => wayBack(one).at(-1) ?? one,
    depthOf: (one) => wayBack(one).length,
  }
}

function setsOf(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>()
  for (const [key, value] of pairs) sets.set(key, (sets.get(key) ?? new Set()).add(value))
  return sets
}

/** A school of ours as it stood before this import, and where the links have brought it since. */
interface Standing {
  readonly id: string
  readonly school: School
  ref: string
}

/** All links of one chain, oldest first. */
async function follow(tools: RunTools, run: Run, chains: Chains, { rows }: Group<LinkRow>): Promise<RowResult[]> {
  const holders = await holdersOf(tools, run, rows)
  const results: RowResult[] = []
  const inOrder = rows.toSorted((a, b) => chains.depthOf(a.from) - chains.depthOf(b.from) || a.row - b.row)
  for (const link of inOrder) results.push(await followLink(tools, run, chains, link, holders))
  return results
}

async function holdersOf(tools: RunTools, run: Run, rows: readonly LinkRow[]): Promise<Map<string, Standing>> {
  const byId = new Map<string, Standing>()
  const holders = new Map<string, Standing>()
  for (const one of new Set(rows.flatMap(({ from, to }) => [from, to]))) {
    const found = await findSchool(tools.log, `urn:${one}`)
    if (!found) continue
    const { state } = await standingBefore(tools.log, schoolDecider, `school#${found.id}`, run)
    if (!state.registered || !state.refs.includes(`urn:${one}`)) continue
    const standing = byId.get(found.id) ?? { id: found.id, school: state, ref: state.ref }
    byId.set(found.id, standing)
    holders.set(one, standing)
  }
  return holders
}

async function followLink(
  tools: RunTools,
  run: Run,
  chains: Chains,
  link: LinkRow,
  holders: Map<string, Standing>,
): Promise<RowResult> {
  const { row, from, to } = link
  const [holder, other] = [holders.get(from), holders.get(to)]
  if (link.kind === 'other' || !holder || holder === other) return { row, became: 'unchanged' }
  const why = whyForAPerson(link, holder, other, chains, run)
  if (why) return { row, became: 'unchanged', warnings: [why] }
  if (holder.ref !== `urn:${from}`) return { row, became: 'unchanged' }
  const refusal = run.dryRun ? undefined : await rename(tools, run, holder.id, `urn:${to}`)
  if (refusal !== undefined) return refused(row, 'LinkURN', refusal)
  holder.ref = `urn:${to}`
  holders.set(to, holder)
  return { row, became: 'changed' }
}

/** Why a link about a school of ours is not followed by itself. */
function whyForAPerson(
  link: LinkRow,
  { school }: Standing,
  other: Standing | undefined,
  chains: Chains,
  run: Run,
): Told | undefined {
  if (school.closed)
    return { column: 'URN', reason: 'this school is closed here; a person decides whether it goes on as the other' }
  if (other)
    return {
      column: 'LinkURN',
      reason:
        'the successor is another school here already; a person decides: merge-schools if they are one, close-school if one closed',
    }
  if (!chains.isOneToOne(link))
    return {
      column: 'LinkType',
      reason:
        'a split, a merger, or more than one successor or predecessor; a person decides what becomes of its awards',
    }
  return link.on !== undefined && link.on > run.today
    ? { column: 'LinkEstablishedDate', reason: `is still to come; today is ${run.today}. Import the links again then` }
    : undefined
}

async function rename(tools: RunTools, run: Run, id: string, ref: string): Promise<string | undefined> {
  const found = await findSchool(tools.log, id)
  if (!found) return 'this school is not registered any more'
  const done = await changeSchool(tools, found, { ref }, run.doing)
  return isRefused(done) ? done.detail : undefined
}
