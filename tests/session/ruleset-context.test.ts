import { expect, it } from 'vitest';
import { checkSchemas } from '../../session/check-schemas.js';
import { rulesetContext } from '../../session/ruleset-context.js';

it('reads schemas, and takes what replaces a part of it', () => {
  expect(rulesetContext().checkSchemas).toBe(checkSchemas);
  expect(rulesetContext({ now: 7 }).now).toBe(7);
});
