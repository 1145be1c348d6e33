/**
 * A function's credentials: Lambda puts its role's into the environment, and nowhere else is looked. In a bundle this
 * stands in place of the SDK's chain of providers (profiles, single sign-on, the machine's own address), 130 KB of it,
 * which Lambda never comes to.
 */

/** By the SDK's own name and form: asked once for each client. Rejects when the environment has none. */
export const defaultProvider = () => async () => ({
  accessKeyId: told('AWS_ACCESS_KEY_ID'),
  secretAccessKey: told('AWS_SECRET_ACCESS_KEY'),
  sessionToken: process.env.AWS_SESSION_TOKEN || undefined,
})

function told(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}`)
  return value
}
