/** Letters: held, let go, on their day and once, answered by the provider, stopped by a consent withdrawn in time. */
import { sayDay } from '../../shared/post/say-day.ts'
import { expectSame, notAs, prove, proveFirst } from './prove.ts'
import {
  asWords,
  contactsOf,
  countOf,
  entry,
  type Journey,
  lettersOf,
  letterTo,
  type SeenLetter,
  task,
} from './seen.ts'
import { people, schools } from './small-body.ts'
import { beginDay, followAgain, provide } from './wake.ts'
import { atRest, lettersThatLeft, linesOf, until } from './watch.ts'

export async function switchOn({ emulator, admin, story: { visit } }: Journey): Promise<void> {
  await prove('a visit is booked: its letter is asked for, and held while sending is off', async () => {
    await admin.does('book-visit', { school: schools.visited.ref, on: visit })
    await until(
      () => lettersOf(admin),
      (seen) => notAs(seen.map(asWords), [`visit-confirmed to ${people.visited}: held by sending-off`]),
    )
    expectSame(
      'letters that left',
      (await lettersThatLeft(emulator)).map(({ to }) => to),
      [],
    )
  })
  await proveFirst('set to on, what was held leaves', async () => {
    await admin.does('set-sending', { position: 'on', reason: 'The body begins its work.' })
    const [confirmed] = await until(
      () => lettersThatLeft(emulator),
      (seen) =>
        notAs(
          seen.map(({ to }) => to),
          [people.visited],
        ),
    )
    if (!confirmed?.text.includes(sayDay(visit))) throw new Error(`the letter does not say ${sayDay(visit)}`)
  })
}

export async function remind({ emulator, admin, story: { first, due } }: Journey): Promise<void> {
  const before = (await lettersThatLeft(emulator)).length
  await proveFirst('on the morning of its day the right reminder leaves to the right people', async () => {
    await beginDay(emulator, first)
    const wanted = [people.head, people.lead, people.office]
    const reminders = await until(
      async () => (await lettersThatLeft(emulator)).slice(before),
      (seen) =>
        notAs(
          seen.map(({ to }) => to),
          wanted,
        ),
    )
    for (const { to, subject, text, html } of reminders) {
      const school = to === people.office ? schools.officeOnly.name : schools.due.name
      const lacking = [school, sayDay(due)].filter(
        (words) => ![subject, text, html].every((part) => part.includes(words)),
      )
      if (lacking.length > 0) throw new Error(`the letter to ${to} lacks ${lacking.join(' and ')}: ${subject}`)
    }
  })
  await prove('the API tells which letters those were and why, and of whom nobody was written to', async () => {
    const reminded = (seen: readonly SeenLetter[]) => seen.filter(({ kind }) => kind === 'review-reminder')
    const wanted = [people.head, people.lead, people.office].map((to) => `review-reminder to ${to}: sent`)
    const seen = await until(
      async () => reminded(await lettersOf(admin)),
      (letters) => notAs(letters.map(asWords), wanted),
    )
    expectSame(
      'why',
      seen.map(({ why }) => `${why.stage} ${why.due}`),
      Array(3).fill(`before-90 ${due}`),
    )
    await until(
      () => admin.list('/api/log?type=ReviewReminderDue', entry),
      (entries) =>
        notAs(
          entries.map(({ school }) => school ?? ''),
          [schools.due.ref, schools.officeOnly.ref, schools.unreachable.ref],
        ),
    )
    await until(
      () => admin.list('/api/tasks?state=open', task),
      (tasks) =>
        notAs(
          tasks.map(({ about, school }) => `${about} ${school}`),
          [`school-unreachable ${schools.unreachable.ref}`],
        ),
    )
  })
}

