import { HttpProblem } from './problem.js'

const MOST_TYPES = 50

/** The media type that Accept prefers of those offered; the first one without Accept. Throws ACCEPT_UNSUPPORTED. */
export function chooseType<Type extends string>(accept: string | undefined, types: readonly [Type, ...Type[]]): Type {
  if (accept === undefined || accept.trim() === '') return types[0]
  for (const wanted of byQuality(accept)) {
    const chosen = types.find((type) => matches(wanted, type))
    if (chosen !== undefined) return chosen
  }
  throw new HttpProblem('ACCEPT_UNSUPPORTED', `The response is available as: ${types.join(', ')}.`)
}

function byQuality(accept: string): string[] {
  const wanted = accept.split(',', MOST_TYPES).map((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) }
  })
  return wanted
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ type }) => type)
}

function matches(wanted: string, type: string): boolean {
  return wanted === '*/*' || wanted === type || wanted === `${type.split('/')[0] ?? ''}/*`
}
