import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { REJECTIONS_PER_SOURCE } from './application/context/registry.js'
import { LOG_LEVELS } from './log.js'
import { isWeakKey } from './weak-key.js'
import { StartRefusal } from './storage/postgres/start-refusal.js'

const LAST_PORT = 65_535
const LEAST_KEY_LENGTH = 16
const DEFAULT_WRONG_GUESSES = 100

// Compose files and shells pass a missing setting as an empty one.
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema)

const wholeNumber = (below: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((number) => number < below)

const Settings = z.object({
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= LAST_PORT)
      .default(3000),
  ),
  HOST: optional(
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
  ),
  DATABASE_URL: optional(z.string().refine(isDatabaseUrl).optional()),
  PADAN_OWNER_URL: optional(z.string().refine(isDatabaseUrl).optional()),
  PADAN_AUDIT_HEAD_SECONDS: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,4}$/)
      .transform(Number)
      .default(300),
  ),
  PADAN_DATA_DIR: optional(z.string().optional()),
  PADAN_ADMIN_KEY: optional(
    z
      .string()
      .min(LEAST_KEY_LENGTH)
      .regex(/^\S+$/)
      .refine((key) => !isWeakKey(key))
      .optional(),
  ),
  PADAN_TRUSTED_PROXIES: optional(z.string().transform(splitList).refine(areNetworks).default([])),
  PADAN_UPLOAD_FLOOR: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number)
      .default(1000),
  ),
  PADAN_WRONG_GUESSES_PER_HOUR: optional(wholeNumber(999_999).default(DEFAULT_WRONG_GUESSES)),
  PADAN_PURPOSE_REQUIRED: optional(z.enum(['true', 'false']).default('false')),
  PADAN_REJECTIONS_PER_SOURCE: optional(wholeNumber(1_000_000_000).default(REJECTIONS_PER_SOURCE)),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS).default('info')),
})

type Setting = keyof z.infer<typeof Settings>

/** What each setting must be. Error messages show this instead of the value, which may be a secret. */
export const SETTING_FORMS: Record<Setting, string> = {
  PORT: `a whole number from 0 to ${LAST_PORT}`,
  HOST: 'a host name or an IP address',
  DATABASE_URL: 'a URL of the form postgres://user:password@host:port/database',
  PADAN_OWNER_URL: 'a URL of the form postgres://user:password@host:port/database, of the server of DATABASE_URL',
  PADAN_AUDIT_HEAD_SECONDS: 'a whole number from 1 to 99999',
  PADAN_DATA_DIR: 'the path of a folder',
  PADAN_ADMIN_KEY: `at least ${LEAST_KEY_LENGTH} characters without spaces, not a well-known word, a row of characters or a repetition`,
  PADAN_TRUSTED_PROXIES: 'IP addresses or networks such as 10.0.0.0/8, separated by commas',
  PADAN_UPLOAD_FLOOR: 'a whole number of bytes a second from 1 to 999999999',
  PADAN_WRONG_GUESSES_PER_HOUR: 'a whole number up to 999999',
  PADAN_PURPOSE_REQUIRED: 'true or false',
  PADAN_REJECTIONS_PER_SOURCE: 'a whole number below a thousand million',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
}

/** Address and port of the service, its database, the first admin's key and the log level. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Undefined if the service runs its own database in `dataDir`. */
  readonly databaseUrl: string | undefined
  /** The owner's login, for the migrations; undefined if those run with the login that serves. */
  readonly ownerUrl: string | undefined
  /** How often the head of the audit log is written to the log. */
  readonly auditHeadSeconds: number
  /** Absolute path; undefined lets the embedded database choose. */
  readonly dataDir: string | undefined
  readonly adminKey: string | undefined
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** Bytes a second; the sender of a slower upload is ended. */
  readonly uploadFloor: number
  /** Whether keys with the scope pii:read must state a purpose in X-Purpose. */
  readonly isPurposeRequired: boolean
  /** The most rejections that are stored of a source. */
  readonly rejectionsPerSource: number
  /** Wrong guesses of numbers and birth dates of a key without the scope pii:read, in an hour. */
  readonly wrongGuessesPerHour: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/**
 * Reads the settings from the environment. Throws a StartRefusal with one sentence for each mistake, never with a
 * value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Settings.safeParse(environment)
  if (!read.success) throw new StartRefusal(...mistakes(read.error))
  const settings = read.data
  if (settings.PADAN_OWNER_URL !== undefined && settings.DATABASE_URL === undefined)
    throw new StartRefusal('PADAN_OWNER_URL needs DATABASE_URL: an embedded database has both logins by itself.')
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL,
    ownerUrl: settings.PADAN_OWNER_URL,
    auditHeadSeconds: settings.PADAN_AUDIT_HEAD_SECONDS,
    dataDir: settings.PADAN_DATA_DIR === undefined ? undefined : resolve(settings.PADAN_DATA_DIR),
    adminKey: settings.PADAN_ADMIN_KEY,
    trustedProxies: settings.PADAN_TRUSTED_PROXIES,
    uploadFloor: settings.PADAN_UPLOAD_FLOOR,
    wrongGuessesPerHour: settings.PADAN_WRONG_GUESSES_PER_HOUR,
    isPurposeRequired: settings.PADAN_PURPOSE_REQUIRED === 'true',
    rejectionsPerSource: settings.PADAN_REJECTIONS_PER_SOURCE,
    logLevel: settings.LOG_LEVEL,
  }
}

function mistakes(error: z.ZodError): string[] {
  const settings = new Set(error.issues.map((issue) => issue.path[0] as Setting))
  return [...settings].map((setting) => `${setting} must be ${SETTING_FORMS[setting]}.`)
}

function isDatabaseUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function areNetworks(items: readonly string[]): boolean {
  return items.every((item) => {
    const [address = '', bits, ...more] = item.split('/')
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  })
}
