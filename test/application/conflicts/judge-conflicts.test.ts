import { test } from 'tap'
import { deferConflict } from '../../../src/application/conflicts/defer-conflict.js'
import { getConflict } from '../../../src/application/conflicts/get-conflict.js'
import { pageConflicts } from '../../../src/application/conflicts/list-conflicts.js'
import { previewResolution, resolveConflict } from '../../../src/application/conflicts/resolve-conflict.js'
import { resolveConflicts } from '../../../src/application/conflicts/resolve-conflicts.js'
import { judgeByHand } from '../../../src/application/judgements/judge-by-hand.js'
import { undoJudgement } from '../../../src/application/judgements/undo-judgement.js'
import { isRefusal } from '../../../src/application/context/refusals.js'
import { put } from '../../support/registry/test-registry.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { reviewRegistry, recordWith, JUDGE } from '../../support/registry/review-registry.js'
import { DUPLICATE, SHARED_NIK, TRIPLE } from '../../support/registry/conflict-examples.js'
import { judge, preview } from '../../support/registry/perform.js'

const ID = '9b6f0a52-7c0e-8f0e-9a51-0d3c1d2e3f40'

test('of concurrent verdicts on one conflict one is stored, and the others are refused as stale', async (t) => {
  const { judging, open, testRegistry } = await reviewRegistry(t, DUPLICATE)
  const { id, version } = await open('possible_duplicate')
  const verdicts = ['same', 'different', 'unsure', 'same'] as const
  const results = await Promise.all(
    verdicts.map((verdict) => judge(judging, resolveConflict, { ...JUDGE, conflictId: id, version, verdict })),
  )
  t.equal(results.filter((result) => !isRefusal(result)).length, 1)
  t.same(
    results.filter(isRefusal).map(({ code }) => code),
    ['CONFLICT_CHANGED', 'CONFLICT_CHANGED', 'CONFLICT_CHANGED'],
  )
  t.same(await testRegistry.violations(), [])
})

test('of many verdicts in one call each stands alone: a refused one stops no other', async (t) => {
  const { judging, open, openKinds } = await reviewRegistry(t, [...DUPLICATE, ...SHARED_NIK])
  const [duplicate, shared] = [await open('possible_duplicate'), await open('nik_shared')]
  const one = { ...JUDGE, conflictId: duplicate.id, version: 1, verdict: 'same' } as const
  const results = await resolveConflicts(judging.database, judging, [
    { ...one, version: 7 },
    { ...one, conflictId: ID },
    { ...one, verdict: 'value', value: 'SITI' },
    { ...one, reason: ' ' },
    one,
    one,
    { ...JUDGE, conflictId: shared.id, version: 1, verdict: 'different' },
  ])
  const codes = results.map((result) => (isRefusal(result) ? result.code : result.conflict.state))
  t.same(codes, [
    'CONFLICT_CHANGED',
    'CONFLICT_UNKNOWN',
    'VERDICT_UNFIT',
    'REASON_MISSING',
    'resolved',
    'CONFLICT_CHANGED',
    'resolved',
  ])
  t.same(await openKinds(), [])
})

test('a refused join is a conflict that a verdict resolves', async (t) => {
  const { judging, open, openKinds, testRegistry } = await reviewRegistry(t, TRIPLE)
  const { id, version } = await open('refused_join')
  const { effects } = notRefused(
    await judge(judging, resolveConflict, { ...JUDGE, conflictId: id, version, verdict: 'different' }),
  )
  t.match(effects.conflicts, [{ id, state: 'resolved' }])
  t.same(await openKinds(), [])
  t.same(await testRegistry.violations(), [])
})

