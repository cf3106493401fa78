import { runCommand } from './tools/command/run-command.js'
import { parseGenerateOptions } from './tools/synthetic/generate-options.js'
import { writeLists } from './tools/synthetic/write-lists.js'

await runCommand(async (args) => {
  const { records, lists, directory } = parseGenerateOptions(args)
  // Loading area codes and names takes a moment; a refused command does not wait for it.
  const { generateRecords } = await import('./tools/synthetic/records.js')
  const started = performance.now()
  const written = await writeLists(generateRecords(records), lists, directory)
  const seconds = Math.round(performance.now() - started) / 1000
  return `${JSON.stringify({ ...written, seconds })}\n`
})
