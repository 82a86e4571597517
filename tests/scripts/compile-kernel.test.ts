import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// By an address that is no literal: scripts have no types.
const script = new URL('../../scripts/compile-kernel.mjs', import.meta.url).href;
const { compileKernel } = (await import(script)) as { compileKernel(): Promise<string> };

describe('npm run build:kernel', () => {
  it('gives the code that is in the repository', async () => {
    expect(readFileSync('rules/compile/scan-kernel-code.ts', 'utf8')).toBe(await compileKernel());
  }, 60_000);
});
