import type { FileItem } from './file-item.js'

/** Adds blank rows to items: to the last one, where those are the blank rows above them. */
export function addBlank(items: FileItem[], line: number, count = 1): void {
  const last = items.at(-1)
  if (last?.kind !== 'blank' || last.line + last.count !== line) items.push({ kind: 'blank', line, count })
  else items[items.length - 1] = { kind: 'blank', line: last.line, count: last.count + count }
}
