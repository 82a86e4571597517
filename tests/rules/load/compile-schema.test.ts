import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../rules/load/compile-schema.js';

const require = createRequire(import.meta.url);

describe('compileSchema', () => {
  it('finds every error, not only the first', () => {
    const { validate } = compileSchema(false);
    expect(validate({ plainsight: '1', rulez: [], feelds: {} })).toBe(false);
    expect(validate.errors?.length).toBeGreaterThan(1);
  });

  it('gives code that judges as it does itself', () => {
    const { ajv, validate } = compileSchema(true);
    const standalone = require('ajv/dist/standalone') as typeof import('ajv/dist/standalone/index.js');
    const code = standalone.default(ajv, validate);
    const module = { exports: {} as typeof validate };
    new Function('module', 'exports', 'require', code)(module, module.exports, require);
    for (const value of [
      { plainsight: '1' },
      { plainsight: '1', rules: [] },
      { plainsight: '2' },
      {},
      { plainsight: '1', extends: 3 },
      [],
    ]) {
      expect([value, module.exports(value)]).toEqual([value, validate(value)]);
      expect(module.exports.errors?.map(({ instancePath, keyword }) => [instancePath, keyword])).toEqual(
        validate.errors?.map(({ instancePath, keyword }) => [instancePath, keyword]),
      );
    }
  });
});
