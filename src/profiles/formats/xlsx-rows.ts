import type { FileItem, Limits } from './file-item.js'
import { type Archive, openArchive, WorkbookRefusal } from './xlsx-archive.js'
import { readElements, readSharedTexts, readSheet } from './xlsx-sheet.js'

const SMALL_PART_BYTES = 1 << 22
const SHARED_TEXTS = 'xl/sharedStrings.xml'
const SHARED_TEXTS_BYTES = 1 << 28

/** Yields the rows of the first sheet of an XLSX workbook, or one refusal with the reason why there are none. */
export async function* xlsxRows(input: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<FileItem, void> {
  try {
    const archive = await openArchive(input)
    const shared = archive.has(SHARED_TEXTS)
      ? await readSharedTexts(await archive.open(SHARED_TEXTS, SHARED_TEXTS_BYTES))
      : []
    yield* readSheet(await archive.open(await firstSheet(archive)), shared, limits)
  } catch (error) {
    if (!(error instanceof WorkbookRefusal)) throw error
    yield { kind: 'refusal', line: 1, error: { code: error.code, detail: error.message } }
  }
}

/** Returns the path of the first sheet of the workbook; file numbers need not follow the order of the sheets. */
async function firstSheet(archive: Archive): Promise<string> {
  const [sheet] = await readElements(await archive.open('xl/workbook.xml', SMALL_PART_BYTES), 'sheet')
  const relations = await readElements(
    await archive.open('xl/_rels/workbook.xml.rels', SMALL_PART_BYTES),
    'Relationship',
  )
  const id = [...(sheet ?? [])].find(([name]) => name === 'id' || name.endsWith(':id'))?.[1]
  const target = relations.find((relation) => relation.get('Id') === id)?.get('Target')
  if (target === undefined) throw new WorkbookRefusal('XLSX_UNREADABLE', 'The workbook has no sheet.')
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}
