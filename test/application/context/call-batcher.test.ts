import { test } from 'tap'
import { CallBatcher } from '../../../src/application/context/call-batcher.js'

test('calls that arrive during a batch share the next batch', async (t) => {
  const batches: number[][] = []
  const batcher = new CallBatcher<number, number>(
    async (calls) => {
      batches.push([...calls])
      await Promise.resolve()
      return calls.map((call) => call * 2)
    },
    { most: 3, atOnce: 1 },
  )
  const numbers = [1, 2, 3, 4, 5]
  t.same(await Promise.all(numbers.map((call) => batcher.ask(call))), [2, 4, 6, 8, 10])
  t.same(batches, [[1], [2, 3, 4], [5]])
})

test('every call of a failing batch fails, and the next batch succeeds', async (t) => {
  const batcher = new CallBatcher<string, string>(
    (calls) => (calls.includes('bad') ? Promise.reject(new Error('failed')) : Promise.resolve(calls.slice(0, 1))),
    { most: 2, atOnce: 1 },
  )
  const [first, bad, beside] = await Promise.allSettled(['good', 'bad', 'beside'].map((each) => batcher.ask(each)))
  t.match(first, { status: 'fulfilled', value: 'good' })
  t.match(bad, { status: 'rejected' })
  t.match(beside, { status: 'rejected' })
  t.equal(await batcher.ask('again'), 'again')
  const left = await Promise.allSettled([batcher.ask('x'), batcher.ask('y'), batcher.ask('z')])
  t.match(left[2], { status: 'rejected', reason: { message: 'a question was left without an answer' } })
})
