const SAVE_ANEW = 'Open it in a spreadsheet program and save it anew as XLSX or CSV.'

/** The first bytes of files that are no table, as Latin-1. */
const SIGNATURES: readonly (readonly [signature: string, name: string])[] = [
  ['%PDF', 'a PDF document'],
  ['Rar!', 'a RAR archive'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
]
/** How a text begins that is no table. Programs call the first three `.xls`, and spreadsheets open them with a warning. */
const BEGINNINGS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b/i,
    'an HTML page',
  ],
  [
    /^<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?Workbook\b/,
    'a spreadsheet of 2003 in XML (SpreadsheetML)',
  ],
  [/^MIME-Version:/i, 'a web archive (MHTML)'],
  [/^<(?:\?xml|\w+[\s>])/, 'XML'],
  [/^\{\\rtf/, 'a text document (RTF)'],
]
const BEGINNING_CHARACTERS = 2000

/** Returns why bytes that begin so are no table; undefined where they may be one. */
export function foreignSignature(signature: string): string | undefined {
  const name = SIGNATURES.find(([start]) => signature.startsWith(start))?.[1]
  return name === undefined ? undefined : `The file is ${name}. Send the table itself, as XLSX or CSV.`
}

/** Returns why a text that begins so is no table, whatever its file is called; undefined where it may be one. */
export function foreignText(text: string): string | undefined {
  const beginning = text.slice(0, BEGINNING_CHARACTERS)
  const name = BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1]
  return name === undefined ? undefined : `The file is ${name}, although it may be called .xls. ${SAVE_ANEW}`
}
