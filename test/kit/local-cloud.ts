/** The local cloud in this process and in memory, for holding contracts on it, and what its clients are made with. */
import { startCloud } from '../../infra/local/cloud/cloud.ts'
import type { Cloud, CloudOptions } from '../../infra/local/cloud/types.ts'

export async function memoryCloud(options: Partial<CloudOptions> = {}): Promise<Cloud> {
  return await startCloud({ dataDir: ':memory:', tables: [], ...options })
}

/** What any SDK client needs to reach an address of this machine. */
export function localConfig(endpoint: string) {
  return { endpoint, region: 'eu-west-2', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
}
