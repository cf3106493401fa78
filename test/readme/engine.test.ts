import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'tap'
import { packageRoot } from '../../src/reference/built-in-model.js'
import { blocksToRun } from '../support/readme/code-blocks.js'
import { missingProgram, readersFolder, runSession } from '../support/readme/shell-session.js'

/** Runs the program that the npm script of this name starts, as compiled for the tests. */
const NPM = `npm() { local name=$3; shift 4; node "${join(packageRoot(), 'dist-test/src')}/$name.js" "$@"; }`

/** By words of a command, what its output must match. */
const WRITTEN: readonly (readonly [string, ...RegExp[]])[] = [
  ['generate', /"records":5000/],
  ['--links', /"precision": (0\.99|1)/, /"trainSeconds": 0,/],
  ['explain', /nomor KK/],
  ['--save-model', /"recall": 0\.9/, /"trainSeconds": \d*[1-9]/],
]

const missing = missingProgram()
const skip = missing === undefined ? false : `${missing} is not on this machine`

test('the commands of the engine work as the page describes', { skip }, async (t) => {
  const blocks = blocksToRun('engine')
  const folder = await readersFolder(t)
  await writeFile(join(folder, 'mapping.json'), blocks.find(({ language }) => language === 'json')?.text ?? '')
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
  const { code, outputs, errors } = await runSession([NPM, ...commands], folder)
  t.equal(code, 0, errors)
  t.equal(errors, '')
  for (const [words, ...patterns] of WRITTEN) {
    const at = commands.findIndex((command) => command.includes(words))
    for (const pattern of patterns) t.match(outputs[at + 1], pattern, words)
  }
})
