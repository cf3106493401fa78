import { test } from 'tap'
import { readConfig } from '../src/config.js'
import { StartRefusal } from '../src/storage/postgres/start-refusal.js'

test('without any setting the service listens on this machine and runs its own database', (t) => {
  t.same(readConfig({}), {
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    ownerUrl: undefined,
    auditHeadSeconds: 300,
    dataDir: undefined,
    adminKey: undefined,
    trustedProxies: [],
    uploadFloor: 1000,
    wrongGuessesPerHour: 100,
    isPurposeRequired: false,
    rejectionsPerSource: 200_000,
    logLevel: 'info',
  })
  t.same(readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' }), readConfig({}), 'an empty setting is none')
  t.end()
})

test('settings are read from the environment', (t) => {
  const environment = {
    PORT: '0',
    HOST: '::1',
    DATABASE_URL: 'postgresql://padan@db/registry',
    PADAN_OWNER_URL: 'postgresql://pemilik@db/registry',
    PADAN_AUDIT_HEAD_SECONDS: '60',
    PADAN_DATA_DIR: '/srv/padan/',
    PADAN_ADMIN_KEY: 'kunci-yang-panjang',
    PADAN_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8,127.0.0.1',
    PADAN_UPLOAD_FLOOR: '20000',
    PADAN_WRONG_GUESSES_PER_HOUR: '50',
    PADAN_PURPOSE_REQUIRED: 'true',
    PADAN_REJECTIONS_PER_SOURCE: '5000',
    LOG_LEVEL: 'debug',
  }
  t.same(readConfig(environment), {
    port: 0,
    host: '::1',
    databaseUrl: 'postgresql://padan@db/registry',
    ownerUrl: 'postgresql://pemilik@db/registry',
    auditHeadSeconds: 60,
    dataDir: '/srv/padan',
    adminKey: 'kunci-yang-panjang',
    trustedProxies: ['10.0.0.0/8', 'fd00::/8', '127.0.0.1'],
    uploadFloor: 20_000,
    wrongGuessesPerHour: 50,
    isPurposeRequired: true,
    rejectionsPerSource: 5000,
    logLevel: 'debug',
  })
  t.end()
})

test('each invalid setting is one sentence that does not show the value', (t) => {
  const mistakes: [string, string, RegExp][] = [
    ['PORT', '70000', /^PORT must be a whole number from 0 to 65535\.$/],
    ['PORT', '80a', /^PORT must be/],
    ['PORT', '-1', /^PORT must be/],
    ['HOST', 'http://padan', /^HOST must be a host name/],
    ['DATABASE_URL', 'mysql://padan:rahasia@db/registry', /^DATABASE_URL must be a URL of the form postgres:/],
    ['DATABASE_URL', 'rahasia', /^DATABASE_URL must be/],
    ['PADAN_OWNER_URL', 'rahasia', /^PADAN_OWNER_URL must be/],
    ['PADAN_OWNER_URL', 'postgres://rahasia@db/x', /^PADAN_OWNER_URL needs DATABASE_URL/],
    ['PADAN_AUDIT_HEAD_SECONDS', '0', /^PADAN_AUDIT_HEAD_SECONDS must be/],
    ['PADAN_ADMIN_KEY', 'rahasia', /^PADAN_ADMIN_KEY must be at least 16 characters/],
    ['PADAN_ADMIN_KEY', 'rahasia rahasia rahasia', /^PADAN_ADMIN_KEY must be/],
    ['PADAN_TRUSTED_PROXIES', 'rahasia', /^PADAN_TRUSTED_PROXIES must be/],
    ['PADAN_TRUSTED_PROXIES', '10.0.0.0/33', /^PADAN_TRUSTED_PROXIES must be/],
    ['PADAN_UPLOAD_FLOOR', '0', /^PADAN_UPLOAD_FLOOR must be/],
    ['PADAN_WRONG_GUESSES_PER_HOUR', 'many', /^PADAN_WRONG_GUESSES_PER_HOUR must be a whole number/],
    ['PADAN_PURPOSE_REQUIRED', 'ya', /^PADAN_PURPOSE_REQUIRED must be true or false/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal, error/],
  ]
  for (const [setting, value, sentence] of mistakes) {
    const refusal = refusalOf({ [setting]: value })
    t.equal(refusal.reasons.length, 1, `${setting} ${value}`)
    t.match(refusal.message, sentence)
    t.notMatch(refusal.message, 'rahasia')
  }
  t.equal(refusalOf({ PORT: 'x', LOG_LEVEL: 'x', HOST: '/' }).reasons.length, 3, 'all mistakes at once')
  t.end()
})

function refusalOf(environment: NodeJS.ProcessEnv): StartRefusal {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof StartRefusal) return error
  }
  throw new Error('nothing was refused')
}

test('a key of the first admin that is guessed early is refused', (t) => {
  const weak = [
    'a'.repeat(40),
    '1234567890123456',
    '0987654321098765',
    'abcdefghijklmnop',
    'qwertyuiopasdfgh',
    'passwordpassword',
    'Password12345678',
    'P@ssw0rd-p@ssw0rd',
    'admin-admin-admin',
    'administrator123',
    'kunci-rahasia-padan',
    'changeme-changeme',
    'abab-abab-abab-abab',
    'xk3xk3xk3xk3xk3xk3',
    'rahasia1234567890',
    '1111222233334444',
  ]
  for (const key of weak) t.throws(() => readConfig({ PADAN_ADMIN_KEY: key }), { name: 'StartRefusal' }, key)
  const good = [
    'first-admin-key-of-mine',
    'kunci-admin-untuk-uji',
    '4f9a1c0b7d2e8813',
    'Yb0pTq3sXw7dE1kR',
    '8302917465018273',
  ]
  for (const key of good) t.equal(readConfig({ PADAN_ADMIN_KEY: key }).adminKey, key)
  t.end()
})
