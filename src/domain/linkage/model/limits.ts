/** More rules would not fit into the 53 bits of a safe integer. */
export const MOST_BLOCK_RULES = 2 ** 7 - 1
/** Comparisons whose levels a comparison may depend on. */
export const MOST_GIVEN = 4
