/** Areas as the other layers use them: codes, and the register of names, states and BPS codes. */
export {
  AREA_LEVELS,
  type AreaCode,
  type AreaLevel,
  type AreaRegister,
  type AreaScheme,
  containingArea,
  parseAreaCode,
  type RegionRegister,
  type VillageNames,
} from './area-code.js'
export type { AreaData, AreaRow, AreaSplit, FormerName } from './area-rows.js'
export { createAreaRegister } from './area-register.js'
export { presentVillage } from './ended-codes.js'
