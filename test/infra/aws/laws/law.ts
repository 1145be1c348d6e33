/** What a law is, and what most of them ask: who may do what, and what was asked for. */
import type { Trigger } from '../../../../functions/trigger.ts'
import { type DeployedFunction, functionsOf, rightsOf, type Statement, type Templates } from '../template.ts'

export type Law = {
  readonly sentence: string
  /** What breaks it, each as a line for the person who broke it. */
  readonly offences: (templates: Templates) => string[]
}

export const allows = (said: readonly Statement[], action: string, resource: RegExp) =>
  said.some(
    ({ effect, actions, resources }) =>
      effect === 'Allow' &&
      actions.some((one) => covers(one, action)) &&
      resources.some((one) => covers(one, resource)),
  )

/** Whether a word of a policy, which may hold asterisks, takes in an action or an address. */
export const covers = (word: string, wanted: string | RegExp) =>
  word.includes('*') || (typeof wanted === 'string' ? word === wanted : wanted.test(word))

export const verbsThat = (templates: Templates, may: (said: Statement[]) => boolean) => {
  const rights = rightsOf(templates)
  return functionsOf(templates)
    .filter(({ roleId }) => may(rights.get(roleId) ?? []))
    .map(({ verb }) => verb)
    .sort()
}

export const verbsNeeding = ({ triggers }: Templates, ...needs: readonly Trigger['needs'][number][]) =>
  triggers
    .filter((trigger) => needs.some((need) => trigger.needs.includes(need)))
    .map(({ name }) => name)
    .sort()

/** Who does what nobody asked for, and who asked in vain. */
export const difference = (what: string, found: readonly string[], wanted: readonly string[]) => [
  ...found.filter((one) => !wanted.includes(one)).map((one) => `${one} ${what} and did not ask for it`),
  ...wanted.filter((one) => !found.includes(one)).map((one) => `${one} asked for it and does not: ${what}`),
]

/** A law on each function by itself, with what its trigger says. */
export const perFunction =
  (judge: (fn: DeployedFunction, templates: Templates, trigger: Trigger | undefined) => string | undefined) =>
  (templates: Templates): string[] =>
    functionsOf(templates).flatMap((fn) => {
      const said = judge(
        fn,
        templates,
        templates.triggers.find(({ name }) => name === fn.verb),
      )
      return said === undefined ? [] : [`${fn.verb} ${said}`]
    })
