import { runCommand } from './tools/command/run-command.js'
import { parseGenerateOptions } from './tools/synthetic/generate-options.js'
import { writeLists } from './tools/synthetic/write-lists.js'

await runCommand(async (args) => {
  const { records, layouts, directory } = parseGenerateOptions(args)
  // The area codes and names take a moment to load, so a refused command does not wait for them.
  const { generateRecords } = await import('./tools/synthetic/records.js')
  const started = performance.now()
  const written = await writeLists(generateRecords(records), layouts, directory)
  const seconds = Math.round(performance.now() - started) / 1000
  return `${JSON.stringify({ ...written, seconds })}\n`
})
