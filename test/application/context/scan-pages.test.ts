import fc from 'fast-check'
import { test } from 'tap'
import { scanPages } from '../../../src/application/context/scan-pages.js'

const numbered = (size: number) => (after: number | undefined, limit: number) =>
  Promise.resolve(Array.from({ length: Math.min(limit, size - (after ?? 0)) }, (_, at) => (after ?? 0) + at + 1))

test('successive pages return every match once and in order', async (t) => {
  const property = fc.asyncProperty(
    fc.record({ size: fc.nat(3000), every: fc.integer({ min: 1, max: 700 }), limit: fc.integer({ min: 1, max: 50 }) }),
    async ({ size, every, limit }) => {
      const fits = (place: number): boolean => place % every === 0
      const found: number[] = []
      let after: number | undefined
      do {
        const page = await scanPages<number, number>({
          after,
          limit,
          pageOf: numbered(size),
          itemsOf: (places) => Promise.resolve(places.map((place) => (fits(place) ? place : undefined))),
        })
        if (page.items.length > limit) return false
        found.push(...page.items)
        after = page.next
      } while (after !== undefined)
      const expected = Array.from({ length: size }, (_, at) => at + 1).filter(fits)
      return expected.join() === found.join()
    },
  )
  await fc.assert(property, { numRuns: 60 })
  t.pass('for lists of any length')
})

test('a search for rare rows returns a cursor to continue from', async (t) => {
  let lookedAt = 0
  const page = await scanPages<number, number>({
    after: undefined,
    limit: 10,
    pageOf: numbered(1_000_000),
    itemsOf: (places) => {
      lookedAt += places.length
      return Promise.resolve(places.map(() => undefined))
    },
  })
  t.same(page, { items: [], next: lookedAt })
  t.ok(lookedAt < 3000)
})
