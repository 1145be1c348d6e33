/**
 * Makes shared/pages/govuk.json: the styles of the pages from the npm package, as data that every bundle can hold. The
 * typeface and the crest are left out, because they are gov.uk's alone; Arial stands first, as the package foresees.
 *
 *   node infra/house/make-stylesheet.ts
 *
 * To be run when the package's version changes; a test says so.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const path = join(import.meta.dirname, '../../shared/pages/govuk.json')
const Package = z.object({ version: z.string() })

/** What the file must hold for the package that is installed. */
export function stylesheetFile(): string {
  const { version } = Package.parse(JSON.parse(readAt(import.meta.resolve('govuk-frontend/package.json'))))
  const css = readAt(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'))
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,', '')
    .replaceAll(/[^{}]+\{[^{}]*govuk-crest[^{}]*\}/g, '')
    .trim()
  return `${JSON.stringify({ version, css }, null, 2)}\n`
}

function readAt(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8')
}

if (import.meta.main) {
  writeFileSync(path, stylesheetFile())
  console.log('shared/pages/govuk.json written')
}
