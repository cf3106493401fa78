import t from 'tap'
import { z } from 'zod'
import { accepted, created, movedTo, noContent, ok, stream } from '../../../src/http/contract/answer.js'
import { type BodyOf, type Route, route } from '../../../src/http/contract/route.js'
import { inTransaction } from '../../../src/http/contract/unit-of-work.js'
import { Page } from '../../../src/http/paging/page-schema.js'
import { pageAnswer } from '../../../src/http/paging/page.js'

/*
 * The compiler is the test: an unused `@ts-expect-error` does not compile, nor does a right answer where the types are too
 * strict.
 */
const Thing = z.strictObject({
  id: z.string(),
  made_at: z.iso.datetime(),
  note: z.string().optional(),
  parts: z.array(z.strictObject({ size: z.int(), state: z.enum(['open', 'closed']) })),
})
type Thing = BodyOf<typeof Thing>

const PART = { size: 1, state: 'open' } as const
const THING: Thing = { id: 'a', made_at: '2026-11-02T01:12:45.120Z', parts: [PART] }

const FORM = {
  id: 'getThing',
  method: 'GET',
  path: '/things',
  tag: 'Things',
  summary: 'Read a thing',
  description: 'Returns a thing.',
  access: 'open',
  reach: 'plain',
  query: z.strictObject({ size: z.int() }),
} as const
const FOUND = { 200: { description: 'The thing.', schema: Thing } }
const EMPTY = { description: 'No body.' }

t.test('a route accepts each answer that it declares', (t) => {
  const answers = { 200: FOUND[200], 201: FOUND[200], 202: FOUND[200], 204: EMPTY, 308: EMPTY }
  const texts = { 200: { description: 'Lines.', texts: { 'text/plain': '' } } }
  const pages = { 200: { description: 'Things.', schema: Page(Thing) } }
  const routes: readonly Route[] = [
    route({
      ...FORM,
      answers,
      handle: async ({ query: { size } }) => {
        await Promise.resolve()
        if (size === 0) return noContent()
        if (size === 1) return movedTo('/things')
        if (size === 2) return accepted('/things', THING)
        return size === 3 ? created('/things', THING) : ok({ ...THING, note: 'large' })
      },
    }),
    route({ ...FORM, answers: texts, handle: ({ url }) => Promise.resolve(stream('text/plain', url)) }),
    route({ ...FORM, answers: pages, handle: (call) => Promise.resolve(pageAnswer(call, [THING])) }),
    route({
      ...FORM,
      answers: FOUND,
      handle: (call) => inTransaction(call, () => Promise.resolve(ok(THING))),
    }),
  ]
  t.equal(routes.length, 4)
  t.end()
})

t.test('a route rejects every other answer', (t) => {
  const READ = { ...FORM, answers: FOUND }
  const routes: readonly Route[] = [
    // @ts-expect-error A field is missing.
    route({ ...READ, handle: ({ url }) => Promise.resolve(ok({ id: url, parts: [] })) }),
    // @ts-expect-error A time is sent as text.
    route({ ...READ, handle: ({ url: id }) => Promise.resolve(ok({ ...THING, id, made_at: new Date() })) }),
    // @ts-expect-error The schema has no field `colour`.
    route({ ...READ, handle: ({ url }) => Promise.resolve(ok({ ...THING, colour: url })) }),
    // @ts-expect-error A nested field has another type.
    route({ ...READ, handle: ({ url }) => Promise.resolve(ok({ ...THING, parts: [{ ...PART, size: url }] })) }),
    // @ts-expect-error A nested field is not in the schema.
    route({ ...READ, handle: ({ url }) => Promise.resolve(ok({ ...THING, parts: [{ ...PART, colour: url }] })) }),
    // @ts-expect-error Status 201 is not declared.
    route({ ...READ, handle: ({ url }) => Promise.resolve(created(url, THING)) }),
    // @ts-expect-error Status 308 is not declared.
    route({ ...READ, handle: ({ url }) => Promise.resolve(movedTo(url)) }),
    // @ts-expect-error The answer is JSON, not text.
    route({ ...READ, handle: ({ url }) => Promise.resolve(stream('text/plain', url)) }),
  ]
  t.equal(routes.length, 8)
  t.end()
})
