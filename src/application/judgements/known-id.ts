/** An id, or null for what a preview would create: the real one will have another id. */
export type KnownId = string | null

/** Returns null for ids that a preview made up. */
export type IdFilter = (id: string) => KnownId
