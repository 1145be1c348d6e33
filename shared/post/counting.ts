/** Numbers with their things: `1 reminder`, `14 reminders`. */

export function howMany(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
