import { test } from 'tap'
import { ROLES } from '../../src/application/access/rights.js'
import { KEPT_MS } from '../../src/application/access/keyed-requests.js'
import { MOST_RESOLUTIONS } from '../../src/application/conflicts/resolve-conflicts.js'
import { readConfig, SETTING_FORMS } from '../../src/config.js'
import { LIMITS } from '../../src/http/context/limits.js'
import { LOG_LEVELS } from '../../src/log.js'
import { LARGEST_WORKBOOK_BYTES } from '../../src/profiles/formats/xlsx-archive.js'
import { OWNER_ROLE, SERVICE_ROLE } from '../../src/storage/postgres/roles.js'
import { pageSection } from '../support/readme/pages.js'

const PAGE = 'docs/operator.md'

/** The rows of the table whose header begins with a word: cells without their code marks. */
function tableRows(section: string, header: string): string[][] {
  const lines = section.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${header} `))
  if (from < 0) throw new Error(`There is no table of ${header}`)
  const rows = lines.slice(from + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

test('the table of settings has every setting, with its default', (t) => {
  const rows = tableRows(pageSection(PAGE, 'Settings'), 'setting')
  t.same(rows.map(([name]) => name).sort(), Object.keys(SETTING_FORMS).sort())
  const { port, host, logLevel } = readConfig({})
  const documented = new Map(rows.map(([name = '', value]) => [name, value]))
  t.same([documented.get('PORT'), documented.get('HOST'), documented.get('LOG_LEVEL')], [String(port), host, logLevel])
  const levels = rows.find(([name]) => name === 'LOG_LEVEL')?.[2] ?? ''
  t.same(levels.split(/, | or /), [...LOG_LEVELS])
  t.end()
})

test('limits, roles and grants are those of the code', (t) => {
  const limits = new Map(tableRows(pageSection(PAGE, 'Limits'), 'limit').map(([of = '', is = '']) => [of, is]))
  const figures = new Intl.NumberFormat('en')
  t.match(limits.get('units of a key'), new RegExp(`^${figures.format(LIMITS.unitsPerMinute)} a minute`))
  t.match(limits.get('a JSON body'), new RegExp(` ${LIMITS.bodyMs / 1000} s$`))
  t.match(limits.get('a batch'), new RegExp(`a workbook ${LARGEST_WORKBOOK_BYTES / 2 ** 20} MiB`))
  t.equal(limits.get('verdicts in one call'), String(MOST_RESOLUTIONS))
  t.equal(limits.get('an Idempotency-Key'), `kept for ${KEPT_MS / 3_600_000} hours`)
  t.same(tableRows(pageSection('docs/integrator.md', 'Agency, source, keys'), 'role').map(([role]) => role), [...ROLES]) // prettier-ignore
  for (const role of [OWNER_ROLE, SERVICE_ROLE])
    t.match(pageSection(PAGE, 'The database'), `CREATE ROLE ${role} NOLOGIN`, role)
  t.end()
})
