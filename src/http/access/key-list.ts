import { z } from 'zod'
import { listKeys } from '../../application/access/read-keys.js'
import { readCursor, writeCursor } from '../paging/cursor.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Key } from './key-schema.js'
import { Page, PAGE_QUERY } from '../paging/page-schema.js'

const LIST = 'keys'

export const keyList = route({
  id: 'listKeys',
  method: 'GET',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'List keys',
  description:
    'Returns all keys, including expired and revoked ones, in pages. The secret part of a key is never returned.',
  access: ['admin'],
  reach: 'confined',
  query: z.strictObject(PAGE_QUERY),
  answers: { 200: { description: 'A page of keys.', schema: Page(Key) } },
  refusals: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { registry } = call.context
    const { limit, cursor } = call.query
    const [after] = cursor === undefined ? [] : readCursor(registry.secret, LIST, cursor)
    const page = await listKeys(registry.database.conn, { after: after?.toString(), limit, by: call.rights })
    const next = page.next === undefined ? undefined : writeCursor(registry.secret, LIST, [page.next])
    return pageAnswer(call, page.items, next)
  },
})
