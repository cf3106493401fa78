import { test } from 'tap'
import { resolveConflict } from '../../../src/application/conflicts/resolve-conflict.js'
import type { Verdict } from '../../../src/application/conflicts/verdict.js'
import { type HandVerdict, judgeByHand } from '../../../src/application/judgements/judge-by-hand.js'
import { put, type Said } from '../../support/registry/world.js'
import { granted, reviewDesk, row, WHO } from '../../support/registry/review-desk.js'
import { DUPLICATE, VILLAGE } from '../../support/registry/scenes.js'

const SITI = { name: 'SITI AMINAH', dob: '1980-03-01', sex: 'P', village_code: VILLAGE }
const A = row('dtks', 'a', { ...SITI, nik: '1606014103800001', kk: '1606010101100001' })
const B = row('p3ke', 'b', { ...SITI, kk: '1606010101100001' })
const PAIR: [[string, string], [string, string]] = [
  ['dtks', 'a'],
  ['p3ke', 'b'],
]

interface Course {
  readonly name: string
  readonly people: readonly Said[]
  readonly judged: HandVerdict
  /** What a list says anew. */
  readonly then: Said
  readonly verdict: Verdict
  /** What is asked afterwards. */
  readonly left: readonly string[]
}

const COURSES: readonly Course[] = [
  {
    name: 'a pair is confirmed',
    people: [A, B],
    judged: { subject: 'pair', verdict: 'different', records: PAIR },
    then: row('p3ke', 'b', { ...SITI, name: 'SITI AMINAH BADRIYAH', kk: '1606010101100001' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a pair is judged otherwise',
    people: [A, B],
    judged: { subject: 'pair', verdict: 'different', records: PAIR },
    then: row('p3ke', 'b', { ...SITI, name: 'SITI AMINAH BADRIYAH', kk: '1606010101100001' }),
    verdict: { verdict: 'same' },
    left: [],
  },
  {
    name: 'a verdict on a pair is taken back, and the question is open again',
    people: DUPLICATE,
    judged: {
      subject: 'pair',
      verdict: 'unsure',
      records: [
        ['bantu-umak', 'a'],
        ['p3ke', 'b'],
      ],
    },
    then: row('p3ke', 'b', { ...SITI, village_code: '16.07.01.2001', phone: '', mother_name: 'ROHANA' }),
    verdict: { verdict: 'reversal' },
    left: ['possible_duplicate'],
  },
  {
    name: 'a household is confirmed',
    people: [A, row('p3ke', 'b', { ...SITI, name: 'BUDI', sex: 'L', dob: '1975-08-17' })],
    judged: { subject: 'household', verdict: 'same', records: PAIR },
    then: row('p3ke', 'b', { ...SITI, name: 'BUDI', sex: 'L', dob: '1975-08-17', kk: '1606010303130003' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a value is confirmed',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: row('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'confirm' },
    left: [],
  },
  {
    name: 'a value is judged otherwise',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: row('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'value', value: '1982-11-09' },
    left: [],
  },
  {
    name: 'a value is taken back',
    people: [A],
    judged: { subject: 'value', field: 'birth_date', value: '1979-03-01', records: [['dtks', 'a']] },
    then: row('dtks', 'a', { ...SITI, dob: '1982-11-09', nik: '1606014103800001', kk: '1606010101100001' }),
    verdict: { verdict: 'reversal' },
    left: [],
  },
]

for (const { name, people, judged, then, verdict, left } of COURSES) {
  test(`when the records change the verdict holds and is asked about anew: ${name}`, async (t) => {
    const { world, desk, open, openKinds, conflict } = await reviewDesk(t, people)
    granted(await judgeByHand(desk, { ...WHO, said: judged }))
    t.notOk((await openKinds()).includes('judgement_stale'))
    await world.change([put(then)])
    const { id, version } = await open('judgement_stale')
    t.match(await resolveConflict(desk, { ...WHO, conflictId: id, version, verdict: 'value' }), {
      code: 'VERDICT_UNFIT',
    })
    granted(await resolveConflict(desk, { ...WHO, ...verdict, conflictId: id, version }))
    t.match(await conflict(id), { state: verdict.verdict === 'reversal' ? 'vanished' : 'resolved' })
    t.same(await openKinds(), left)
    t.same(await world.faults(), [])
  })
}
