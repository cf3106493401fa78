const NEEDS_QUOTES = /[",;|\t\r\n]/

/** Returns one line of CSV with its line end. Values with a separator, quote or line break are quoted (RFC 4180). */
export function csvRow(values: readonly string[], separator: string): string {
  return `${values.map((value) => (NEEDS_QUOTES.test(value) ? quote(value) : value)).join(separator)}\n`
}

/** Returns one line of CSV with every value in quotes. */
export function quotedRow(values: readonly string[], separator: string): string {
  return `${values.map(quote).join(separator)}\n`
}

function quote(value: string): string {
  return `"${value.replaceAll('"', '""')}"`
}
