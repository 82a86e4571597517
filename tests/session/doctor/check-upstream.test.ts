import { expect, it } from 'vitest';
import { checkUpstream } from '../../../session/doctor/check-upstream.js';
import type { SetupOptions } from '../../../session/doctor/setup-options.js';

const check = (env: Record<string, string>, more: Partial<SetupOptions> = {}) =>
  checkUpstream({ env, host: '127.0.0.1', port: 8080, lan: false, lanAddresses: [], ...more } as SetupOptions);

it('finds no proxy', () => {
  expect(check({}).state).toBe('ok');
  expect(check({ HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: '*' }).state).toBe('ok');
});

it('warns of one that hides the addresses of origins', () => {
  expect(check({ HTTPS_PROXY: 'http://user:secret@proxy.example:3128' })).toMatchObject({
    state: 'warning',
    found: expect.stringContaining('proxy.example:3128'),
  });
  expect(JSON.stringify(check({ HTTPS_PROXY: 'http://user:secret@proxy.example:3128' }))).not.toContain('secret');
});

it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://127.0.0.9:8080'])('finds %s to be Plainsight itself', (proxy) => {
  expect(check({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy })).toMatchObject({ state: 'problem' });
});

it('knows itself by its addresses on the network only where it listens there', () => {
  const env = { HTTPS_PROXY: 'http://192.168.7.4:8080' };
  const lanAddresses = [{ address: '192.168.7.4', interfaceName: 'wlan0' }];
  expect(check(env, { lan: true, lanAddresses }).state).toBe('problem');
  expect(check(env, { lan: false, lanAddresses }).state).toBe('warning');
});
