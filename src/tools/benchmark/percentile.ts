/** Returns the quantile of sorted milliseconds at `share`, rounded to hundredths; 0 for an empty array. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return Math.round(value * 100) / 100
}
