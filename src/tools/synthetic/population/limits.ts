/** After this many family groups (about 1.1 million records) a regency is full, and the next one begins. */
export const FAMILY_GROUPS_PER_REGENCY = 100_000

/** The capacity of the seventeen regencies and cities of South Sumatra. */
export const MOST_HOUSEHOLDS = 17 * FAMILY_GROUPS_PER_REGENCY
export const MOST_RECORDS = 10 * MOST_HOUSEHOLDS
