import { startEmbedded } from '../../../src/storage/embedded/start-embedded.js'

/** A program that runs the server of the folder that it is given until it is ended: a service to be killed by the tests. */
const [folder = ''] = process.argv.slice(2)
const { admin } = await startEmbedded(folder)
process.stdout.write(`${JSON.stringify(admin)}\n`)
