/** A school of the register's look-up is registered by being named. */
import { describe, expect, test } from 'vitest'
import { findOrRegister } from '../../../shared/deeds/look-up.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { aBody, deeds, importFile, registerFile, school } from '../../functions/run-import/kit.ts'

const doing = { by: 'staff#s-2', because: 'api', trace: 't', commitId: 'of-something-else' }

async function bodyWithRegister() {
  const body = aBody()
  await importFile(
    body,
    'gias',
    registerFile('100123,Oak School,Community school,Open,200,Perth,PH1 1AA,01738,www.oak.example,,'),
  )
  return body
}

describe('a reference', () => {
  test('that the register alone knows registers the school, as whoever named it', async () => {
    const body = await bodyWithRegister()
    expect(await findOrRegister(body.tools, 'urn:100123', doing)).toMatchObject({
      version: 1,
      school: { name: 'Oak School' },
    })
    expect(await school(body.tools, 'urn:100123')).toMatchObject({
      nation: 'england',
      entry: { pupils: 200, town: 'Perth' },
    })
    const [commit] = await deeds(body.tools)
    expect(commit).toMatchObject({ by: 'staff#s-2', because: 'api' })
    // The id kept for an idempotent answer belongs to the commit of the command itself.
    expect(commit?.id).not.toBe('of-something-else')
  })

  test('that is registered is found as it is', async () => {
    const body = await bodyWithRegister()
    await findOrRegister(body.tools, 'urn:100123', doing)
    expect(await findOrRegister(body.tools, 'urn:100123', doing)).toMatchObject({ version: 1 })
    expect(await deeds(body.tools)).toHaveLength(1)
  })

  test('named by two at once registers the school once', async () => {
    const body = await bodyWithRegister()
    const both = await Promise.all([1, 2].map(() => findOrRegister(body.tools, 'urn:100123', doing)))
    expect(both.map((found) => found?.version)).toEqual([1, 1])
    expect(await deeds(body.tools)).toHaveLength(1)
  })

  test.each(['urn:100124', 'urn:999999', 'ref:OAK', '3b241101-e2bb-4255-8caf-4136c566a962', 'nonsense', ''])(
    'that nobody knows (%s) is not found',
    async (name) => {
      const body = await bodyWithRegister()
      expect(await findOrRegister(body.tools, name, doing)).toBeUndefined()
      expect(await findSchool(body.tools.log, name)).toBeUndefined()
      expect(await deeds(body.tools)).toEqual([])
    },
  )
})