test('`same` merges whole persons, also against the evidence of their other records', async (t) => {
  const { judging, open, openKinds, testRegistry } = await reviewRegistry(t, TRIPLE)
  const { id, version } = await open('refused_join')
  const order = { ...JUDGE, conflictId: id, version, verdict: 'same' } as const
  const foretold = notRefused(await preview(judging, previewResolution, order))
  const { effects, judgements } = notRefused(await judge(judging, resolveConflict, order))
  t.same(effects, foretold.effects)
  t.same(effects.persons.map(({ effect }) => effect).sort(), ['grown', 'merged'])
  t.notOk((await openKinds()).includes('refused_join'))
  t.same(await testRegistry.violations(), [])
  for (const { judgementId } of judgements.toReversed())
    notRefused(await judge(judging, undoJudgement, { ...JUDGE, judgementId }))
  t.ok(await open('refused_join'), 'it is asked again')
  t.same(await testRegistry.violations(), [])
})

test('a judgement by hand splits a person, resolves the conflict, and holds against later records', async (t) => {
  const { judging, open, openKinds, testRegistry, conflict } = await reviewRegistry(t, DUPLICATE)
  const { id } = await open('possible_duplicate')
  const records = [
    ['bantu-umak', 'a'],
    ['p3ke', 'b'],
  ] as const
  const joined = notRefused(
    await judge(judging, judgeByHand, { ...JUDGE, judgement: { subject: 'pair', verdict: 'same', records } }),
  )
  t.match(await conflict(id), { state: 'resolved' }, 'the conflict is settled by it')
  t.match(joined.effects.programmes, [{ payments: 2, monthly_amount: 650_000, persons_before: 2, persons_after: 1 }])
  const split = notRefused(
    await judge(judging, judgeByHand, { ...JUDGE, judgement: { subject: 'pair', verdict: 'different', records } }),
  )
  t.same(split.effects.persons.map(({ effect }) => effect).sort(), ['returned', 'split'])
  t.match(split.judgements, [{ superseded: [joined.judgements[0]?.judgementId] }])
  const [, b] = DUPLICATE
  if (b !== undefined) await testRegistry.link([put({ ...b, record: { ...b.record, village_code: '16.06.01.2001' } })])
  t.notOk((await openKinds()).includes('possible_duplicate'), 'both stay two')
  t.same(await testRegistry.violations(), [])
})

test('a person whose NIK a judgement changed no longer shares the old NIK', async (t) => {
  const { judging, open, openKinds, testRegistry } = await reviewRegistry(t, SHARED_NIK)
  const { id, personIds } = await open('nik_shared')
  const value = { ...JUDGE, conflictId: id, verdict: 'value', value: '1606011708550009' } as const
  t.match(await judge(judging, resolveConflict, value), { code: 'VERDICT_UNFIT' }, 'the verdict must name the holder')
  t.match(await judge(judging, resolveConflict, { ...value, personId: ID }), { code: 'VERDICT_UNFIT' })
  const first = { ...value, personId: personIds[0] ?? '' }
  t.match(notRefused(await judge(judging, resolveConflict, first)).conflict, {
    state: 'open',
    personIds: personIds.slice(1),
  })
  const second = { ...value, value: '1606011908750009', personId: personIds[1] ?? '' }
  t.match(notRefused(await judge(judging, resolveConflict, second)).conflict, { state: 'resolved' })
  t.same(await openKinds(), [])
  t.same(await testRegistry.violations(), [])
})

test('two of three persons that share a NIK can be judged alone', async (t) => {
  const { judging, open, testRegistry } = await reviewRegistry(t, SHARED_NIK)
  const { id, recordIds } = await open('nik_shared')
  const [a = '', b = '', c = ''] = recordIds
  const different = { ...JUDGE, conflictId: id, verdict: 'different' } as const
  t.match(await judge(judging, resolveConflict, { ...different, records: [a, ID] }), { code: 'VERDICT_UNFIT' })
  for (const [at, records] of (
    [
      [a, b],
      [a, c],
      [c, b],
    ] as const
  ).entries()) {
    const { conflict } = notRefused(await judge(judging, resolveConflict, { ...different, records }))
    t.equal(conflict.state, at < 2 ? 'open' : 'resolved')
  }
  t.same(await testRegistry.violations(), [])
})

