import { startEmbedded } from '../../../src/storage/embedded/start-embedded.js'

/** A program that runs the embedded server of a folder until it is ended: tests kill it in place of a service. */
const [folder = ''] = process.argv.slice(2)
const { admin } = await startEmbedded(folder)
process.stdout.write(`${JSON.stringify(admin)}\n`)
