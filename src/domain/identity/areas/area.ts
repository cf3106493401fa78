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
export { type AreaData, type AreaRow, createAreaRegister } from './area-register.js'
