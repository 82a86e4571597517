import { describe, expect, it } from 'vitest';
import { startOnboardingServer } from '../../../web/onboarding/start-onboarding-server.js';
import { httpExchange } from '../http-exchange.js';
import { sampleOptions } from './sample-options.js';

describe('startOnboardingServer', () => {
  it('serves on a free port of loopback until it is closed', async () => {
    const [one, two] = [await startOnboardingServer(sampleOptions()), await startOnboardingServer(sampleOptions())];
    expect(one.port).not.toBe(two.port);
    expect((await httpExchange({ url: `http://127.0.0.1:${two.port}`, path: '/trusted' })).text).toBe('{"trusted":true}');
    await Promise.all([one.close(), two.close()]);
    await expect(httpExchange({ url: `http://127.0.0.1:${one.port}` })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
