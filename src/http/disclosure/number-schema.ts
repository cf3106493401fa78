import { z } from 'zod'

/** Of a key that is limited to an area. */
export const OutsideArea = z
  .int()
  .optional()
  .describe('How many persons or households outside the area of the key were left out here; left out if none.')

const Token = z
  .strictObject({ token: z.string() })
  .describe('Stands for a number that the key may not see: equal numbers have equal tokens, different ones different.')
  .meta({ id: 'NumberToken', examples: [{ token: 'K7Q-F2M-XRA-BZD-WPN' }] })

/** A NIK, KK, phone or account in an answer: the number with the scope pii:read, its token without. */
export const ShownNumber = z
  .union([z.string(), Token])
  .describe('The number itself with the scope pii:read; without it a token.')
  .meta({ id: 'ShownNumber', examples: [{ token: 'K7Q-F2M-XRA-BZD-WPN' }] })

/** A value that may be such a number, by the field that it is of. */
export const ShownValue = z
  .union([z.string(), Token])
  .describe('A text; for a NIK, KK, phone or account without the scope pii:read a token, for a birth date the year.')
  .meta({ id: 'ShownValue', examples: ['SULASTRI', { token: 'K7Q-F2M-XRA-BZD-WPN' }] })
