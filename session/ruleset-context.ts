import { defaultContext, type LoadContext } from '../rules/index.js';
import { checkSchemas } from './check-schemas.js';

/** What rulesets are loaded with in a real run. */
export function rulesetContext(overrides: Partial<LoadContext> = {}): LoadContext {
  return defaultContext({ checkSchemas, ...overrides });
}
