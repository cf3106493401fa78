import type { Day } from '../population/calendar.js'
import { NumberIssuer, type Office } from '../population/number-issuer.js'

/** Whether the date is one that offices write for people without papers: 1 January, 1 July or 31 December. */
export function isDefaultDate({ month, day }: Day): boolean {
  return (day === 1 && (month === 1 || month === 7)) || (day === 31 && month === 12)
}

/** Issues numbers in districts where a default date is that of a hundred and more residents, so that serials pass 99. */
export class VillageIssuer extends NumberIssuer {
  protected override issuedBefore = (born: Day): number => {
    return isDefaultDate(born) ? (born.year * 37 + born.month * 11) % 150 : 0
  }

  /** Each region has districts elsewhere of its own; only the retired ones serve all. */
  protected override offsetOf(office: Office): number {
    return this.retired.includes(office) ? super.offsetOf(office) : 0
  }
}
