/**
 * How mails are read whose author has not seen the rules (test/inbound/held-out): what acts, what is recognised, and that
 * nothing acts wrongly. By the reading alone: that a forged, broken or automatic mail acts on nothing is held elsewhere.
 */
import { actsOf, type KeptMail, readKeptMails } from '../inbound/mails.ts'
import type { Figure } from './figure.ts'

const rights = new Set(['access', 'erasure', 'rectification', 'complaint'])

/** The figures of the held-out set; those that are missed name the files. */
export async function measureReading(): Promise<Figure[]> {
  const mails = await readKeptMails('held-out')
  const plain = mails.filter(({ expected }) => expected.plain === 'yes')
  const asking = mails.filter(({ expected }) => expected.asks.some((ask) => rights.has(ask)))
  const wrong = mails.filter(actsWrongly)
  return [
    atLeast('held-out mails', mails.length, 80),
    atLeast('held-out mails in Welsh', mails.filter(({ expected }) => expected.language === 'cy').length, 10),
    share('plain withdrawals that act without a person', plain, actsAsMeant, 0.9),
    share('requests of a right recognised as such', asking, namesRights, 0.98),
    {
      name: 'held-out mails wrongly acted upon',
      measured: wrong.length,
      limit: { atMost: 0 },
      unit: '',
      how: `of ${mails.length}${sayFiles(wrong)}`,
    },
    {
      name: 'held-out mails for which a case would open unasked',
      measured: mails.filter(opensUnasked).length,
      unit: '',
      how: `of ${mails.length}${sayFiles(mails.filter(opensUnasked))}`,
    },
  ]
}

function atLeast(name: string, measured: number, limit: number): Figure {
  return { name, measured, limit: { atLeast: limit }, unit: '', how: 'in test/inbound/held-out' }
}

function share(name: string, mails: readonly KeptMail[], holds: (mail: KeptMail) => boolean, limit: number): Figure {
  const missed = mails.filter((mail) => !holds(mail))
  const measured = (mails.length - missed.length) / mails.length
  const how = `${mails.length - missed.length} of ${mails.length}${sayFiles(missed)}`
  return { name, measured, limit: { atLeast: limit }, unit: '', how }
}

function sayFiles(mails: readonly KeptMail[]): string {
  return mails.length === 0 ? '' : `; not ${mails.map(({ file }) => file).join(', ')}`
}

/** Withdraws what was meant, no more and no less. */
function actsAsMeant({ expected, reading }: KeptMail): boolean {
  return actsOf(reading).toSorted().join() === expected.asks.toSorted().join()
}

function namesRights({ expected, reading }: KeptMail): boolean {
  const named = new Set<string>(reading.asks.map(({ ask }) => ask))
  return expected.asks.filter((ask) => rights.has(ask)).every((ask) => named.has(ask))
}

/** Withdraws what was not meant, or what a person should have decided. */
function actsWrongly({ expected, reading }: KeptMail): boolean {
  return actsOf(reading).some((ask) => expected.acts !== 'yes' || !expected.asks.includes(ask))
}

function opensUnasked({ expected, reading }: KeptMail): boolean {
  if (reading.unsure || reading.forAnother) return false
  return reading.asks.some(({ ask }) => rights.has(ask) && !expected.asks.includes(ask))
}
