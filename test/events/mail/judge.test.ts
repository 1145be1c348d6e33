// What follows from a mail (DOMAIN C5, C6), as a table: whose address it is, whether anybody vouches for it, what it asks.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MailAsk, type MailDeed, mailAsks, mailSenders } from '../../../events/mail/events.ts'
import { judgeMail, type Weighed } from '../../../events/mail/judge.ts'

const plain: Weighed = {
  sender: 'contact',
  passed: true,
  bySign: false,
  harmful: false,
  loop: false,
  asks: [],
  forAnother: false,
  unsure: false,
}

const everything = ['withdraw-service', 'withdraw-news'] as const

type Row = readonly [asks: readonly MailAsk[], does: readonly MailDeed[]]

function holds(given: Partial<Weighed>, rows: readonly Row[]): void {
  test.each(rows)('asked for %j, what follows is %j', (asks, does) => {
    expect(judgeMail({ ...plain, ...given, asks })).toEqual(does)
  })
}

describe('a contact the provider vouches for', () => {
  holds({}, [
    [['withdraw-service'], ['withdraw-service', 'open-withdrawal']],
    [['withdraw-news'], ['withdraw-news', 'open-withdrawal']],
    [everything, ['withdraw-service', 'withdraw-news', 'open-withdrawal']],
    [['access'], ['open-access']],
    [['erasure'], ['open-erasure']],
    [['rectification'], ['open-rectification']],
    [['complaint'], ['open-complaint']],
    [
      ['complaint', ...everything],
      ['withdraw-service', 'withdraw-news', 'open-complaint', 'open-withdrawal'],
    ],
    [
      ['erasure', ...everything],
      ['withdraw-service', 'withdraw-news', 'open-erasure', 'open-withdrawal'],
    ],
    [['successor'], ['ask-person']],
    [
      ['successor', 'withdraw-news'],
      ['withdraw-news', 'ask-person', 'open-withdrawal'],
    ],
    [[], ['forward']],
  ])
})

describe('a contact nobody vouches for', () => {
  holds({ passed: false }, [
    [['withdraw-service'], ['ask-was-this-you', 'open-withdrawal']],
    [everything, ['ask-was-this-you', 'open-withdrawal']],
    [['access'], ['ask-was-this-you', 'open-access']],
    [['erasure'], ['ask-was-this-you', 'open-erasure']],
    [['rectification'], ['ask-was-this-you', 'open-rectification']],
    [['complaint'], ['ask-was-this-you', 'open-complaint']],
    [['successor'], ['ask-person']],
    [[], ['forward']],
  ])
})

describe('a stranger the provider vouches for', () => {
  holds({ sender: 'stranger' }, [
    [['withdraw-news'], ['suppress-news']],
    [everything, ['suppress-service', 'suppress-news']],
    [['access'], ['open-access', 'ask-person']],
    [
      ['complaint', ...everything],
      ['suppress-service', 'suppress-news', 'open-complaint', 'ask-person'],
    ],
    [[], ['forward']],
  ])
})

describe('a stranger nobody vouches for', () => {
  holds({ sender: 'stranger', passed: false }, [
    [everything, ['ask-person']],
    [['erasure'], ['open-erasure', 'ask-person']],
    [[], ['forward']],
  ])
})

describe('a mail with the sign of a letter, which nobody vouches for,', () => {
  const bySign = { bySign: true, passed: false }
  holds({ ...bySign, sender: 'contact' }, [
    [everything, ['withdraw-service', 'withdraw-news', 'open-withdrawal']],
    [['access'], ['open-access']],
    [['erasure'], ['open-erasure']],
    [['successor'], ['ask-person']],
    [[], ['forward']],
  ])
  holds({ ...bySign, sender: 'stranger' }, [
    [['withdraw-news'], ['withdraw-news', 'open-withdrawal']],
    [['rectification'], ['open-rectification']],
  ])
  holds({ ...bySign, sender: 'nobody' }, [[['withdraw-service'], ['withdraw-service', 'open-withdrawal']]])
  holds({ ...bySign, loop: true }, [[everything, ['ask-person']]])
  holds({ ...bySign, harmful: true }, [[everything, []]])
})

describe('a mail with the sign of a letter, from an address that is nobody’s and passed,', () => {
  holds({ bySign: true, sender: 'stranger' }, [
    [everything, ['withdraw-service', 'withdraw-news', 'suppress-service', 'suppress-news', 'open-withdrawal']],
    [['erasure'], ['open-erasure']],
  ])
})

describe('a mail from one of our own addresses', () => {
  holds({ sender: 'own' }, [
    [everything, ['ask-person']],
    [[], []],
  ])
})

const anyMail = fc.record({
  sender: fc.constantFrom(...mailSenders),
  passed: fc.boolean(),
  bySign: fc.boolean(),
  harmful: fc.boolean(),
  loop: fc.boolean(),
  asks: fc.uniqueArray(fc.constantFrom(...mailAsks)),
  forAnother: fc.boolean(),
  unsure: fc.boolean(),
})

/** What cannot be taken back by whoever did not want it. */
const acts: readonly MailDeed[] = ['withdraw-service', 'withdraw-news', 'suppress-service', 'suppress-news']

/** Holds for every mail there can be, told apart by the seed that found it. */
function always(law: (mail: Weighed, does: readonly MailDeed[]) => boolean): void {
  fc.assert(
    fc.property(anyMail, (mail) => law(mail, judgeMail(mail))),
    { seed: 20260901, numRuns: 2000 },
  )
}

describe('whatever a mail says', () => {
  test('only one whose sender is vouched for stops letters at once', () => {
    always((mail, does) => mail.passed || mail.bySign || !does.some((deed) => acts.includes(deed)))
  })

  test('spam and viruses bring nothing forth', () => {
    always((mail, does) => !mail.harmful || does.length === 0)
  })

  test('what a machine wrote is never answered, acted upon or sent on', () => {
    always((mail, does) => !mail.loop || does.every((deed) => deed === 'ask-person'))
  })

  test('where anything is in doubt, or somebody writes for somebody else, a person decides and nothing else happens', () => {
    always(
      (mail, does) =>
        mail.harmful ||
        mail.loop ||
        mail.sender === 'own' ||
        !(mail.unsure || mail.forAnother) ||
        does.join() === 'ask-person',
    )
  })

  test('nobody’s mail is dropped: of what a person wrote to us something follows', () => {
    always((mail, does) => mail.harmful || mail.loop || mail.sender === 'own' || does.length > 0)
  })

  test('each thing is done once', () => {
    always((_, does) => new Set(does).size === does.length)
  })

  test('what stops letters comes before all else', () => {
    always((_, does) => {
      const last = does.findLastIndex((deed) => acts.includes(deed))
      return does.slice(0, last + 1).every((deed) => acts.includes(deed))
    })
  })
})
