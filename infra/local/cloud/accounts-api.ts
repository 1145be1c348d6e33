// The door of the accounts: Cognito's JSON protocol, as much of it as letting staff in needs. Nobody can be written to
// from one machine, so an invitation only counts.
import * as z from 'zod'
import { type Answer, answerJson, jsonError, readJson } from './http.ts'
import type { Store } from './store.ts'

const prefix = 'account!'

const account = z.object({ username: z.string(), email: z.string(), invited: z.int() })
type LocalAccount = z.infer<typeof account>

const ofUser = z.object({
  Username: z.string().min(1).max(128),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  MessageAction: z.enum(['RESEND', 'SUPPRESS']).optional(),
})
type OfUser = z.output<typeof ofUser>

export interface AccountsApi {
  answer(operation: string, body: Buffer): Promise<Answer>
  list(): Promise<LocalAccount[]>
}

/** Answers operations of `AWSCognitoIdentityProviderService`. */
export function createAccountsApi(store: Store): AccountsApi {
  const known = async (username: string) => account.optional().parse((await store.read(prefix + username)) ?? undefined)
  const keep = async (one: LocalAccount): Promise<Answer> => {
    await store.write([{ key: prefix + one.username, value: one }])
    return answerJson({ User: { Username: one.username, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' } })
  }

  async function create({ Username, UserAttributes, MessageAction }: OfUser): Promise<Answer> {
    const standing = await known(Username)
    const email = UserAttributes.find(({ Name }) => Name === 'email')?.Value ?? ''
    if (MessageAction === 'RESEND') return standing ? keep({ ...standing, invited: standing.invited + 1 }) : notFound
    if (standing) return jsonError(400, 'UsernameExistsException', 'User account already exists')
    return keep({ username: Username, email, invited: MessageAction === 'SUPPRESS' ? 0 : 1 })
  }

  async function remove({ Username }: OfUser): Promise<Answer> {
    if (!(await known(Username))) return notFound
    await store.write([{ key: prefix + Username }])
    return answerJson({})
  }

  return {
    async answer(operation, body) {
      const parsed = readJson(body, ofUser)
      if (!parsed.success) return jsonError(400, 'InvalidParameterException', parsed.message)
      if (operation === 'AdminCreateUser') return create(parsed.data)
      if (operation === 'AdminDeleteUser') return remove(parsed.data)
      return jsonError(400, 'UnknownOperationException', `The local accounts have no ${operation}.`)
    },
    async list() {
      const all: LocalAccount[] = []
      for await (const [, value] of store.entries(prefix)) all.push(account.parse(value))
      return all
    },
  }
}

const notFound = jsonError(400, 'UserNotFoundException', 'User does not exist.')
