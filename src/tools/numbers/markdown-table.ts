/** Formats rows as a Markdown table whose columns are aligned, as the formatter of the pages writes it. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, at) => Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |\n`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |\n`
  return line(header) + rule + rows.map(line).join('')
}

const figures = new Intl.NumberFormat('en')

/** 12,034. */
export function countText(count: number): string {
  return figures.format(count)
}

/** Four decimals of a share: `.9981`, `1.0000`; a dash where there is none. */
export function shareText(share: number | null): string {
  return share === null ? '-' : share.toFixed(4).replace(/^0/, '')
}
