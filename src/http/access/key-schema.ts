import { z } from 'zod'
import { ROLES, SCOPES } from '../../application/access/rights.js'
import { Code, Time, Uuid } from '../paging/page-schema.js'

const MOST_SOURCES = 100

const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .describe(
    'producer: sends batches and records of its sources; reader: reads the registry; steward: resolves ' +
      'conflicts; admin: all of these, and manages agencies, sources, profiles and keys.',
  )
const scopes = z.array(z.enum(SCOPES)).max(SCOPES.length).describe('pii:read: NIK, KK and phone are returned in full.')
const sources = z.array(Code).max(MOST_SOURCES).describe('The sources of a producer.')

/** Dotted code of a province, regency, kecamatan or village. */
export const AreaPrefix = z
  .string()
  .regex(/^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$/)
  .describe('Dotted Kemendagri code. Records, persons and households outside the area do not exist for the key.')

/** A key to create. */
export const NewKey = z
  .strictObject({
    name: z.string().min(1).max(100).describe('Name in the audit log: of a system, or of a user by post.'),
    roles,
    sources: sources.default([]),
    area_prefix: AreaPrefix.nullable().default(null),
    scopes: scopes.default([]),
    expires_at: Time.nullable().default(null),
  })
  .meta({
    id: 'NewKey',
    examples: [
      { name: 'Dinsos, daftar DTKS', roles: ['producer'], sources: ['dtks'], expires_at: '2027-12-31T00:00:00Z' },
    ],
  })

const KEY_FIELDS = {
  id: Uuid,
  prefix: z.string().describe('First part of the key, by which its holder recognises it.'),
  name: z.string(),
  roles,
  sources,
  area_prefix: AreaPrefix.nullable(),
  scopes,
  made_by: z.string(),
  made_at: Time,
  expires_at: Time.nullable(),
  revoked_at: Time.nullable(),
}

const EXAMPLE = {
  id: '5b0c6a3e-7c55-4b55-9d1f-1c3f0f6f2a10',
  prefix: '3f9a1c0b7d2e',
  name: 'Dinsos, daftar DTKS',
  roles: ['producer'],
  sources: ['dtks'],
  area_prefix: null,
  scopes: [],
  made_by: 'admin',
  made_at: '2026-11-02T01:12:45.120Z',
  expires_at: '2027-12-31T00:00:00.000Z',
  revoked_at: null,
}

/** A key without its secret part. */
export const Key = z.strictObject(KEY_FIELDS).meta({ id: 'Key', examples: [EXAMPLE] })

/** A created key, with the value to send as `Authorization: Bearer`. */
export const MadeKey = z
  .strictObject({ ...KEY_FIELDS, key: z.string().describe('The key itself. It is returned once and not stored.') })
  .meta({
    id: 'MadeKey',
    examples: [{ ...EXAMPLE, key: 'padan_3f9a1c0b7d2e_Yb0pTq3sXw7dE1kR5uM9hC2vJ8nZ4aL6fG0iO3tQ7wB' }],
  })