test('a deferred conflict is open again on its day', async (t) => {
  const { judging, open, conflict } = await reviewRegistry(t, DUPLICATE)
  const { conn } = judging.database
  const { id, version } = await open('possible_duplicate')
  const order = { conflictId: id, version, reason: 'Menunggu Disdukcapil', deferredBy: 'walidata-1', area: undefined }
  const at = judging.now().getTime()
  const until = new Date(at + 40 * 86_400_000)
  t.match(await judge(judging, deferConflict, { ...order, until: new Date(NaN) }), { code: 'DEFERRAL_INVALID' })
  t.match(await judge(judging, deferConflict, { ...order, until: new Date(at + 9e12) }), { code: 'DEFERRAL_INVALID' })
  t.match(await judge(judging, deferConflict, { ...order, until, reason: '' }), { code: 'REASON_MISSING' })
  t.match(await judge(judging, deferConflict, { ...order, until }), {
    version: version + 1,
    deferred_until: until.toISOString(),
  })
  t.match(await judge(judging, deferConflict, { ...order, until }), { code: 'CONFLICT_CHANGED' })
  const page = { sort: 'severity', limit: 5 } as const
  t.match(await pageConflicts(conn, page, judging.now()), { items: { length: 0 } })
  t.match(await pageConflicts(conn, { ...page, deferred: 'only' }, judging.now()), { items: { length: 1 } })
  const later = new Date(until.getTime() + 1)
  t.match(await pageConflicts(conn, page, later), { items: { length: 1 } })
  t.match(await conflict(id), { state: 'open' })
})

test('conflicts outside the area of the caller are unknown to the caller', async (t) => {
  const { judging, open, testRegistry } = await reviewRegistry(t, [
    ...DUPLICATE,
    recordWith('dtks', 'z1', {
      name: 'ROHANA',
      dob: '1960-05-05',
      sex: 'P',
      village_code: '16.06.01.2001',
      nik: '1606014505600001',
    }),
    recordWith('p3ke', 'z2', {
      name: 'HASAN BASRI',
      dob: '1989-11-17',
      sex: 'L',
      village_code: '16.06.01.2001',
      nik: '1606014505600001',
    }),
  ])
  const [across, inside] = [await open('possible_duplicate'), await open('nik_shared')]
  t.match([across.areaCode, inside.areaCode], ['16', '16.06.01.2001'])
  const regency = { ...JUDGE, area: '16.06' }
  const verdict = { conflictId: across.id, verdict: 'same' } as const
  t.match(
    await getConflict(judging.database, judging, { id: across.id, area: '16.06' }),
    { code: 'CONFLICT_UNKNOWN' },
    'it reaches beyond the regency',
  )
  t.match(await judge(judging, resolveConflict, { ...regency, ...verdict }), { code: 'CONFLICT_UNKNOWN' })
  t.match(await getConflict(judging.database, judging, { id: inside.id, area: '16.07' }), { code: 'CONFLICT_UNKNOWN' })
  t.match(await getConflict(judging.database, judging, { id: inside.id, area: '16.06' }), {
    id: inside.id,
    parties: { length: 2 },
  })
  const judgement = {
    subject: 'pair',
    verdict: 'same',
    records: [
      ['bantu-umak', 'a'],
      ['p3ke', 'b'],
    ],
  } as const
  t.match(await judge(judging, judgeByHand, { ...regency, judgement }), { code: 'RECORD_UNKNOWN' })
  const { judgements } = notRefused(await judge(judging, judgeByHand, { ...JUDGE, judgement }))
  const undoing = { judgementId: judgements[0]?.judgementId ?? '' }
  t.match(await judge(judging, undoJudgement, { ...JUDGE, ...undoing, area: '17' }), { code: 'JUDGEMENT_UNKNOWN' })
  const listed = await pageConflicts(
    judging.database.conn,
    { areas: ['16.06'], sort: 'severity', limit: 9 },
    judging.now(),
  )
  t.same(
    listed.items.map(({ id }) => id),
    [inside.id],
  )
  t.same(await testRegistry.violations(), [])
})
