import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { runEvaluate } from '../../support/evaluation/run-evaluate.js'

/** Labelled data that the project measures itself on and does not hold: it lies beside the repository where it is there. */
const REFERENCE = join(packageRoot(), '..', 'shared', 'eval')

interface Target {
  readonly least?: Readonly<Record<string, number>>
  readonly mostPerRecord?: Readonly<Record<string, number>>
}

/** An expert's settings of another record linkage program reach these F1s on the public sets. */
const TARGETS: Readonly<Record<string, Target>> = {
  dev: {
    least: { precision: 0.998, recall: 0.985, recallWithReview: 0.995, pairCompleteness: 0.997 },
    mostPerRecord: { reviewPairs: 0.02, blockedPairs: 12 },
  },
  'public/febrl1': { least: { f1: 0.996 } },
  'public/febrl2': { least: { f1: 0.9945 } },
  'public/febrl3': { least: { f1: 0.991 } },
  'public/uganda': { least: { f1: 1 } },
  'public/uganda-noid': { least: { f1: 0.9985 } },
  'public/fake1000': { least: { f1: 0.93 } },
}

const COMMON_FORM = ['--records', 'flat.csv', '--truth', 'truth.csv']
const MAPPED = ['--records', 'records.csv', '--truth', 'truth.csv', '--mapping', 'mapping.json']

for (const [name, { least = {}, mostPerRecord = {} }] of Object.entries(TARGETS)) {
  const folder = join(REFERENCE, name)
  const skip = existsSync(folder) ? false : `the reference set ${name} is not beside the repository`

  test(`the reference set ${name} reaches its target`, { skip }, async (t) => {
    const { code, stdout, stderr } = await runEvaluate(folder, name === 'dev' ? COMMON_FORM : MAPPED)
    t.equal(code, 0, stderr)
    const measures = JSON.parse(stdout) as Readonly<Record<string, number>>
    t.comment(stdout.replace(/\s+/g, ' '))
    for (const [measure, target] of Object.entries(least))
      t.ok(measures[measure]! >= target, `${measure} ${measures[measure]!}`)
    for (const [measure, target] of Object.entries(mostPerRecord)) {
      const perRecord = measures[measure]! / measures['records']!
      t.ok(perRecord <= target, `${measure} a record: ${perRecord}`)
    }
  })
}
