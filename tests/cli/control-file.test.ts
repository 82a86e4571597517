import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findControl, readControlFile, removeControlFile, writeControlFile } from '../../cli/control-file.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const content = { url: 'http://127.0.0.1:4000', token: 'secret', pid: 17, runId: '20261121-211500-x7k2' };

it('is private, found by its folder, and removed by its own run only', () => {
  const folder = temporaryFolder();
  expect(readControlFile(folder)).toBeUndefined();
  // One that was left behind with other rights is not written into, but replaced.
  writeFileSync(join(folder, 'control.json'), '{}', { mode: 0o644 });
  writeControlFile(folder, content);
  expect(statSync(join(folder, 'control.json')).mode & 0o777).toBe(0o600);
  expect(findControl(folder, 'elsewhere', {})).toEqual(content);
  removeControlFile(folder, '20261121-211500-aaaa');
  expect(existsSync(join(folder, 'control.json'))).toBe(true);
  removeControlFile(folder, content.runId);
  expect(existsSync(join(folder, 'control.json'))).toBe(false);
  removeControlFile(folder, content.runId);
});

it('a folder that was named goes before the environment, and that before the usual folder', () => {
  const named = temporaryFolder();
  const usual = temporaryFolder();
  const env = { PLAINSIGHT_CONTROL_URL: 'http://127.0.0.1:5000', PLAINSIGHT_TOKEN: 'of the run' };
  writeControlFile(named, content);
  writeControlFile(usual, { ...content, token: 'usual' });
  expect(findControl(named, usual, env).token).toBe('secret');
  expect(findControl(undefined, usual, env)).toEqual({ url: 'http://127.0.0.1:5000', token: 'of the run' });
  expect(findControl(undefined, usual, {}).token).toBe('usual');
});

it.each(['', '{', '[]', '{"url":"http://127.0.0.1:1","token":3}', 'null'])('what is no control file (%j) is as good as none', (text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'control.json'), text);
  expect(readControlFile(folder)).toBeUndefined();
  expect(() => findControl(folder, 'elsewhere', {})).toThrow(/nothing is running for .*plainsight start/);
});
