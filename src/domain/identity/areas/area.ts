/** What the other layers need to know of areas: their codes, and the register that knows names, states and the bridge. */
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
