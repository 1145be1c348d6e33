// The stylesheet: made of the package that is installed, with nothing that is gov.uk's alone, readable by everybody.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stylesheetFile } from '../../../infra/house/make-stylesheet.ts'
import { assets, stylesheet } from '../../../shared/pages/stylesheet.ts'

test('is made of the package that is installed: if not, run node infra/house/make-stylesheet.ts', () => {
  const kept = readFileSync(join(import.meta.dirname, '../../../shared/pages/govuk.json'), 'utf8')
  expect(kept === stylesheetFile()).toBe(true)
})

describe('it', () => {
  test('holds neither typeface nor crest of gov.uk, and asks for no further file', () => {
    expect(stylesheet.text).not.toMatch(/GDS Transport|@font-face|crest|url\(|@import/)
    expect(stylesheet.text).toMatch(/font-family:arial/)
  })

  test('opens and closes as many blocks', () => {
    expect(stylesheet.text.split('{').length).toBe(stylesheet.text.split('}').length)
  })

  test('has another address when it says anything else', () => {
    expect(assets.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/assets\/console-[0-9a-f]{16}\.css$/),
      expect.stringMatching(/^\/assets\/icon-[0-9a-f]{16}\.svg$/),
      expect.stringMatching(/^\/assets\/follow-[0-9a-f]{16}\.js$/),
    ])
  })
})
