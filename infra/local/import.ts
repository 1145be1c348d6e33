/** `npm run import -- <folder> [--url http://localhost:3000] [--token …] [--dry-run]`: sends a folder of files in. */
import { parseArgs } from 'node:util'
import { sendFolder, signInHere } from './send-folder.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: `http://localhost:${process.env.PORT ?? 3000}` },
    token: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
})

async function main(): Promise<boolean> {
  const [folder] = positionals
  if (folder === undefined) {
    console.error('say which folder: npm run import -- <folder> [--url …] [--token …] [--dry-run]')
    return false
  }
  const url = values.url.replace(/\/+$/, '')
  const token = values.token ?? (await signInHere(url))
  if (token === undefined) {
    console.error(`${url} signs nobody in by itself: give --token`)
    return false
  }
  return sendFolder(folder, { url, token, dryRun: values['dry-run'] }, (line) => console.log(line))
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (thrown) {
  // A fetch that found nobody says no more than that it failed.
  const isAlone = thrown instanceof TypeError || !(thrown instanceof Error)
  console.error(isAlone ? `nothing answers at ${values.url}` : thrown.message)
  process.exitCode = 1
}
