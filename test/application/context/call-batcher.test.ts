import { test } from 'tap'
import { CallBatcher } from '../../../src/application/context/call-batcher.js'

test('calls that arrive during a batch share the next batch', async (t) => {
  const batches: number[][] = []
  const batcher = new CallBatcher<number, number>(
    async (requests) => {
      batches.push([...requests])
      await Promise.resolve()
      return requests.map((request) => request * 2)
    },
    { most: 3, atOnce: 1 },
  )
  const numbers = [1, 2, 3, 4, 5]
  t.same(await Promise.all(numbers.map((request) => batcher.call(request))), [2, 4, 6, 8, 10])
  t.same(batches, [[1], [2, 3, 4], [5]])
})

test('every call of a failing batch fails, and the next batch succeeds', async (t) => {
  const batcher = new CallBatcher<string, string>(
    (requests) =>
      requests.includes('bad') ? Promise.reject(new Error('failed')) : Promise.resolve(requests.slice(0, 1)),
    { most: 2, atOnce: 1 },
  )
  const [first, bad, beside] = await Promise.allSettled(['good', 'bad', 'beside'].map((each) => batcher.call(each)))
  t.match(first, { status: 'fulfilled', value: 'good' })
  t.match(bad, { status: 'rejected' })
  t.match(beside, { status: 'rejected' })
  t.equal(await batcher.call('again'), 'again')
  const left = await Promise.allSettled([batcher.call('x'), batcher.call('y'), batcher.call('z')])
  t.match(left[2], { status: 'rejected', reason: { message: 'A request has no result' } })
})
