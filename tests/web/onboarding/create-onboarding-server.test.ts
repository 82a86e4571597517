import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OnboardingOptions } from '../../../web/onboarding/onboarding-options.js';
import { type OnboardingServer, startOnboardingServer } from '../../../web/onboarding/start-onboarding-server.js';
import { type Answered, httpExchange, type Sent } from '../http-exchange.js';
import { sampleOptions } from './sample-options.js';

let server: OnboardingServer | undefined;
afterEach(() => server?.close());

async function start(overrides: Partial<OnboardingOptions> = {}): Promise<(sent?: Omit<Sent, 'url'>) => Promise<Answered>> {
  server = await startOnboardingServer(sampleOptions(overrides));
  const url = `http://127.0.0.1:${server.port}`;
  return (sent = {}) => httpExchange({ url, ...sent, headers: { host: 'plainsight.test', ...sent.headers } });
}

describe('the first page', () => {
  it('has a strict policy with a nonce of its own each time, which its style and script carry', async () => {
    const get = await start();
    const [one, two] = [await get(), await get()];
    const nonce = /script-src 'nonce-([^']+)'/.exec(String(one.headers['content-security-policy']))?.[1];
    expect(one.headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src 'self'; connect-src https://plainsight.test http://plainsight.test 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(one.text).toContain(`<style nonce="${nonce}">`);
    expect(one.text).toContain(`<script nonce="${nonce}">`);
    expect(two.headers['content-security-policy']).not.toBe(one.headers['content-security-policy']);
    expect(one.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it('starts with the device that asks', async () => {
    const get = await start();
    const titleFor = async (agent: string) => /id="install">([^<]+)/.exec((await get({ headers: { 'user-agent': agent } })).text)?.[1];
    expect(await titleFor('Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X)')).toBe('iPhone and iPad');
    expect(await titleFor('Mozilla/5.0 (Linux; Android 7.0; SM-G930V)')).toBe('Android');
    expect(await titleFor('curl/8.5.0')).toBe('Computer, curl, CI');
  });

  it('shows nothing of what a request says', async () => {
    const get = await start();
    const hostile = '"><script>alert(1)</script>';
    const answer = await get({
      path: `/?q=${encodeURIComponent(hostile)}`,
      headers: { 'user-agent': `iPhone ${hostile}`, host: `evil.example${hostile}`, referer: hostile },
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('alert(1)');
    expect(answer.text).not.toContain('evil.example');
  });

  it('is found in absolute form too, as proxies are asked', async () => {
    const get = await start();
    expect((await get({ path: 'http://plainsight.test' })).text).toContain('Set up this device');
    expect((await get({ path: 'http://192.168.1.5:8080/?x' })).text).toContain('Set up this device');
    expect((await get({ path: 'http://plainsight.test/ca.pem' })).text).toBe('the CA as pem');
  });
});

describe('the CA', () => {
  it.each([
    ['/ca.pem', 'pem', 'application/x-pem-file', 'attachment; filename="plainsight-ca.pem"'],
    ['/ca.crt', 'der', 'application/x-x509-ca-cert', 'attachment; filename="plainsight-ca.der"'],
    ['/ca.mobileconfig', 'mobileconfig', 'application/x-apple-aspen-config', 'inline'],
    ['/network_security_config.xml', 'android-nsc', 'application/xml', 'attachment; filename="plainsight-ca.android-nsc"'],
  ])('%s is the CA as %s, of the type that devices act on', async (path, format, type, disposition) => {
    const get = await start();
    const answer = await get({ path });
    expect([answer.status, answer.text]).toEqual([200, `the CA as ${format}`]);
    expect(answer.headers).toMatchObject({ 'content-type': type, 'content-disposition': disposition, 'x-content-type-options': 'nosniff' });
    const head = await get({ path, method: 'HEAD' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(`the CA as ${format}`.length)]);
  });

  it('is not offered to other origins', async () => {
    const get = await start();
    expect(
      (await get({ path: '/ca.pem', headers: { origin: 'http://plainsight.test' } })).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });

  it('a failing export is a 500 without detail, and a fault', async () => {
    const faults: unknown[] = [];
    const broken = new Error('/home/someone/.plainsight is gone');
    const { authority } = sampleOptions();
    const exports = () => {
      throw broken;
    };
    const get = await start({ authority: { ...authority, exports }, onFault: (error) => faults.push(error) });
    const answer = await get({ path: '/ca.pem' });
    expect([answer.status, answer.text.includes('/home')]).toEqual([500, false]);
    expect(faults).toEqual([broken]);
  });
});

describe('/trusted and /leak', () => {
  it('/trusted answers, and lets our own pages read it', async () => {
    const get = await start();
    for (const origin of ['http://plainsight.test', 'http://192.168.1.5:8080']) {
      const answer = await get({ path: '/trusted', headers: { origin } });
      expect([answer.status, answer.text, answer.headers['access-control-allow-origin']]).toEqual([200, '{"trusted":true}', origin]);
    }
  });

  it.each(['https://evil.example', 'null', 'http://plainsight.test.evil.example', 'http://plainsight.test:81', '*'])(
    '%s may not read it',
    async (origin) => {
      const get = await start();
      const { headers } = await get({ path: '/trusted', headers: { origin } });
      expect([headers['access-control-allow-origin'], headers['vary']]).toEqual([undefined, 'Origin']);
    },
  );

  it('/leak takes POST and GET, and says where to look without repeating what was sent', async () => {
    const get = await start();
    const body = JSON.stringify({ email: 'ada.sample@plainsight-sample.org' });
    const posted = await get({ path: '/leak', method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(posted.text)).toEqual({ received: true, message: expect.stringContaining('violation') });
    expect(posted.text).not.toContain('ada.sample');
    expect((await get({ path: '/leak?email=x' })).status).toBe(200);
    expect((await get({ path: '/leak', method: 'POST', body: Buffer.alloc(100_000) })).status).toBe(413);
  });

  it('answers the preflight of our page at the LAN address', async () => {
    const get = await start();
    const headers = {
      origin: 'http://192.168.1.5:8080',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const answer = await get({ path: '/leak', method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'http://192.168.1.5:8080',
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-headers': 'content-type',
    });
  });
});

describe('everything else', () => {
  it.each([
    '/index.html',
    '/ca.key',
    '/keys/ca.private.key',
    '/../ca.pem',
    '/ca.pem/',
    '/CA.PEM',
    '/%63a.pem',
    '//ca.pem',
    '/__proto__',
    '/v1/status',
    '*',
    'http://plainsight.test//',
    'ftp://x/',
  ])('%s is 404', async (path) => {
    const get = await start();
    const answer = await get({ path });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it.each([
    ['/', 'POST', 'GET, HEAD'],
    ['/', 'OPTIONS', 'GET, HEAD'],
    ['/ca.pem', 'DELETE', 'GET, HEAD'],
    ['/trusted', 'POST', 'GET, HEAD, OPTIONS'],
    ['/leak', 'PUT', 'GET, HEAD, POST, OPTIONS'],
  ])('%s does not take %s', async (path, method, allow) => {
    const get = await start();
    const answer = await get({ path, method });
    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
  });

  it('what is not HTTP is dropped, and the next request answered', async () => {
    const get = await start();
    await new Promise<void>((resolve) => {
      const socket = connect(server?.port ?? 0, '127.0.0.1', () => socket.write('\x16\x03\x01\x00\xff nonsense\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
    });
    expect((await get()).status).toBe(200);
  });
});
