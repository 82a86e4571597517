import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkNode, oldestNode } from '../../../session/doctor/check-node.js';

it('wants what package.json wants', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${oldestNode.join('.')}`);
});

it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('takes %s', (version) => {
  expect(checkNode(version)).toEqual({ state: 'ok', found: version });
});

it.each(['20.18.9', '18.20.0', '8.0.0', ''])('refuses %j', (version) => {
  expect(checkNode(version)).toMatchObject({ state: 'problem', found: expect.stringContaining('expected 20.19') });
});
