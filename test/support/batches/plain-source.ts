/** What a source has said, in the order in which it was acknowledged: the slow and obvious reference of batches and reversals. */
export interface PlainStatement {
  /** Of a batch or reversal; undefined of a single change. */
  readonly id: string | undefined
  readonly kind: 'delta' | 'snapshot' | 'single' | 'reversal'
  /** Contents by key; a key without content is withdrawn. */
  readonly rows: ReadonlyMap<string, string | undefined>
  /** The batch that a reversal takes back. */
  readonly reverts?: string
}

/** The contents of all live records by key, sorted: each key has what was said of it last by what nobody took back. */
export function plainContents(said: readonly PlainStatement[]): readonly (readonly [string, string])[] {
  const inForce = said.filter((statement) => statement.kind !== 'reversal' && !isReverted(statement, said))
  const keys = new Set(inForce.flatMap(({ rows }) => [...rows.keys()]))
  return [...keys].sort().flatMap((key) => {
    const last = inForce.findLast(({ kind, rows }) => kind === 'snapshot' || rows.has(key))
    const content = last?.rows.get(key)
    return content === undefined ? [] : [[key, content] as const]
  })
}

function isReverted({ id }: PlainStatement, said: readonly PlainStatement[]): boolean {
  return id !== undefined && said.some((other) => other.reverts === id && !isReverted(other, said))
}
