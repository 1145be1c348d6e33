/** Who saw whom, in memory, as true to the real keeper as its contract asks. */
import { latestFirst, monthOf, type View, type Views } from '../../../shared/vault/views.ts'
import { perform, type Step, smooth } from './step.ts'

export function standInViews(step: Step = smooth): Views {
  const kept = new Map<string, { readonly contact: string; readonly view: View }>()
  return {
    note: (contact, view) =>
      perform(step, 'views.note', () => void kept.set(`${contact} ${view.day} ${view.staff}`, { contact, view })),
    of: (contact, months) =>
      perform(step, 'views.of', () =>
        latestFirst(
          [...kept.values()]
            .filter((one) => one.contact === contact && months.includes(monthOf(one.view.day)))
            .map(({ view }) => view),
        ),
      ),
    tidy: (firstKept) =>
      perform(step, 'views.tidy', () => {
        const past = [...kept].filter(([, { view }]) => monthOf(view.day) < firstKept)
        for (const [name] of past) kept.delete(name)
        return new Set(past.map(([, { contact, view }]) => `${contact} ${monthOf(view.day)}`)).size
      }),
  }
}