export async function comeTwice({ emulator, admin, story: { first } }: Journey): Promise<void> {
  await prove('the same morning a second time sends nothing', async () => {
    await staysAsItIs({ emulator, admin }, () => beginDay(emulator, first))
  })
  await prove('every entry of the log published and followed a second time changes nothing', async () => {
    const places = await admin.list('/api/log', entry)
    const deliveries = async () => (await linesOf(emulator, 'send-letters')).length
    const before = await deliveries()
    await staysAsItIs({ emulator, admin }, () => followAgain(emulator, places))
    if ((await deliveries()) === before) throw new Error('send-letters was told nothing a second time')
  })
}

/** Nothing is recorded and no letter leaves, whatever is done. */
async function staysAsItIs(
  { emulator, admin }: Pick<Journey, 'emulator' | 'admin'>,
  done: () => Promise<void>,
): Promise<void> {
  const seen = async () => {
    await atRest(emulator, () => countOf(admin))
    const entries = await admin.list('/api/log', entry)
    const letters = await lettersThatLeft(emulator)
    return [...entries.map(({ id, type }) => `${id} ${type}`), ...letters.map(({ to, subject }) => `${to} ${subject}`)]
  }
  const before = await seen()
  await done()
  const after = await seen()
  expectSame(
    'what is new',
    after.filter((one) => !before.includes(one)),
    [],
  )
  expectSame('how much there is', [String(after.length)], [String(before.length)])
}

export async function hearBack({ emulator, admin }: Journey): Promise<void> {
  await prove(
    'what the provider says of a letter is noted: delivered, or bounced, and then a person is asked',
    async () => {
      const [toHead, toOffice] = [await letterTo(admin, people.head), await letterTo(admin, people.office)]
      await provide(emulator, `letter#${toHead}`, people.head, 'Delivery')
      await provide(emulator, `letter#${toOffice}`, people.office, 'Bounce')
      await until(
        () => lettersOf(admin),
        (seen) =>
          notAs(seen.filter(({ id }) => [toHead, toOffice].includes(id)).map(asWords), [
            `review-reminder to ${people.head}: delivered`,
            `review-reminder to ${people.office}: bounced`,
          ]),
      )
      await until(
        () => contactsOf(admin, schools.officeOnly.ref),
        (seen) =>
          notAs(
            seen.map(({ address }) => address),
            ['bounced'],
          ),
      )
      await until(
        () => admin.list('/api/tasks?state=open', task),
        (seen) => (seen.some(({ about }) => about === 'address-bounced') ? undefined : 'no task for the address'),
      )
    },
  )
}

export async function withdrawInTime({ emulator, admin, story: { second } }: Journey): Promise<void> {
  const before = (await lettersThatLeft(emulator)).length
  await proveFirst('held back, the next stage waits', async () => {
    await admin.does('set-sending', { position: 'off', reason: 'To look at it first.' })
    await beginDay(emulator, second)
    const wanted = [people.head, people.lead, people.later]
    await until(
      () => lettersOf(admin),
      (seen) =>
        notAs(
          seen.filter(({ state }) => state === 'held').map(asWords),
          wanted.map((to) => `review-reminder to ${to}: held by sending-off`),
        ),
    )
  })
  await prove('a consent withdrawn meanwhile stops that letter for good, and no other', async () => {
    await admin.does('withdraw-consent', { email: people.head, purpose: 'service' })
    await admin.does('set-sending', { position: 'on', reason: 'It is as it should be.' })
    // That it was stopped is confirmed, which is no reminder.
    const reminded = async () =>
      (await lettersThatLeft(emulator))
        .slice(before)
        .filter(({ subject }) => !subject.startsWith('Stopped, as you asked'))
        .map(({ to }) => to)
    await until(reminded, (seen) => notAs(seen, [people.lead, people.later]))
    await until(
      () => lettersOf(admin),
      (seen) =>
        notAs(seen.filter(({ state }) => state === 'withheld').map(asWords), [
          `review-reminder to ${people.head}: withheld, withdrawn`,
        ]),
    )
    await atRest(emulator, () => countOf(admin))
    expectSame('letters', await reminded(), [people.lead, people.later])
  })
}
