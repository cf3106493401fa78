/** A regency is full after this many kindreds (about 1.1 million records), and the next one begins. */
export const KINDREDS_PER_REGENCY = 100_000

/** What fits into the seventeen regencies and cities of South Sumatra. */
export const MOST_HOUSEHOLDS = 17 * KINDREDS_PER_REGENCY
export const MOST_RECORDS = 10 * MOST_HOUSEHOLDS
