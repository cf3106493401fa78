import { resolve } from 'node:path'
import { runUnitTests } from '../run-unit-tests.js'

await runUnitTests({ folder: resolve(import.meta.dirname, '../../..'), kind: 'lengthy', part: 1, parts: 2 })
