/** Why the service cannot start: each reason one sentence for the operator, without secrets or personal data. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
  readonly reasons: readonly string[]

  constructor(...reasons: readonly string[]) {
    super(reasons.join('\n'))
    this.reasons = reasons
  }
}
