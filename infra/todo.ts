// A command that is promised but not written yet says so and fails, so that nobody takes silence for success.

const [name = 'this command', what = 'not written yet'] = process.argv.slice(2)

console.error(`todo: ${name}: ${what}`)
process.exitCode = 1
