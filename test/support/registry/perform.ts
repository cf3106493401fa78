import type { Refusal } from '../../../src/application/context/refusals.js'
import type { Registry } from '../../../src/application/context/registry.js'
import { inPreview, inUnitOfWork, type PreviewTx, type Tx } from '../../../src/application/context/unit-of-work.js'
import type { JudgingContext } from '../../../src/application/judgements/judging-context.js'

/** Runs a use case in a transaction of its own, at the registry's time. */
export function perform<Order, Result>(
  { database, now }: Pick<Registry, 'database' | 'now'>,
  useCase: (tx: Tx, order: Order, at: Date) => Promise<Result | Refusal>,
  order: NoInfer<Order>,
): Promise<Result | Refusal> {
  return inUnitOfWork(database, (tx) => useCase(tx, order, now()))
}

/** What a use case of judging takes, and the database to run it in. */
export interface TestJudging extends JudgingContext {
  readonly database: Registry['database']
}

type JudgingUseCase<Order, Result, Transaction = Tx> = (
  tx: Transaction,
  judging: JudgingContext,
  order: Order,
) => Promise<Result | Refusal>

/** Runs a use case of judging in a transaction of its own. */
export function judge<Order, Result>(
  judging: TestJudging,
  useCase: JudgingUseCase<Order, Result>,
  order: NoInfer<Order>,
): Promise<Result | Refusal> {
  return inUnitOfWork(judging.database, (tx) => useCase(tx, judging, order))
}

/** Runs the preview of a use case of judging. */
export function preview<Order, Result>(
  judging: TestJudging,
  useCase: JudgingUseCase<Order, Result, PreviewTx>,
  order: NoInfer<Order>,
): Promise<Result | Refusal> {
  return inPreview(judging.database, (tx) => useCase(tx, judging, order))
}
