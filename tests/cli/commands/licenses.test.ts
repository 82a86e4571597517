import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProcess } from '../../harness/in-process.js';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
};

it('gives the attribution of the data, and the licence of every package', async () => {
  const { code, out } = await inProcess(['licenses']);
  expect(code).toBe(0);
  for (const text of ['CC BY 4.0', 'RouteViews', 'DB-IP', 'nro.net', 'CC0 1.0', 'Apache License, Version 2.0']) expect(out).toContain(text);
  for (const name of Object.keys(manifest.dependencies)) expect(out).toMatch(new RegExp(`\\n {2}${name.replaceAll(/[.]/g, '\\.')} \\d`));
  expect(out).toMatch(/\n {2}ajv \d+\.\d+\.\d+ +MIT\n/);
  expect(out).not.toContain('not installed\n');
});

it('tells machines the same', async () => {
  const { notice, dependencies } = JSON.parse((await inProcess(['licenses', '--json'])).out) as {
    notice: string;
    dependencies: { name: string; license: string }[];
  };
  expect(notice).toContain('CC BY 4.0');
  expect(dependencies.find(({ name }) => name === 'yaml')).toMatchObject({ license: 'ISC' });
});
