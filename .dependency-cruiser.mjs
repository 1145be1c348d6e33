// The import law: facts travel one way, and so do imports. Each rule is a sentence to the person who just broke it;
// test/laws/import-law.test.ts plants an offence against each and sees it caught by name.

/** Files that may speak to AWS: one per service, named for it. */
const ADAPTER = '^shared/.+-(dynamodb|s3|sqs|eventbridge|ses|cognito)\\.tsx?$'

/** What a room promises, said in the file of the room's name. */
const PORTS = ['log', 'board', 'vault', 'bus', 'queue', 'files', 'clock', 'post', 'replies', 'links'].map(
  (room) => `^shared/${room}/${room}\\.ts$`,
)

/** The plain list of what wakes what, which is all that the template may know of a function. */
const TRIGGERS = ['^functions/(trigger|index)\\.ts$', '^functions/[^/]+/trigger\\.ts$']

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const facts = [
  {
    name: 'events-are-pure',
    comment:
      'events/ says what is true on paper. It knows no tool, function or machine: pass in what it needs as a value, or move this line to shared/.',
    from: { path: '^events/' },
    to: { path: '^(shared|functions|infra|test)/' },
  },
  {
    name: 'events-need-no-machine',
    comment:
      'A rule that needs node (or any other built-in module) is not a rule. Let an adapter in shared/ do it and hand in the result.',
    from: { path: '^events/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'events-need-only-zod-and-temporal',
    comment:
      'events/ depends on zod and temporal-polyfill and nothing else, so that its rules outlive every other choice.',
    from: { path: '^events/' },
    to: { path: 'node_modules/', pathNot: 'node_modules/(zod|temporal-polyfill|temporal-spec)/' },
  },
  {
    name: 'concepts-share-only-their-events',
    comment:
      "Between concepts only events.ts is shared. Another concept's state and rules are its own business: use its events, or put the common word in kernel/.",
    from: { path: '^events/([^/]+)/', pathNot: '^events/kernel/' },
    to: {
      path: '^events/[^/]+/',
      pathNot: ['^events/$1/', '^events/[^/]+/events\\.ts$', '^events/kernel/', '^events/days/'],
    },
  },
  {
    name: 'days-lend-only-their-calendar',
    comment:
      'Any concept may ask the calendar rules in events/days/. How days themselves begin and close is decided there alone.',
    from: { path: '^events/([^/]+)/', pathNot: '^events/days/' },
    to: { path: '^events/days/(state|decide|commands)\\.ts$' },
  },
  {
    name: 'kernel-knows-no-concept',
    comment: 'The kernel is the words all concepts share. If it needs one of them, the line belongs in that concept.',
    from: { path: '^events/kernel/' },
    to: { path: '^events/', pathNot: '^events/kernel/' },
  },
  {
    name: 'concepts-do-not-read-the-contents-pages',
    comment:
      'catalogue.ts and commands.ts list what the concepts say. A concept that reads the list goes in a circle: import the event where it is made.',
    from: { path: '^events/[^/]+/' },
    to: { path: '^events/[^/]+\\.ts$' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const tools = [
  {
    name: 'shared-knows-no-function',
    comment:
      'A tool does not know who uses it. Take what you need as an argument, or move this file into the function.',
    from: { path: '^shared/' },
    to: { path: '^(functions|infra|test)/' },
  },
  {
    name: 'rooms-are-strangers',
    comment:
      'The rooms of shared/ do not import one another: a function puts them together (and shared/edge/ does it for the handlers). Words both need belong in events/kernel/.',
    from: { path: '^shared/([^/]+)/', pathNot: '^shared/(edge|deeds)/' },
    to: { path: '^shared/', pathNot: '^shared/$1/' },
  },
  {
    name: 'deeds-take-ports',
    comment:
      "A deed puts ports together: of another room it may know the port (shared/log/log.ts), how one acts on the log, how a table or a list is read, and how a letter, its sign or a calendar entry is written. Which keeper stands behind a port is the handler's to say.",
    from: { path: '^shared/deeds/' },
    to: {
      path: '^shared/',
      pathNot: [
        '^shared/deeds/',
        ...PORTS,
        '^shared/log/act\\.ts$',
        '^shared/vault/views\\.ts$',
        '^shared/files/csv\\.ts$',
        '^shared/ics/',
        '^shared/links/reply-sign\\.ts$',
        '^shared/post/(letterhead|write)\\.tsx?$',
        '^shared/board/(lists\\.ts$|reads/|rows/)',
      ],
    },
  },
  {
    name: 'only-adapters-speak-to-aws',
    comment:
      'The AWS SDK is named only in adapters (shared/**/*-dynamodb.ts, -s3.ts, -sqs.ts, -eventbridge.ts, -ses.ts, -cognito.ts). Use the port beside the adapter, or add what is missing to it.',
    from: { path: '^(events|shared|functions|infra)/', pathNot: ADAPTER },
    to: { path: 'node_modules/@(aws-sdk|smithy)/' },
  },
  {
    name: 'what-runs-ships-no-dev-tools',
    comment:
      'This is a development dependency: it is not in the bundle that runs. Move it to dependencies, or do without it here.',
    from: { path: '^(events|shared|functions)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const functions = [
  {
    name: 'functions-know-no-machine',
    comment:
      'A function does not know where it runs. What differs between AWS and one machine comes in through its handler.',
    from: { path: '^functions/' },
    to: { path: '^(infra|test)/' },
  },
  {
    name: 'functions-are-strangers',
    comment:
      'Functions do not import one another: they meet in the log. What two of them need is a tool (shared/) or a rule (events/).',
    from: { path: '^functions/([^/]+)/' },
    to: { path: '^functions/', pathNot: ['^functions/$1/', '^functions/trigger\\.ts$'] },
  },
  {
    name: 'only-handlers-name-adapters',
    comment:
      'A function takes its tools as ports, so that it can be tried with any. Name the real adapter in handler.ts.',
    from: { path: '^functions/', pathNot: '^functions/[^/]+/handler\\.tsx?$' },
    to: { path: ADAPTER },
  },
  {
    name: 'triggers-are-plain-data',
    comment:
      'trigger.ts is read by the template and by the local machine alike: it says when the function wakes and imports no code that runs.',
    from: { path: '^functions/[^/]+/trigger\\.ts$' },
    to: { path: '^(functions|shared)/', pathNot: '^functions/trigger\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-contents-page-lists-triggers',
    comment:
      'functions/index.ts is the table of contents of the running system: it names each trigger.ts and nothing else.',
    from: { path: '^functions/index\\.ts$' },
    to: {
      path: '^(functions|shared)/',
      pathNot: ['^functions/trigger\\.ts$', '^functions/[^/]+/trigger\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const machines = [
  {
    name: 'the-template-reads-only-triggers',
    comment:
      'infra/aws reads functions/index.ts and trigger.ts, never function code: a deploy must not run what it deploys.',
    from: { path: '^infra/aws/' },
    to: { path: '^functions/', pathNot: TRIGGERS },
  },
  {
    name: 'the-template-names-no-adapter',
    comment: 'infra/aws wires tables and queues by their names; an adapter is code that runs inside a function.',
    from: { path: '^infra/aws/' },
    to: { path: ADAPTER },
  },
  {
    name: 'aws-and-local-are-strangers',
    comment:
      'infra/aws and infra/local wire the same triggers and know nothing of each other; a test holds that they agree.',
    from: { path: '^infra/(aws|local)/' },
    to: { path: '^infra/(aws|local)/', pathNot: '^infra/$1/' },
  },
  {
    name: 'nothing-leans-on-tests',
    comment: 'test/ sees all and is seen by none: what the system needs lives in the system.',
    from: { path: '^infra/' },
    to: { path: '^test/' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const everywhere = [
  {
    name: 'no-cycles',
    comment: 'These files import each other in a circle, so none can be read first. Move what both need into a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nobody imports this file and it imports nobody: wire it in or delete it.',
    from: {
      orphan: true,
      pathNot: ['\\.d\\.ts$', '^infra/aws/assets/', '^test/golden/', '^[^/]+$'],
    },
    to: {},
  },
  {
    name: 'no-barrels',
    comment: 'A file that passes on what another exports hides where things live. Import it from where it is made.',
    from: {},
    to: { dependencyTypes: ['export'] },
  },
  {
    name: 'no-broken-imports',
    comment: 'This import leads nowhere: check the path and its ending (.ts or .tsx).',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-borrowed-packages',
    comment:
      'package.json does not name this package: it is here only because another one needs it, and may go as it came.',
    from: { path: '^(events|shared|functions|infra|test)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...facts, ...tools, ...functions, ...machines, ...everywhere].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|\\.cache|\\.local)/' },
    // Types bind as firmly as code: an import that only the compiler sees is held to the same law.
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    cache: false,
  },
}
