/** A wait that ends after a time or by a call of `end`. A call of `end` before the wait makes the wait return at once. */
export class Waiting {
  #isEnded = false
  #endWait: (() => void) | undefined

  end(): void {
    this.#isEnded = true
    this.#endWait?.()
  }

  async wait(atMostMs: number): Promise<void> {
    if (!this.#isEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMs)
        this.#endWait = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#endWait = undefined
    this.#isEnded = false
  }
}
