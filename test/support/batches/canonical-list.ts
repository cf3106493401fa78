const HEADER = 'source_key,nik,kk,name,dob,sex,village_code'

/** A list in canonical columns. */
export function list(...rows: readonly string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`
}

/** Rows of invented persons, four to a family, by their numbers. */
export function people(from: number, to: number, village = '16.06.11.2015'): string[] {
  return Array.from({ length: to - from }, (_, at) => person(from + at, village))
}

/** One invented person; the other parameters move or rename them. */
export function person(number: number, village = '16.06.11.2015', name = `ORANG ${number}`): string {
  const serial = String(number % 10_000).padStart(4, '0')
  const kk = `160611160914${String(Math.floor(number / 4) % 10_000).padStart(4, '0')}`
  return `k${number},160605130498${serial},${kk},${name},1998-04-13,L,${village}`
}
