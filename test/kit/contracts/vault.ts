/** What every keeper of the vault promises. */
import assert from 'node:assert/strict'
import type { ReadThrough } from '../../../shared/vault/read-through.ts'
import { type Vault, whateverMark } from '../../../shared/vault/vault.ts'
import type { Contract } from '../contract.ts'

const now = '2026-09-01T10:00:00.000Z'
const until = '2026-09-08T10:00:00.000Z'
const later = '2026-09-09T10:00:00.000Z'

const ada = { name: 'Ada Marsh', email: 'ada.marsh@oakfield.example', phone: '01632 960001' }
const ben = { name: 'Ben Ho', email: 'ben.ho@oakfield.example' }

export const vaultContract: Contract<Vault & ReadThrough> = [
  {
    says: 'a person comes back as they were put; one nobody put is not there',
    async proof(vault) {
      await vault.putPerson('contact#1', ada)
      await vault.putPerson('contact#2', ben)
      assert.deepEqual(await vault.person('contact#1', now), ada)
      assert.deepEqual(await vault.person('contact#2', now), ben)
      assert.equal(await vault.person('contact#3', now), undefined)
    },
  },
  {
    says: 'a person written before their event is read until the mark runs out, and no longer',
    async proof(vault) {
      await vault.putPerson('contact#1', ada, until)
      assert.deepEqual(await vault.person('contact#1', now), ada)
      assert.deepEqual(await vault.person('contact#1', '2026-09-08T09:59:59.999Z'), ada)
      assert.equal(await vault.person('contact#1', until), undefined)
      assert.equal((await vault.people(['contact#1'], until)).size, 0)
    },
  },
  {
    says: 'a person whose event stands is kept for good, with the claim on their address',
    async proof(vault) {
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#1', until, now), 'contact#1')
      await vault.putPerson('contact#1', ada, until)
      await vault.keep('contact#1')
      assert.deepEqual(await vault.person('contact#1', later), ada)
      assert.equal(await vault.holderOf('contact', ada.email, later), 'contact#1')
      assert.equal(await vault.tidy(later), 0)
    },
  },
  {
    says: 'keeping what is not there does nothing, twice neither',
    async proof(vault) {
      await vault.keep('contact#1')
      await vault.keep('note-00000000-0000-4000-8000-000000000009')
      assert.equal(await vault.person('contact#1', now), undefined)
      await vault.putPerson('contact#2', ben, until)
      await vault.keep('contact#2')
      await vault.keep('contact#2')
      assert.deepEqual(await vault.person('contact#2', later), ben)
    },
  },
  {
    says: 'a change to someone who is kept never lets them run out',
    async proof(vault) {
      await vault.putPerson('contact#1', ada)
      await vault.putPerson('contact#1', { ...ada, name: 'Ada Fenn' }, until)
      assert.equal((await vault.person('contact#1', later))?.name, 'Ada Fenn')
      assert.equal(await vault.tidy(later), 0)
    },
  },
  {
    says: 'a person written again before the event takes the later mark',
    async proof(vault) {
      await vault.putPerson('contact#1', ada, now)
      await vault.putPerson('contact#1', ben, until)
      assert.deepEqual(await vault.person('contact#1', now), ben)
    },
  },
  {
    says: 'the suppression list is told whole, by hashes from which no address can be read',
    async proof(vault) {
      const all = async () => {
        const listed = []
        for await (const one of vault.suppressed()) listed.push(one)
        return listed
      }
      assert.deepEqual(await all(), [])
      await vault.putPerson('contact#1', ada)
      await vault.suppress(ada.email, 'service', '2026-09-02')
      await vault.suppress(ada.email, 'news', '2026-09-03')
      await vault.suppress(ben.email, 'news', '2026-09-04')
      const listed = await all()
      assert.deepEqual(listed.map(({ service = 'none', news }) => [service, news]).sort(), [
        ['2026-09-02', '2026-09-03'],
        ['none', '2026-09-04'],
      ])
      for (const { hash, keyVersion } of listed) {
        assert.match(hash, /^[0-9a-f]{64}$/)
        assert.equal(keyVersion, 1)
      }
    },
  },
  {
    says: 'an address is known again by its mark: whose it is, and what stands against it',
    async proof(vault) {
      assert.equal(await vault.holderOfMark('1.nothing'), undefined)
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.claimAddress('staff', ben.email, 'staff#1', until, now)
      const mark = (await vault.markOf(` ${ada.email.toUpperCase()}`)) ?? ''
      assert.match(mark, /^1\.[\w-]{43}$/)
      assert.equal(await vault.markOf(ada.email), mark)
      assert.equal(await vault.holderOfMark(mark), 'contact#1')
      assert.equal(await vault.holderOfMark((await vault.markOf(ben.email)) ?? ''), undefined)
      await vault.suppressMark(mark, 'news', '2026-09-04')
      await vault.suppressMark(mark, 'news', '2026-09-06')
      await vault.suppressMark('1.nothing', 'news', '2026-09-04')
      assert.deepEqual(await vault.suppressionOf(ada.email), { news: '2026-09-04' })
      await vault.passAddress('contact', ada.email, 'contact#1', 'contact#2')
      assert.equal(await vault.holderOfMark(mark), 'contact#2')
      await vault.releaseAddress('contact', ada.email, 'contact#2')
      assert.equal(await vault.holderOfMark(mark), undefined)
    },
  },
  {
    says: 'a key for one use is the same each time, another for another use, and there is none of a version that is not',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      const links = await vault.keyFor('links')
      assert.equal(links?.version, 1)
      assert.equal(links?.key.length, 32)
      assert.deepEqual(await vault.keyFor('links', 1), links)
      assert.notDeepEqual((await vault.keyFor('others'))?.key, links?.key)
      assert.equal(await vault.keyFor('links', 2), undefined)
      assert.equal(await vault.keyFor('links', 0), undefined)
    },
  },
  {
    says: 'many people are found at once, missing ones and those past left out',
    async proof(vault) {
      const whos = Array.from({ length: 120 }, (_, n) => `contact#${n}`)
      await Promise.all(whos.map((who) => vault.putPerson(who, { name: who, email: `${who.slice(8)}@school.example` })))
      await vault.putPerson('contact#past', ada, now)
      const people = await vault.people([...whos, ...whos, 'contact#past', 'contact#none'], now)
      assert.deepEqual([...people.keys()].toSorted(), whos.toSorted())
      assert.equal(people.get('contact#7')?.email, '7@school.example')
      assert.equal((await vault.people([], now)).size, 0)
    },
  },
  {
    says: 'a note is kept under a fresh id, read until its mark runs out, and kept when its event stands',
    async proof(vault) {
      const [first, second] = [
        await vault.putNote('one', 'school#a', until),
        await vault.putNote('two', 'school#a', until),
      ]
      assert.match(first, /^note-[0-9a-f-]{36}$/)
      assert.notEqual(first, second)
      await vault.keep(first)
      assert.equal(await vault.note(first, later), 'one')
      assert.equal(await vault.note(second, now), 'two')
      assert.equal(await vault.note(second, until), undefined)
      assert.equal(await vault.note('note-none', now), undefined)
    },
  },
  {
    says: 'all notes are told with what they are about, and other words take the place of one that is there',
    async proof(vault) {
      const one = await vault.putNote('Ada rang', 'school#a', until)
      const two = await vault.putNote('nothing', 'task#b', until)
      await vault.putPerson('contact#1', ada)
      await vault.suppress(ada.email, 'news', '2026-09-01')
      await vault.rewriteNote(one, '[removed] rang')
      await vault.rewriteNote('note-00000000-0000-4000-8000-000000009999', 'nobody wrote this')
      const told = (await Array.fromAsync(vault.notes())).map(({ id, about, text }) => [id, about, text].join())
      assert.deepEqual(told.toSorted(), [`${one},school#a,[removed] rang`, `${two},task#b,nothing`].toSorted())
      assert.equal(await vault.note(one, until), undefined)
      assert.equal(await vault.note(one, now), '[removed] rang')
    },
  },
  {
    says: 'everybody who is kept is told, contacts and staff, those who wait for their event too',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#1', ada, until)
      await vault.putPerson('staff#1', ben)
      await vault.putNote('Ada rang', 'contact#1', until)
      const told = await Array.fromAsync(vault.everyone())
      assert.deepEqual(
        told.toSorted((one, other) => (one.who < other.who ? -1 : 1)),
        [
          { who: 'contact#1', person: ada },
          { who: 'staff#1', person: ben },
        ],
      )
    },
  },
  {
    says: 'an address belongs to who claimed it first, however it is written',
    async proof(vault) {
      assert.equal(
        await vault.claimAddress('contact', ' Ada.Marsh@OAKFIELD.example ', 'contact#1', until, now),
        'contact#1',
      )
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#2', until, now), 'contact#1')
      assert.equal(await vault.holderOf('contact', 'ADA.MARSH@oakfield.EXAMPLE', now), 'contact#1')
      assert.equal(await vault.holderOf('contact', ben.email, now), undefined)
      // Composed and decomposed letters are one address.
      assert.equal(
        await vault.claimAddress('contact', 'zoe\u0308@school.example', 'contact#3', until, now),
        'contact#3',
      )
      assert.equal(await vault.holderOf('contact', 'zo\u00eb@school.example', now), 'contact#3')
    },
  },
  {
    says: 'a contact and a member of staff may have one address',
    async proof(vault) {
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#1', until, now), 'contact#1')
      assert.equal(await vault.claimAddress('staff', ada.email, 'staff#1', until, now), 'staff#1')
      assert.equal(await vault.holderOf('staff', ada.email, now), 'staff#1')
    },
  },
  {
    says: 'of many who claim one address at the same moment one gets it, and all are told who',
    async proof(vault) {
      const claims = Array.from({ length: 8 }, (_, n) =>
        vault.claimAddress('contact', ada.email, `contact#${n}`, until, now),
      )
      const holders = new Set(await Promise.all(claims))
      assert.equal(holders.size, 1)
      assert.deepEqual([...holders], [await vault.holderOf('contact', ada.email, now)])
    },
  },
  {
    says: 'a claim that was never kept runs out and may be taken over',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      assert.equal(await vault.holderOf('contact', ada.email, until), undefined)
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#2', later, until), 'contact#2')
      assert.equal(await vault.holderOf('contact', ada.email, until), 'contact#2')
    },
  },
  {
    says: 'claiming again what one holds extends a claim that is open, and opens none that is kept',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#1', later, now), 'contact#1')
      assert.equal(await vault.holderOf('contact', ada.email, until), 'contact#1')
      await vault.putPerson('contact#1', ada, until)
      await vault.keep('contact#1')
      assert.equal(await vault.claimAddress('contact', ada.email, 'contact#1', until, now), 'contact#1')
      assert.equal(await vault.holderOf('contact', ada.email, later), 'contact#1')
    },
  },
  {
    says: 'who keeps an entry keeps no address another one holds',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#2', ada, until)
      await vault.keep('contact#2')
      assert.equal(await vault.holderOf('contact', ada.email, now), 'contact#1')
      assert.equal(await vault.holderOf('contact', ada.email, later), undefined)
    },
  },
  {
    says: 'only the holder gives an address up',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.releaseAddress('contact', ada.email, 'contact#2')
      assert.equal(await vault.holderOf('contact', ada.email, now), 'contact#1')
      await vault.releaseAddress('contact', ada.email, 'contact#1')
      assert.equal(await vault.holderOf('contact', ada.email, now), undefined)
      await vault.releaseAddress('contact', ben.email, 'contact#1')
    },
  },
  {
    says: 'nothing stands against an address nobody suppressed',
    async proof(vault) {
      assert.deepEqual(await vault.suppressionOf(ada.email), {})
    },
  },
  {
    says: 'a suppressed address is suppressed however it is written, per purpose, from the earliest day said',
    async proof(vault) {
      await vault.suppress(ada.email, 'service', '2026-09-03')
      assert.deepEqual(await vault.suppressionOf(' ADA.MARSH@oakfield.example'), { service: '2026-09-03' })
      await vault.suppress(ada.email, 'service', '2026-09-05')
      await vault.suppress(ada.email, 'service', '2026-09-01')
      await vault.suppress(ada.email, 'news', '2026-09-04')
      assert.deepEqual(await vault.suppressionOf(ada.email), { service: '2026-09-01', news: '2026-09-04' })
      assert.deepEqual(await vault.suppressionOf(ben.email), {})
    },
  },
  {
    says: 'of many days said at the same moment the earliest stands',
    async proof(vault) {
      const days = ['2026-09-08', '2026-09-03', '2026-09-06', '2026-09-01', '2026-09-09', '2026-09-02']
      await Promise.all(days.map((day) => vault.suppress(ada.email, 'news', day)))
      assert.deepEqual(await vault.suppressionOf(ada.email), { news: '2026-09-01' })
    },
  },
  {
    says: 'consent given again takes an address off the list for its purpose alone, and it can be listed anew',
    async proof(vault) {
      await vault.unsuppress(ada.email, 'news')
      assert.deepEqual(await vault.suppressionOf(ada.email), {})
      await vault.suppress(ada.email, 'service', '2026-09-01')
      await vault.suppress(ada.email, 'news', '2026-09-01')
      await vault.unsuppress(ada.email, 'news')
      assert.deepEqual(await vault.suppressionOf(ada.email), { service: '2026-09-01' })
      await vault.suppress(ada.email, 'news', '2026-10-01')
      assert.deepEqual(await vault.suppressionOf(ada.email), { service: '2026-09-01', news: '2026-10-01' })
    },
  },
  {
    says: 'tidying deletes what is past its mark, tells how much, and leaves all else, suppression above all',
    async proof(vault) {
      await vault.putPerson('contact#1', ada, until)
      await vault.putPerson('contact#2', ben, later)
      await vault.putPerson('contact#3', ben)
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      const note = await vault.putNote('said in confidence', 'school#a', until)
      await vault.suppress(ada.email, 'service', '2020-01-01')
      assert.equal(await vault.tidy(until), 3)
      assert.equal(await vault.tidy(until), 0)
      // Read as of before the mark: they are gone, not merely past.
      assert.equal(await vault.person('contact#1', now), undefined)
      assert.equal(await vault.note(note, now), undefined)
      assert.equal(await vault.holderOf('contact', ada.email, now), undefined)
      assert.deepEqual(await vault.person('contact#2', until), ben)
      assert.deepEqual(await vault.person('contact#3', later), ben)
      assert.deepEqual(await vault.suppressionOf(ada.email), { service: '2020-01-01' })
    },
  },
  {
    says: 'an address is passed on by its holder alone, and waits under its mark for the new one',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.passAddress('contact', ada.email, 'contact#2', 'contact#3', until)
      assert.equal(await vault.holderOf('contact', ada.email, now), 'contact#1')
      await vault.passAddress('contact', ada.email.toUpperCase(), 'contact#1', 'contact#2', later)
      await vault.passAddress('contact', ada.email, 'contact#1', 'contact#3', later)
      assert.equal(await vault.holderOf('contact', ada.email, until), 'contact#2')
      assert.equal(await vault.holderOf('contact', ada.email, later), undefined)
      await vault.passAddress('contact', ada.email, 'contact#2', 'contact#4')
      assert.equal(await vault.holderOf('contact', ada.email, later), 'contact#4')
      await vault.passAddress('contact', ben.email, 'contact#2', 'contact#4')
      assert.equal(await vault.holderOf('contact', ben.email, now), undefined)
    },
  },
  {
    says: 'who is forgotten is gone with address and notes, and what stands against the address stays',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#1', ada, until)
      await vault.keep('contact#1')
      const [own, others] = [
        await vault.putNote('about Ada', 'contact#1', until),
        await vault.putNote('else', 'contact#2', until),
      ]
      await vault.suppress(ada.email, 'service', '2026-09-01')
      await vault.forget('contact#1', [own])
      await vault.forget('contact#1', [own])
      assert.equal(await vault.person('contact#1', now), undefined)
      assert.equal(await vault.holderOf('contact', ada.email, now), undefined)
      assert.equal(await vault.note(own, now), undefined)
      assert.equal(await vault.note(others, now), 'else')
      assert.deepEqual(await vault.suppressionOf(ada.email), { service: '2026-09-01' })
    },
  },
  {
    says: 'who is forgotten takes no address away that somebody else holds by now',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#1', ada)
      await vault.passAddress('contact', ada.email, 'contact#1', 'contact#2')
      await vault.forget('contact#1', [])
      assert.equal(await vault.holderOf('contact', ada.email, later), 'contact#2')
    },
  },
  {
    says: 'what still waits for its event is told, and nothing that is kept',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#1', ada, until)
      await vault.putPerson('contact#2', ben)
      const note = await vault.putNote('said', 'contact#1', later)
      await vault.suppress(ben.email, 'news', '2026-09-01')
      const marks = async () =>
        (await Array.fromAsync(vault.marked())).map(({ entry, until: mark }) => `${entry} ${mark}`)
      assert.deepEqual(
        (await marks()).toSorted(),
        [`contact#1 ${until}`, `contact#1 ${until}`, `${note} ${later}`].toSorted(),
      )
      await vault.keep('contact#1')
      await vault.keep(note)
      assert.deepEqual(await marks(), [])
    },
  },
  {
    says: 'what a fact is known to name is read whatever its mark says',
    async proof(vault) {
      await vault.claimAddress('contact', ada.email, 'contact#1', until, now)
      await vault.putPerson('contact#1', ada, until)
      assert.deepEqual(await vault.person('contact#1', whateverMark), ada)
      assert.equal(await vault.holderOf('contact', ada.email, whateverMark), 'contact#1')
    },
  },
]
