import { resolve } from 'node:path'
import { runUnitTests } from '../run-unit-tests.js'

await runUnitTests({ folder: resolve(import.meta.dirname, '../../..'), kind: 'quick', part: 0, parts: 2 })
