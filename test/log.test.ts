import { test } from 'tap'
import { createLog, type Log } from '../src/log.js'

const SECRET = /SULASTRI|1606014107850003/

function linesOf(write: (log: Log) => void, level: 'info' | 'debug' = 'debug'): string[] {
  const lines: string[] = []
  write(createLog(level, { write: (line) => lines.push(line) }))
  return lines
}

test('a line has its event, its time and the known fields', (t) => {
  const [line = ''] = linesOf((log) => {
    log.info('batch.completed', { batch: '12', counts: { read: 3 }, durationMs: 5 })
  })
  t.match(JSON.parse(line), { msg: 'batch.completed', batch: '12', counts: { read: 3 }, durationMs: 5, time: /Z$/ })
  t.end()
})

test('unknown fields, and values hidden in known ones, are dropped', (t) => {
  const disguised: Record<string, unknown>[] = [
    { nik: '1606014107850003' },
    { record: { name: 'SULASTRI' } },
    { batch: { name: 'SULASTRI' } },
    { counts: { read: 'SULASTRI' } },
    { request: ['SULASTRI'] },
    { err: new Error('SULASTRI') },
    { error: new Error('SULASTRI') },
    { error: 'SULASTRI' },
    { error: Object.assign(new Error('x'), { code: 'SULASTRI BINTI', table: '1606014107850003 x' }) },
    { error: new TypeError('x', { cause: new Error('1606014107850003\n    at SULASTRI') }) },
    { error: new Error('first\n    at SULASTRI (file.js:1:1)\n    at 1606014107850003 (file.js:1:1)') },
  ]
  for (const fields of disguised) {
    const [line = ''] = linesOf((log) => {
      log.error('batch.failed', fields)
    })
    t.match(JSON.parse(line), { msg: 'batch.failed' })
    t.notMatch(line, SECRET, line)
  }
  t.end()
})

test('an event name that is a sentence is not written', (t) => {
  const [line = ''] = linesOf((log) => {
    log.info('cannot link SULASTRI. Again')
  })
  t.match(JSON.parse(line), { msg: 'log.misnamed' })
  t.notMatch(line, SECRET)
  t.end()
})

test('an error is written with its stack', (t) => {
  const [line = ''] = linesOf((log) => {
    log.warn('batch.failed', { error: new RangeError('SULASTRI') })
  })
  t.match(JSON.parse(line), { error: { type: 'RangeError', at: [/log\.test/] } })
  t.end()
})

test('lines below the level are not written', (t) => {
  const lines = linesOf((log) => {
    log.debug('batch.received')
    log.info('batch.completed')
  }, 'info')
  t.equal(lines.length, 1)
  t.end()
})
