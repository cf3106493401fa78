/** An id as an effect shows it; null in a preview for something new, since the real id will differ. */
export type ShownId = string | null

/** Returns the id, or null where a preview generated it. */
export type ShowId = (id: string) => ShownId
