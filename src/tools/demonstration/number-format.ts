const figures = new Intl.NumberFormat('en')

/** 12,034. */
export function formatCount(count: number): string {
  return figures.format(count)
}

/** Rp 12,034. */
export function formatRupiah(amount: number): string {
  return `Rp ${figures.format(amount)}`
}

/** Cuts instead of rounding, so that no share looks better than it is. */
export function formatPercent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}
