/** What is blacked out in texts about something else: somebody's own details, and nothing of anybody else's. */
import { describe, expect, test } from 'vitest'
import { blackOut, detailsOf, knownOf } from '../../../functions/erase-person/black-out.ts'

const morag = { name: 'Morag Evans', email: 'morag@oakfield.example', phone: '01632 960001' }
const nobody = knownOf([])
const of = (person: Partial<typeof morag>, others = nobody) => detailsOf(knownOf([{ ...morag, ...person }]), others)
const black = (text: string, details = of({})) => blackOut(text, details).text

describe('a name', () => {
  test.each([
    ['Morag Evans rang', '[removed] rang'],
    ['MORAG  EVANS rang', '[removed] rang'],
    ['Spoke to Morag\n\tEvans.', 'Spoke to [removed].'],
    ['Evans, Morag (head)', '[removed] (head)'],
    ['Mrs Morag Evans’s report', 'Mrs [removed]’s report'],
  ])('goes, however it is spaced and cased: %j', (text, left) => {
    expect(black(text)).toBe(left)
  })

  test.each(['Morag Evanson rang', 'Amorag Evans rang', 'Morag rang about Evans Road', 'Morag, and Evans'])(
    'goes as whole words of the full name only: %j stays',
    (text) => {
      expect(blackOut(text, of({}))).toEqual({ text, isDoubtful: false })
    },
  )

  test.each([
    ['Mrs Morag Evans', 'Morag Evans rang', '[removed] rang'],
    ['Siân O’Neill-Rees', "Sian\u0302 rang; Sia\u0302n O'Neill\u2011Rees too", 'Sian\u0302 rang; [removed] too'],
    ['M. (Mo) Evans', 'M. (Mo) Evans rang', '[removed] rang'],
  ])('is the same with or without title, and in any writing: %s', (name, text, left) => {
    expect(black(text, of({ name }))).toBe(left.normalize('NFC'))
  })

  test('that another has too stays, and the text is told', () => {
    const others = knownOf([{ email: 'other@elsewhere.example', name: 'Dr morag evans' }])
    const text = 'Morag Evans rang from 01632 960001'
    expect(blackOut(text, of({}, others))).toEqual({ text: 'Morag Evans rang from [removed]', isDoubtful: true })
    expect(blackOut('Ada rang', of({}, others)).isDoubtful).toBe(false)
  })

  test.each(['Office', 'Mrs Evans'])('of one word, %s, may be anybody’s: the text is told and stays', (name) => {
    const text = `The ${name} rang`
    expect(blackOut(text, of({ name }))).toEqual({ text, isDoubtful: true })
  })
})

describe('an address', () => {
  test.each([
    ['Write to MORAG@Oakfield.example.', 'Write to [removed].'],
    ['<mailto:morag@oakfield.example>', '<mailto:[removed]>'],
    ['morag@oakfield.example, ada@oakfield.example', '[removed], ada@oakfield.example'],
  ])('goes in any case: %j', (text, left) => {
    expect(black(text)).toBe(left)
  })

  test.each(['not.morag@oakfield.example', 'morag@oakfield.example.org', 'x+morag@oakfield.example'])(
    'goes whole only: %s is another',
    (text) => {
      expect(black(text)).toBe(text)
    },
  )

  test('that another has too stays', () => {
    const others = knownOf([{ email: 'Morag@oakfield.example', name: 'Nia Rees' }])
    expect(black('morag@oakfield.example', of({}, others))).toBe('morag@oakfield.example')
  })
})

describe('a telephone number', () => {
  test.each([
    'Ring 01632 960001 today',
    'Ring 01632960001 today',
    'Ring (01632) 960-001 today',
    'Ring +44 1632 960001 today',
    'Ring +44 (0)1632 96 00 01 today',
    'Ring 0044 1632 960001 today',
    'Ring 1632 960001 today',
  ])('goes however it is spaced: %s', (text) => {
    expect(black(text)).toBe('Ring [removed] today')
  })

  test.each(['Ring 01632 9600012', 'No. 901632960001', 'Ring 01632 960002'])('goes whole only: %s', (text) => {
    expect(black(text)).toBe(text)
  })

  test.each(['+44 1632 960001', '01632-960001 ext 12', '01632 960009 or 01632 960001'])(
    'is found from however it was entered: %s',
    (phone) => {
      expect(black('Ring 01632 960001', of({ phone }))).toBe('Ring [removed]')
    },
  )

  test('that another or a school has too stays: an office is still called by it', () => {
    const other = { email: 'other@oakfield.example', name: 'Nia Rees', phone: '+44 1632 960001' }
    for (const others of [knownOf([other]), knownOf([], ['01632 960 001'])])
      expect(black('Ring 01632 960001', of({}, others))).toBe('Ring 01632 960001')
  })

  test('of a few figures is none', () => {
    expect(black('Room 12, ext 12', of({ phone: 'ext 12' }))).toBe('Room 12, ext 12')
  })
})

test('text in which nothing is found stays exactly as it was written', () => {
  const text = 'Sia\u0302n rang  twice'
  expect(black(text)).toBe(text)
})
