// The parts pages are made of: tables that can be read row by row, forms whose fields are tied to their words.
import { describe, expect, test } from 'vitest'
import { FieldOf } from '../../../shared/pages/fields.tsx'
import { Filters, Form, Problems } from '../../../shared/pages/form.tsx'
import { renderPage } from '../../../shared/pages/layout.tsx'
import { addressOf, Facts, Paging } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'

describe('a table', () => {
  const table = (
    <Table
      caption="Schools"
      rows={[{ name: 'Oak & Ash', town: 'Sampleton' }]}
      columns={[
        { head: 'School', names: true, cell: ({ name }) => name },
        { head: 'Town', cell: ({ town }) => town },
      ]}
    />
  ).toString()

  test('has a caption, heads of columns and of rows, and says its roles', () => {
    expect(table).toContain('>Schools</caption>')
    expect(table).toMatch(/<th role="columnheader" scope="col"[^>]*>School<\/th>/)
    expect(table).toMatch(/<th role="rowheader" scope="row"[^>]*>Oak &amp; Ash<\/th>/)
  })

  test('says in each cell what column it stands in, for screens too narrow for columns', () => {
    expect(table).toContain('data-head="Town">Sampleton</td>')
  })
})

describe('a field', () => {
  test('is tied to its label, its hint and what does not fit', () => {
    const field = (
      <FieldOf field={{ is: 'text', name: 'ref', label: 'Reference', hint: 'urn:', problem: 'Is needed' }} />
    ).toString()
    expect(field).toContain('for="ref"')
    expect(field).toMatch(/<input id="ref" name="ref" aria-describedby="ref-hint ref-problem"/)
    expect(field).toContain('id="ref-hint"')
    expect(field).toContain('id="ref-problem"')
  })

  test('in error says so to those who hear it, and names itself where nothing was given', () => {
    const shown = (field: object) =>
      (<FieldOf field={{ is: 'text', name: 'ref', label: 'Reference', ...field }} />).toString()
    const options = [{ value: 'a', label: 'A' }]
    expect(shown({})).not.toContain('aria-invalid')
    for (const is of ['text', 'email', 'day', 'number', 'long-text', 'file'] as const)
      expect(shown({ is, accept: '.csv', problem: 'Is needed' })).toMatch(/<(input|textarea)[^>]*aria-invalid="true"/)
    expect(shown({ is: 'select', options, problem: 'Is needed' })).toMatch(/<select[^>]*aria-invalid="true"/)
    expect(shown({ is: 'checkboxes', options, problem: 'Is needed' })).toMatch(/<input[^>]*aria-invalid="true"/)
    const radios = shown({ is: 'radios', options, problem: 'Is needed' })
    expect(radios).toMatch(/<fieldset[^>]*role="radiogroup" aria-labelledby="ref-legend" aria-invalid="true"/)
    expect(radios).not.toMatch(/<input[^>]*aria-invalid/)
    expect(shown({ problem: 'Is needed' })).toContain('Error:</span> “Reference” is needed</p>')
    expect(shown({ problem: 'Give a day' })).toContain('Error:</span> Give a day</p>')
  })

  test('of several options has a legend, and its first option has the field’s own id', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    const field = (<FieldOf field={{ is: 'radios', name: 'role', label: 'Role', value: 'b', options }} />).toString()
    expect(field).toContain('>Role</legend>')
    expect(field).toMatch(/id="role" name="role" type="radio" value="a"\/?>/)
    expect(field).toMatch(/id="role-2" name="role" type="radio" value="b" checked=""/)
  })

  test('for a day shows it as days are written, and what was typed as it was typed', () => {
    const day = (value: string) => (<FieldOf field={{ is: 'day', name: 'on', label: 'Day', value }} />).toString()
    expect(day('2026-12-01')).toContain('value="1 Dec 2026"')
    expect(day('soon')).toContain('value="soon"')
  })

  test('of one form among several on a page has an id of its own', () => {
    expect((<FieldOf field={{ is: 'text', name: 'note', label: 'Note' }} prefix="t1-" />).toString()).toContain(
      'id="t1-note" name="note"',
    )
  })
})

test('a form carries the session’s token and is sent by post', () => {
  const form = (<Form action="/x" token="t" fields={[]} button="Do it" />).toString()
  expect(form).toMatch(/<form method="post" action="\/x" novalidate="">/)
  expect(form).toContain('<input type="hidden" name="token" value="t"/>')
})

test('what does not fit leads to its field, and nothing is said when all fits', () => {
  const fields = [{ is: 'text', name: 'ref', label: 'Reference', problem: 'Is needed' }] as const
  expect((<Problems fields={fields} />).toString()).toContain('<a href="#ref">“Reference” is needed</a>')
  expect((<Problems fields={[{ is: 'text', name: 'ref', label: 'Reference' }]} />).toString()).toBe('')
})

test('filters nobody types go along, and can be dropped', () => {
  const set = [{ name: 'trace', value: 'a"b', words: 'Only one action', without: '/log' }]
  const filters = (<Filters action="/log" fields={[]} set={set} />).toString()
  expect(filters).toContain('<input type="hidden" name="trace" value="a&quot;b"/>')
  expect(filters).toContain('href="/log">Show all again')
})

test('an address leaves out what is not asked', () => {
  expect(addressOf('/log', { type: undefined, by: '', school: 'ref:A B&C' })).toBe('/log?school=ref%3AA+B%26C')
  expect(addressOf('/log', {})).toBe('/log')
})

test('facts without a value are left out', () => {
  expect(
    (
      <Facts
        facts={[
          { key: 'Town', value: undefined },
          { key: 'Nation', value: 'Wales' },
        ]}
      />
    ).toString(),
  ).not.toContain('Town')
})

test('a list of one page has no way on', () => {
  expect((<Paging next={undefined} first={undefined} />).toString()).toBe('')
})

describe('a page', () => {
  const page = (more: object = {}) =>
    renderPage({ title: 'A <title>', problem: false, body: 'The Body', children: <p>Here</p>, ...more })

  test('says its language, its title and the body’s name, and skips to what matters', () => {
    expect(page()).toMatch(/^<!doctype html>\n<html lang="en-GB"/)
    expect(page()).toContain('<title>A &lt;title&gt; – The Body</title>')
    expect(page()).toContain('href="#main-content"')
    expect(page({ problem: true })).toContain('<title>Error: A &lt;title&gt;')
  })

  test('shows the ways through the console to those who are signed in, and where one is', () => {
    const who = { name: 'Ada', role: 'Admin', token: 't' }
    expect(page()).not.toContain('/letters')
    expect(page({ who, part: '/letters' })).toMatch(/href="\/letters" aria-current="true"/)
  })
})
