/** Pauses work that keeps failing. The pause doubles after each failure, up to a limit. */
export class BackOff {
  readonly #firstMs: number
  readonly #mostMs: number
  #delayMs: number
  #untilMs = 0

  constructor(firstMs: number, mostMs: number) {
    this.#firstMs = firstMs
    this.#mostMs = mostMs
    this.#delayMs = firstMs
  }

  get isOver(): boolean {
    return performance.now() >= this.#untilMs
  }

  failed(): void {
    this.#untilMs = performance.now() + this.#delayMs
    this.#delayMs = Math.min(this.#delayMs * 2, this.#mostMs)
  }

  succeeded(): void {
    this.#untilMs = 0
    this.#delayMs = this.#firstMs
  }
}
