const figures = new Intl.NumberFormat('en')

/** A whole number as a reader expects it: 12,034. */
export function inFigures(count: number): string {
  return figures.format(count)
}

/** An amount of rupiah. */
export function inRupiah(amount: number): string {
  return `Rp ${figures.format(amount)}`
}

/** Shares are cut, not rounded, so that no figure looks better than it is. */
export function inPercent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}
