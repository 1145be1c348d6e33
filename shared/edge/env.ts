/** Configuration comes from the environment alone, named once here; a missing value ends the start with its name. */

/** A value that must be there. */
export function mustHave(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}`)
  return value
}

/** A value that may be missing, with what holds then. */
export function mayHave(name: string, otherwise: string): string {
  return process.env[name] || otherwise
}

/** A number that may be missing. */
export function numberOr(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise)
  if (Number.isNaN(value)) throw new Error(`the environment's ${name} is no number`)
  return value
}

/** Where this runs. */
export function stageName(): string {
  return mayHave('STAGE', 'local')
}

/** Only these may write to schools; everywhere else letters go to members of staff at most. */
const stagesThatSend = ['production', 'local', 'emulator']

/** Whether sending may be set to `on` here. */
export function maySend(): boolean {
  return stagesThatSend.includes(stageName())
}

/** Where the body's pages are found from outside, without a slash at its end: links in letters begin with it. */
export function publicUrl(): string {
  return mustHave('PUBLIC_URL').replace(/\/+$/, '')
}
