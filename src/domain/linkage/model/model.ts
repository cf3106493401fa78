import { z } from 'zod'
import { MOST_BLOCK_RULES, MOST_GIVEN } from './limits.js'

/** Kinds of values of a field; the kind decides how it is parsed into features. */
export const FieldType = z.enum([
  'identifier',
  'name',
  'date',
  'birth_date',
  'text',
  'code',
  'category',
  'phone',
  'person_name',
  'father_name',
  'sex',
  'nik',
  'kk',
  'area',
  'address',
  'relation',
  'household',
  'source',
])
export type FieldType = z.infer<typeof FieldType>

/** A field of the model: its type and the columns of a record that it is read from. */
export const Field = z.strictObject({
  name: z.string().min(1),
  type: FieldType,
  columns: z.array(z.string().min(1)).min(1),
  /** For a date: YYYY, MM and DD in their order. */
  format: z.string().optional(),
  /** For an area: the scheme of its codes. A BPS code is never read as a Kemendagri one. */
  scheme: z.enum(['kemendagri', 'bps']).optional(),
})
export type Field = z.infer<typeof Field>

const Probability = z.number().gt(0).lt(1)

/**
 * How often a level occurs among pairs of one person (m), pairs of strangers (u), pairs of two members of one family
 * (kin) and pairs of two persons recorded under one NIK (shared). A family shares its KK, address and company, and a
 * NIK holds its birth date, sex and district; without these classes such agreements would count as evidence for one
 * person. Where `shared` is absent, the two persons agree as strangers do.
 */
export const Level = z.strictObject({
  level: z.string(),
  m: Probability,
  u: Probability,
  kin: Probability.optional(),
  shared: Probability.optional(),
})
export type Level = z.infer<typeof Level>

export const ComparisonKind = z.enum([
  'nik',
  'kk',
  'person_name',
  'birth_date',
  'date',
  'equality',
  'area',
  'address',
  'company',
  'list',
  'similarity',
  'tokens',
])
export type ComparisonKind = z.infer<typeof ComparisonKind>

/**
 * What the level of an earlier comparison says beforehand about a comparison: its levels among the pairs that are at
 * the named level of the earlier one. A suburb that agrees leaves nearly nothing for the postcode to say.
 */
export const Given = z.strictObject({ comparison: z.string().min(1), levels: z.record(z.string(), z.array(Level)) })
export type Given = z.infer<typeof Given>

export const Comparison = z.strictObject({
  name: z.string().min(1),
  kind: ComparisonKind,
  fields: z.array(z.string()).min(1),
  levels: z.array(Level).min(2),
  /** The first of these comparisons that is not missing replaces `levels` by those under its own level. */
  given: z.array(Given).max(MOST_GIVEN).optional(),
})
export type Comparison = z.infer<typeof Comparison>

/**
 * A block rule: the values (atoms such as `name.rare` or `birth_date.day`) that two records must share to be compared.
 */
export const BlockRule = z.strictObject({ name: z.string().min(1), atoms: z.array(z.string().min(1)).min(1) })
export type BlockRule = z.infer<typeof BlockRule>

const TermsByBits = z.record(z.string().regex(/^\d+(\.\d+)?$/), z.string())

/**
 * Rarity of the terms of some fields in bits: -log2 of a term's share. `terms` lists terms by bits, separated by spaces
 * ("6.5": "NUR SITI"); all others have `rare` bits. `beside` lists the terms that say less where another word of the
 * name agrees too: most women called HAYATI are NUR HAYATI, so NUR adds little to it.
 */
export const TermFrequencies = z.strictObject({
  fields: z.array(z.string().min(1)).min(1),
  rare: z.number().positive(),
  terms: TermsByBits,
  beside: TermsByBits.optional(),
})
export type TermFrequencies = z.infer<typeof TermFrequencies>

/**
 * Prior odds, for the size that the registry is expected to reach. If they followed its present size, the order of
 * arrival would decide links.
 */
export const Prior = z.strictObject({
  /** log2 odds that two records drawn at random are one person. */
  matchBits: z.number(),
  /** log2 odds that two records drawn at random are two members of one family; absent if families are unknown. */
  kinBits: z.number().optional(),
  /** log2 odds that two records drawn at random are two persons under one NIK; absent if that is not considered. */
  sharedBits: z.number().optional(),
})
export type Prior = z.infer<typeof Prior>

/** Lower bounds of the grades, in bits of log2 posterior odds. */
export const Thresholds = z.strictObject({ certain: z.number(), probable: z.number(), possible: z.number() })
export type Thresholds = z.infer<typeof Thresholds>

/** A `comparison=level` at which a pair is never linked automatically, unless one of the `unless` levels holds too. */
export const Veto = z.strictObject({
  comparison: z.string(),
  level: z.string(),
  /**
   * `clusters`: the two records contradict each other, so clusters that hold them are kept apart too. `pair`: the pair
   * lacks support for a link of its own, but does not speak against what other records of both clusters show.
   */
  parts: z.enum(['pair', 'clusters']).default('clusters'),
  unless: z.array(z.strictObject({ comparison: z.string(), level: z.string() })).default([]),
})
export type Veto = z.infer<typeof Veto>

/**
 * Required evidence over all pairs across two clusters before they are joined, in bits. The evidence of each pair is
 * limited to `bound` either way; a vetoed pair counts as `-bound`; the mean over all pairs must reach `leastMean`.
 */
export const Clustering = z.strictObject({ bound: z.number().positive(), leastMean: z.number() })
export type Clustering = z.infer<typeof Clustering>

export const Model = z.strictObject({
  name: z.string().min(1),
  version: z.number().int().positive(),
  description: z.string().default(''),
  fields: z.array(Field).min(1),
  comparisons: z.array(Comparison).min(1),
  blocking: z.array(BlockRule).min(1).max(MOST_BLOCK_RULES),
  stopKeys: z.array(z.strictObject({ rule: z.string(), key: z.number().int() })).default([]),
  termFrequencies: z.array(TermFrequencies).default([]),
  /** Which spelling rules give the spellings of one term the same block key. */
  spelling: z.enum(['indonesian', 'plain']),
  prior: Prior,
  thresholds: Thresholds,
  clustering: Clustering,
  vetoes: z.array(Veto).default([]),
  /** Two rows of one source are two persons, for sources that are known to hold no person twice. */
  distinctWithinSource: z.boolean().default(false),
  /**
   * The day (yyyymmdd) from which ages and centuries are computed. It must not be the present day, or features would
   * change by themselves.
   */
  referenceDate: z.number().int().min(19000101).default(20261231),
})
export type Model = z.infer<typeof Model>
