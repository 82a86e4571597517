import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FidelityPath, fidelityChecks, furtherFidelityChecks } from '../harness/fidelity-checks.js';
import { type FidelityOrigin, startFidelityOrigin } from '../harness/fidelity-origin.js';
import { dialProxy, openSecureTunnel, openTunnel } from '../harness/raw-device.js';
import { lifeProblems, startProxy, type TestProxy } from '../harness/test-proxy.js';

/** On the absolute-form path Node's HTTP client adds its own Connection header where the device sent none. */
const paths = {
  'a tunnel with TLS': { wire: 'tls', mayAdd: [] },
  'a tunnel in cleartext': { wire: 'cleartext', mayAdd: [] },
  'absolute form': { wire: 'cleartext', mayAdd: ['connection'] },
} as const;

it('has the 26 checks', () => {
  expect(Object.keys(fidelityChecks)).toHaveLength(26);
});

describe.each(Object.keys(paths) as (keyof typeof paths)[])('through %s', (name) => {
  let proxy: TestProxy;
  let origin: FidelityOrigin;
  let path: FidelityPath;

  beforeAll(async () => {
    proxy = await startProxy();
    origin = await startFidelityOrigin(paths[name].wire);
    const target = `origin.test:${origin.port}`;
    path = {
      origin,
      mayAdd: paths[name].mayAdd,
      prefix: name === 'absolute form' ? `http://${target}` : '',
      connect: () => {
        switch (name) {
          case 'a tunnel with TLS':
            return openSecureTunnel(proxy.port, target);
          case 'a tunnel in cleartext':
            return openTunnel(proxy.port, target);
          case 'absolute form':
            return dialProxy(proxy.port);
        }
      },
    };
  });

  afterAll(async () => {
    await proxy.server.stop();
    await origin.close();
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toEqual([]);
  });

  it.each(Object.entries({ ...fidelityChecks, ...furtherFidelityChecks }))('%s', async (_name, check) => {
    await check(path);
  });
});
