/** The text is not a readable table. The message states in one sentence why and in which row. */
export class CsvError extends Error {}
