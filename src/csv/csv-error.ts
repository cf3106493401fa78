/** Text that is no readable table; the message says why and in which row, in one sentence. */
export class CsvError extends Error {}
