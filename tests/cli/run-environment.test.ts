import { expect, it } from 'vitest';
import { runEnvironment } from '../../cli/run-environment.js';

const options = {
  proxyUrl: 'http://127.0.0.1:4100',
  host: '127.0.0.1',
  port: 4100,
  caFile: '/h/certs/ca.pem',
  bundleFile: '/d/client/ca-bundle.pem',
  trustStore: { file: '/d with space/trust-store.jks', password: 'changeit' },
  wgetrcFile: '/d/client/wgetrc',
  nodePreload: 'file:///p/fetch-through-proxy.js',
  controlUrl: 'http://127.0.0.1:4200',
  token: 'token',
};

it('no inherited exception lets traffic go around the proxy', () => {
  const env = runEnvironment({
    ...options,
    inherited: {
      NO_PROXY: 'localhost',
      no_proxy: '*',
      HTTPS_PROXY: 'http://corporate:3128',
      https_proxy: 'http://corporate:3128',
      LANG: 'C',
    },
  });
  expect([env['NO_PROXY'], env['no_proxy']]).toEqual(['', '']);
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])
    expect(env[name]).toBe(options.proxyUrl);
  expect(env['JAVA_TOOL_OPTIONS']).toContain('-Dhttp.nonProxyHosts= ');
  expect(env['LANG']).toBe('C');
});

it('options that were inherited stay in front of ours', () => {
  const env = runEnvironment({
    ...options,
    inherited: { NODE_OPTIONS: '--max-old-space-size=512', JAVA_TOOL_OPTIONS: '-Xmx1g', GONE: undefined },
  });
  expect(env['NODE_OPTIONS']).toBe('--max-old-space-size=512 --import=file:///p/fetch-through-proxy.js');
  expect(env['JAVA_TOOL_OPTIONS']).toMatch(
    /^-Xmx1g -Dhttp\.proxyHost=127\.0\.0\.1 .*"-Djavax\.net\.ssl\.trustStore=\/d with space\/trust-store\.jks" /,
  );
  expect('GONE' in env).toBe(false);
});
