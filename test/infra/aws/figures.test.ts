// The figures that alarms watch: said by the functions named, in the form their filters count, and each by its own name.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { figures } from '../../../infra/aws/figures.ts'
import { sayFigure } from '../../../shared/edge/lines.ts'

const functions = resolve(import.meta.dirname, '../../../functions')

afterEach(() => void vi.restoreAllMocks())

/** The figures that the sources of a function say. */
const saidBy = (verb: string) =>
  readdirSync(join(functions, verb), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(functions, verb, file), 'utf8'))
    .flatMap((source) => [...source.matchAll(/sayFigure\('([^']+)'/g)].map(([, figure]) => `${verb} says ${figure}`))

test('every figure that is watched is said by its function, and none is said that nobody watches', () => {
  const verbs = readdirSync(functions, { withFileTypes: true }).filter((one) => one.isDirectory())
  const said = new Set(verbs.flatMap(({ name }) => saidBy(name)))
  expect([...said].sort()).toEqual(figures.map(({ name, saidBy: verb }) => `${verb} says ${name}`).sort())
})

test('a figure is one line of JSON with its name and a number, which is what the filters count', () => {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  sayFigure('morning-overdue', 0)
  sayFigure('log-altered', 2)
  vi.restoreAllMocks()
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ figure: 'morning-overdue', value: 0 }),
    expect.objectContaining({ figure: 'log-altered', value: 2 }),
  ])
})
