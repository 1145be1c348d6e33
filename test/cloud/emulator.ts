/**
 * MiniStack, an emulator of AWS without containers: installed once into a cache, started on a free port, ended with all it
 * kept. It judges every call by IAM, and therefore speaks TLS (the buckets refuse anything else).
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { promisify } from 'node:util'
import { atTheEnd, untilTheEnd } from './ending.ts'
import { owner } from './signed.ts'

const run = promisify(execFile)

export const root = resolve(import.meta.dirname, '../..')

/** Tried with this system; `cryptography` is what signs its tokens (without it they are noise). */
const packages = ['ministack==1.5.33', 'cryptography==50.0.2', 'cfn-lint==1.58.0']

const venv = join(root, '.cache', 'cloud', packages.join('_').replaceAll(/[^a-z0-9.]+/g, '-'))

/** A program of the cache, by name. */
export const program = (name: string) => join(venv, 'bin', name)

/** Installs the emulator and its tools from PyPI, once for these versions; Python too, on a Debian that has none. */
export async function install(): Promise<void> {
  const done = join(venv, 'installed')
  if (existsSync(done)) return
  await rm(venv, { recursive: true, force: true })
  await makeVenv().catch(async () => {
    await installPython()
    await makeVenv()
  })
  await run(program('pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages], {
    timeout: 240_000,
    signal: untilTheEnd,
  })
  await writeFile(done, `${packages.join('\n')}\n`)
}

const makeVenv = () => run('python3', ['-m', 'venv', '--clear', venv])

async function installPython(): Promise<void> {
  const apt = (...args: string[]) => run('apt-get', ['-qq', ...args], { timeout: 120_000, signal: untilTheEnd })
  try {
    await apt('update')
    await apt('install', '-y', 'python3', 'python3-venv')
  } catch {
    throw new Error('the emulator needs python3 with its module venv: install both and try again')
  }
}

/** A certificate for this machine and this hour, in `cert.pem` and `key.pem`. Also for where Cognito's keys are asked for. */
const certificate = `
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, 'emulator')])
now = datetime.datetime.now(datetime.timezone.utc)
names = [x509.DNSName('localhost'), x509.DNSName('cognito-idp.${owner.region}.amazonaws.com'), x509.IPAddress(ipaddress.ip_address('127.0.0.1'))]
cert = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
  .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(hours=1))
  .not_valid_after(now + datetime.timedelta(days=1))
  .add_extension(x509.SubjectAlternativeName(names), critical=False).sign(key, hashes.SHA256()))
open(sys.argv[1] + '/cert.pem', 'wb').write(cert.public_bytes(serialization.Encoding.PEM))
open(sys.argv[1] + '/key.pem', 'wb').write(key.private_bytes(serialization.Encoding.PEM,
  serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

export type Emulator = {
  readonly endpoint: string
  /** Where it keeps what it keeps; proofs may put their own files there. */
  readonly folder: string
  /** What a client process must be told to find it and to trust it. */
  readonly environment: Readonly<Record<string, string>>
  /** What it has written about itself: the last lines, for whoever looks for the cause of a failure. */
  readonly lastWords: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts an emulator that nobody else uses. From then on this process trusts its certificate. */
export async function startEmulator(): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), 'iqm-cloud-'))
  const temporary = join(folder, 'tmp')
  await mkdir(temporary)
  // Its way of running functions is a script ending in .js: this says that such a script is no ES module.
  await writeFile(join(temporary, 'package.json'), '{}\n')
  await run(program('python'), ['-c', certificate, folder])
  const cert = join(folder, 'cert.pem')
  tls.setDefaultCACertificates([...tls.getCACertificates(), await readFile(cert, 'utf8')])

  const port = await freePort()
  const endpoint = `https://127.0.0.1:${port}`
  const words = join(folder, 'words.log')
  const child = spawn(program('ministack'), [], {
    // Functions run in the Node these proofs run in, found first on the path, and inherit nothing but this.
    env: {
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
      HOME: folder,
      TMPDIR: temporary,
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
      BIND_HOST: '127.0.0.1',
      // Names it gives begin with an id and end with this: with a number at the end they would be no addresses at all.
      MINISTACK_HOST: 'localhost',
      MINISTACK_REGION: owner.region,
      GATEWAY_PORT: String(port),
      AUTH: 'true',
      USE_SSL: '1',
      MINISTACK_SSL_CERT: cert,
      MINISTACK_SSL_KEY: join(folder, 'key.pem'),
      NODE_EXTRA_CA_CERTS: cert,
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the processes of its functions end with it.
    detached: true,
  })
  const kept = createWriteStream(words)
  child.stdout.pipe(kept, { end: false })
  child.stderr.pipe(kept, { end: false })
  const stop = () => stopAll(child, folder)
  atTheEnd(() => {
    endGroup(child)
    rmSync(folder, { recursive: true, force: true })
  })
  try {
    await answering(endpoint, child)
  } catch (thrown) {
    console.error(await readFile(words, 'utf8'))
    await stop()
    throw thrown
  }
  const environment = {
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
    HOME: folder,
    AWS_ACCESS_KEY_ID: owner.accessKeyId,
    AWS_SECRET_ACCESS_KEY: owner.secretAccessKey,
    AWS_REGION: owner.region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_CA_BUNDLE: cert,
    NODE_EXTRA_CA_CERTS: cert,
  }
  const lastWords = async () => {
    const said = (await readFile(words, 'utf8')).split('\n')
    return said
      .filter((line) => !routine.test(line))
      .slice(-200)
      .join('\n')
  }
  return { endpoint, folder, environment, lastWords, stop }
}

/** What it says of each thing it does, beside which the one that failed would not be seen. */
const routine = / INFO \[(dynamodb|s3|sqs|events|ssm|kms|cognito|hypercorn|ses-v2)/

/** Longer than it ever took on two busy cores. */
const patience = 60_000

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + patience; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${child.exitCode}`)
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined)
    if (answer?.ok === true) return
  }
  throw new Error('the emulator does not answer')
}

async function stopAll(child: ChildProcess, folder: string): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()
  endGroup(child)
  await ended
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** The emulator and the functions it runs. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
