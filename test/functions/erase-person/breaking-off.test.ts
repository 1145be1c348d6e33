/** C8: erasure that is killed at any step is finished by doing it again, and reports what one that went well reports. */
import { expect, test } from 'vitest'
import { Fault } from '../../../events/kernel/fault.ts'
import type { EraseTools } from '../../../functions/erase-person/erase.ts'
import { noteDelivery } from '../../../functions/note-deliveries/note.ts'
import { forEver, openErasing, withMorag } from './kit.ts'

/** Counts every call of a port, and dies at one of them: before it is done, or after it was. */
class Dying {
  calls = 0
  readonly #at: number
  readonly #after: boolean

  constructor(at: number, after: boolean) {
    this.#at = at
    this.#after = after
  }

  port<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => this.#call(() => Reflect.apply(member, target, given))
      },
    })
  }

  #call(work: () => unknown): unknown {
    this.calls += 1
    if (this.calls !== this.#at) return work()
    if (!this.#after) throw new Fault('port', 'Died')
    const done = work()
    if (!(done instanceof Promise)) throw new Fault('port', 'Died')
    return done.then(() => {
      throw new Fault('port', 'DiedAfter')
    })
  }

  tools({ log, vault, through, board, mail, files, providerList, ...rest }: EraseTools): EraseTools {
    const dying = { log: this.port(log), vault: this.port(vault), through: this.port(through), board: this.port(board) }
    return { ...rest, ...dying, mail: this.port(mail), files: this.port(files), providerList: this.port(providerList) }
  }
}

const pat = { name: 'Pat Low', email: 'pat@oakfield.example', phone: '01632 960007' }

/** Pat, whose first mail came before anybody knew whose it was. */
async function withPat() {
  const body = await openErasing()
  await body.mailFrom('early', pat.email, 'Who are you? Call me.')
  const who = await body.contact(pat)
  await body.mailFrom('later', pat.email, 'Please send me all you have about me.')
  await body.noteAbout('Pat Low rang from 01632 960 007')
  await body.noteAbout('PAT@oakfield.example does not work')
  body.providerList.holds.add(pat.email)
  return { ...body, who }
}

/** Erases Pat, dying once; then again with whole tools. */
async function erasedDyingAt(at: number, after: boolean) {
  const body = await withPat()
  const request = await body.grant({ contact: body.who })
  await body.settle()
  const due = body.waiting.splice(0)
  const dying = new Dying(at, after)
  let died = false
  for (const event of due) {
    body.waiting.push(event)
    await body.erase(dying.tools(body.tools)).catch((thrown: unknown) => {
      if (!(thrown instanceof Fault)) throw thrown
      died = true
    })
    // A queue gives the message again.
    if (died) body.waiting.push(event)
  }
  await body.erase()
  const { vault } = body.tools
  const outcome = {
    report: await body.report(request),
    person: await vault.person(body.who, forEver),
    holder: await vault.holderOf('contact', pat.email, ''),
    listed: await vault.suppressionOf(pat.email),
    provider: [...body.providerList.holds],
    ledger: (await body.ledger()).map((text) => JSON.parse(text)),
    left: /\bpat\b|960 ?007|call me/i.exec(await body.everything())?.[0],
  }
  // Each body gives its own ids.
  const named = JSON.stringify(outcome).replaceAll(body.who, 'contact#pat').replaceAll(request, 'request#one')
  return { died, outcome: JSON.parse(named), calls: dying.calls }
}

test('at each step, before it and after it', { timeout: 60_000 }, async () => {
  const { outcome: whole, calls } = await erasedDyingAt(0, false)
  expect(whole).toMatchObject({
    report: [{ removed: { entries: 1, mails: 2, passages: 2 }, provider: true, kept: { suppressed: 1 } }],
    provider: [],
  })
  for (const gone of ['person', 'holder', 'left']) expect(whole).not.toHaveProperty(gone)
  expect(calls).toBeGreaterThan(40)
  const deaths = Array.from({ length: calls }, (_, n) => n + 1).flatMap((at) => [
    { at, after: false },
    { at, after: true },
  ])
  for (const { at, after } of deaths) {
    const { died, outcome } = await erasedDyingAt(at, after)
    expect({ died, outcome }, `${after ? 'after' : 'before'} call ${at} of ${calls}`).toEqual({
      died: true,
      outcome: whole,
    })
  }
})

test('a bounce of the farewell that comes after all is removed harms nothing', async () => {
  const body = await withMorag()
  const request = await body.grant({ contact: body.who })
  await body.erase()
  const [letter] = (await Array.fromAsync(body.tools.log.items())).flatMap(({ stream, bytes }) =>
    bytes.includes('request-answered') && stream.startsWith('letter#') ? [stream] : [],
  )
  const at = body.clock.now()
  for (const [type, kind] of [
    ['delivery', 'transient'],
    ['bounce', 'permanent'],
    ['complaint', 'transient'],
  ] as const)
    await noteDelivery(body.tools, { type, at, kind, letter: letter ?? '' })
  await body.erase()
  expect(await body.report(request)).toHaveLength(1)
  expect(await body.tools.vault.person(body.who, forEver)).toBeUndefined()
  expect(await body.everything()).not.toMatch(/morag/i)
})
