/** How many questions are answered in one go, and how many goes run at once. */
export interface BatchingLimits {
  readonly most: number
  readonly atOnce: number
}

interface Waiting<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Answers questions that come while others are being answered together: each look-up then serves many callers, and most of
 * what a question costs is the round trips. The work gives an answer for each question, in their order.
 */
export class CallBatcher<Question, Answer> {
  readonly #work: (questions: readonly Question[]) => Promise<readonly Answer[]>
  readonly #gathering: BatchingLimits
  #waiting: Waiting<Question, Answer>[] = []
  #running = 0

  constructor(work: (questions: readonly Question[]) => Promise<readonly Answer[]>, gathering: BatchingLimits) {
    this.#work = work
    this.#gathering = gathering
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      if (this.#running < this.#gathering.atOnce) void this.#run()
    })
  }

  /** Never rejects: whoever asked hears of a failure. */
  async #run(): Promise<void> {
    this.#running += 1
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, this.#gathering.most)
      try {
        const answers = await this.#work(taken.map(({ question }) => question))
        taken.forEach(({ resolve, reject }, at) => {
          const answer = answers[at]
          if (answer === undefined) reject(new Error('a question was left without an answer'))
          else resolve(answer)
        })
      } catch (error) {
        for (const { reject } of taken) reject(error)
      }
    }
    this.#running -= 1
  }
}
