export { builtInGroups, type CountryGroup } from './built-in-groups.js';
export { classifyAddress } from './classify-address.js';
export { countryNames, isCountryCode } from './country-codes.js';
export type { CountryDatabase } from './country-database.js';
export { CountryDatabaseError } from './country-database-error.js';
export { createLocator, type Locator } from './create-locator.js';
export { describeUnknownRegion } from './describe-unknown-region.js';
export { judgeRegion } from './judge-region.js';
