import { test } from 'tap'
import { CallBatcher } from '../../../src/application/context/call-batcher.js'

test('calls that arrive during a batch share the next batch', async (t) => {
  const goes: number[][] = []
  const gathered = new CallBatcher<number, number>(
    async (questions) => {
      goes.push([...questions])
      await Promise.resolve()
      return questions.map((question) => question * 2)
    },
    { most: 3, atOnce: 1 },
  )
  const asked = [1, 2, 3, 4, 5]
  t.same(await Promise.all(asked.map((question) => gathered.ask(question))), [2, 4, 6, 8, 10])
  t.same(goes, [[1], [2, 3, 4], [5]])
})

test('every call of a failing batch fails, and the next batch succeeds', async (t) => {
  const gathered = new CallBatcher<string, string>(
    (questions) =>
      questions.includes('bad') ? Promise.reject(new Error('failed')) : Promise.resolve(questions.slice(0, 1)),
    { most: 2, atOnce: 1 },
  )
  const [first, bad, beside] = await Promise.allSettled(['good', 'bad', 'beside'].map((each) => gathered.ask(each)))
  t.match(first, { status: 'fulfilled', value: 'good' })
  t.match(bad, { status: 'rejected' })
  t.match(beside, { status: 'rejected' })
  t.equal(await gathered.ask('again'), 'again')
  const left = await Promise.allSettled([gathered.ask('x'), gathered.ask('y'), gathered.ask('z')])
  t.match(left[2], { status: 'rejected', reason: { message: 'a question was left without an answer' } })
})
