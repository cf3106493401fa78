import { test } from 'tap'
import { resolveConflict } from '../../../src/application/conflicts/resolve-conflict.js'
import type { Verdict } from '../../../src/application/conflicts/verdict.js'
import { type HandJudgement, judgeByHand } from '../../../src/application/judgements/judge-by-hand.js'
import { put, type TestRecord } from '../../support/registry/test-registry.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { reviewRegistry, recordWith, JUDGE } from '../../support/registry/review-registry.js'
import { DUPLICATE, VILLAGE } from '../../support/registry/conflict-examples.js'
import { judge } from '../../support/registry/perform.js'

const SITI = { name: 'SITI AMINAH', dob: '1980-03-01', sex: 'P', village_code: VILLAGE }
const A = recordWith('dtks', 'a', { ...SITI, nik: '1606014103800001', kk: '1606010101100001' })
const B = recordWith('p3ke', 'b', { ...SITI, kk: '1606010101100001' })
const PAIR: [[string, string], [string, string]] = [
  ['dtks', 'a'],
  ['p3ke', 'b'],
]

interface Course {
  readonly name: string
  readonly people: readonly TestRecord[]
  readonly judged: HandJudgement
  /** The new version of a record. */
  readonly then: TestRecord
  readonly verdict: Verdict
  /** What is asked afterwards. */
  readonly left: readonly string[]
}

const COURSES: readonly Course[] = [
  {
    name: 'a pair is confirmed',
    people: [A, B],
    judged: { subject: 'pair', verdict: 'different', records: PAIR },
    then: recordWith('p3ke', 'b', { ...SITI, name: 'SITI AMINAH BADRIYAH', kk: '1606010101100001' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a pair is judged otherwise',
    people: [A, B],
    judged: { subject: 'pair', verdict: 'different', records: PAIR },
    then: recordWith('p3ke', 'b', { ...SITI, name: 'SITI AMINAH BADRIYAH', kk: '1606010101100001' }),
    verdict: { verdict: 'same' },
    left: [],
  },
  {
    name: 'a judgement on a pair is reversed, and the conflict is open again',
    people: DUPLICATE,
    judged: {
      subject: 'pair',
      verdict: 'unsure',
      records: [
        ['bantu-umak', 'a'],
        ['p3ke', 'b'],
      ],
    },
    then: recordWith('p3ke', 'b', {
      ...SITI,
      name: 'SITI DJUWARIYAH',
      village_code: '16.07.01.2001',
      phone: '',
      mother_name: 'ROHANA',
    }),
    verdict: { verdict: 'reversal' },
    left: ['possible_duplicate'],
  },
  {
    name: 'a household is confirmed',
    people: [A, recordWith('p3ke', 'b', { ...SITI, name: 'BUDI', sex: 'L', dob: '1975-08-17' })],
    judged: { subject: 'household', verdict: 'same', records: PAIR },
    then: recordWith('p3ke', 'b', { ...SITI, name: 'BUDI', sex: 'L', dob: '1975-08-17', kk: '1606010303130003' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a value is confirmed',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: recordWith('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a value is judged otherwise',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: recordWith('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'value', value: '1982-11-09' },
    left: [],
  },
  {
    name: 'a value judgement is reversed',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: recordWith('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'reversal' },
    left: [],
  },
]

for (const { name, people, judged, then, verdict, left } of COURSES) {
  test(`a judgement holds after its records change, and its conflict opens as stale: ${name}`, async (t) => {
    const { testRegistry, judging, open, openKinds, conflict } = await reviewRegistry(t, people)
    notRefused(await judge(judging, judgeByHand, { ...JUDGE, judgement: judged }))
    t.notOk((await openKinds()).includes('judgement_stale'))
    await testRegistry.link([put(then)])
    const { id, version } = await open('judgement_stale')
    t.match(await judge(judging, resolveConflict, { ...JUDGE, conflictId: id, version, verdict: 'value' }), {
      code: 'VERDICT_UNFIT',
    })
    notRefused(await judge(judging, resolveConflict, { ...JUDGE, ...verdict, conflictId: id, version }))
    t.match(await conflict(id), { state: verdict.verdict === 'reversal' ? 'vanished' : 'resolved' })
    t.same(await openKinds(), left)
    t.same(await testRegistry.violations(), [])
  })
}
