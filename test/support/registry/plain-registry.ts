import type { LinkingContext } from '../../../src/application/active-model/linking-context.js'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { countLinkedRecords, countByBatch } from '../../../src/application/batches/applying/count-linked-records.js'
import type { Registry } from '../../../src/application/context/registry.js'
import type { PassResult } from '../../../src/application/linkage/changes/pass-steps.js'
import { savePass } from '../../../src/application/linkage/changes/save-pass.js'
import { runPass } from '../../../src/application/linkage/run-pass.js'
import { PLAIN_SCHEDULE } from '../../../src/application/linkage/scheduling/schedule.js'
import { checkSingles, isEffective } from '../../../src/application/linkage/singles/check-singles.js'
import { changeOf, receiveSingles } from '../../../src/application/linkage/singles/receive-singles.js'
import { newPass } from '../../../src/application/linkage/state/pass.js'
import { PlainView } from '../../../src/application/linkage/state/plain-view.js'
import type { RecordChange } from '../../../src/application/linkage/state/record-change.js'
import type { SingleChange } from '../../../src/application/linkage/state/single-change.js'
import { beginLinkingPass, beginSinglesPass } from '../../../src/storage/linkage/linking-settings.js'
import { takePending } from '../../../src/storage/linkage/pending-records.js'
import type { Database, Tx } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { applyAll } from '../batches/process-batch.js'
import type { LinkedRegistry } from './test-registry.js'

const ALL = 20_000

/** A registry that is linked one step after the other: nothing is cached, prefetched or written before a pass has ended. */
export class PlainRegistry implements LinkedRegistry {
  readonly registry: Registry
  readonly #reader: ContextReader

  constructor(registry: Registry) {
    this.registry = registry
    this.#reader = new ContextReader(registry)
  }

  get database(): Database {
    return this.registry.database
  }

  /** Links single changes in one pass. */
  link(singles: readonly SingleChange[]): Promise<void> {
    return inTransaction(this.database, async (tx) => {
      const { versions } = await beginSinglesPass(tx, singles.length)
      const context = await this.#reader.read(tx)
      const checked = await checkSingles(tx, singles, { view: new PlainView(tx), context })
      const numbered = checked.filter(isEffective).map((each, at) => ({ ...each, version: versions[at] ?? 0 }))
      await receiveSingles(tx, numbered, context.now)
      await savePass(tx, await runReference(tx, numbered.map(changeOf), context))
    })
  }

  /** Applies and links all waiting batches and judgements. */
  async settle(): Promise<void> {
    await applyAll(this.registry)
    await inTransaction(this.database, (tx) => this.#linkPending(tx))
  }

  async #linkPending(tx: Tx): Promise<void> {
    await beginLinkingPass(tx)
    const taken = await takePending(tx, ALL)
    const context = await this.#reader.read(tx)
    await savePass(tx, await runReference(tx, taken, context))
    await countLinkedRecords(tx, [...countByBatch(taken).values()], context.now)
  }
}

/** Reads the database again for each step, and overlaps nothing. */
function runReference(tx: Tx, changes: readonly RecordChange[], context: LinkingContext): Promise<PassResult> {
  return runPass(newPass({ changes, context, view: new PlainView(tx, context.lacks) }), PLAIN_SCHEDULE)
}
