/** The id of what is there, or null for what a trial would make: that would come with another id. */
export type KnownId = string | null

/** Tells an id that is there from one that a trial made up. */
export type IdFilter = (id: string) => KnownId
