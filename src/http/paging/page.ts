import { type Answer, ok } from '../contract/answer.js'

/** A page as it is sent. */
export interface PageBody<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** A page of the list at the requested address; `next` is the cursor of the next page, also sent as a Link header. */
export function pageAnswer<Item>(
  { url }: { readonly url: string },
  items: readonly NoInfer<Item>[],
  next?: string,
): Answer<200, PageBody<Item>> {
  const body = { items, next: next ?? null }
  return next === undefined ? ok(body) : ok(body, { link: `<${withCursor(url, next)}>; rel="next"` })
}

function withCursor(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  return `${path}?${parameters.toString()}`
}
