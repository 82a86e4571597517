import { describe, expect, it } from 'vitest';
import { parseUpstreamProxy } from '../../../proxy/upstream/parse-upstream-proxy.js';
import { UpstreamProxyError } from '../../../proxy/upstream/upstream-proxy.js';

const parse = (text: string) => parseUpstreamProxy('ALL_PROXY', text);
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('parseUpstreamProxy', () => {
  it.each([
    ['proxy.test:3128', { kind: 'http', host: 'proxy.test', port: 3128 }],
    ['proxy.test', { kind: 'http', host: 'proxy.test', port: 80 }],
    ['user:pw@proxy.test:1', { kind: 'http', host: 'proxy.test', port: 1, authorization: basic('user:pw') }],
    ['http://proxy.test', { kind: 'http', host: 'proxy.test', port: 80 }],
    ['HTTP://Proxy.TEST./', { kind: 'http', host: 'proxy.test', port: 80 }],
    ['http://[::1]:3128', { kind: 'http', host: '::1', port: 3128 }],
    ['https://proxy.test', { kind: 'https', host: 'proxy.test', port: 443 }],
    ['https://proxy.test:8443/', { kind: 'https', host: 'proxy.test', port: 8443 }],
    ['https://u:p@192.0.2.7', { kind: 'https', host: '192.0.2.7', port: 443, authorization: basic('u:p') }],
    ['socks5://proxy.test', { kind: 'socks5', host: 'proxy.test', port: 1080, resolveAt: 'here' }],
    ['socks5h://Proxy.test:9050', { kind: 'socks5', host: 'proxy.test', port: 9050, resolveAt: 'proxy' }],
    ['SOCKS5H://[2001:db8::1]', { kind: 'socks5', host: '2001:db8::1', port: 1080, resolveAt: 'proxy' }],
    [
      'socks5://u:@proxy.test:1',
      { kind: 'socks5', host: 'proxy.test', port: 1, resolveAt: 'here', credentials: { username: 'u', password: '' } },
    ],
  ])('reads %s', (text, proxy) => {
    expect(parse(text)).toEqual(proxy);
  });

  it('decodes credentials, whatever the kind', () => {
    expect(parse('http://us%40er:p%3Aw%25@proxy.test')).toMatchObject({ authorization: basic('us@er:p:w%') });
    expect(parse('socks5://us%40e%3Ar:p%C3%A4@proxy.test')).toMatchObject({ credentials: { username: 'us@e:r', password: 'pä' } });
    expect(parse(`socks5://${'u'.repeat(255)}:${'p'.repeat(255)}@proxy.test`)).toMatchObject({ kind: 'socks5' });
  });

  it.each([
    ['http://', /is not a proxy address: expected http:\/\/, https:\/\/, socks5:\/\/ or socks5h:\/\//],
    ['http://a b', /is not a proxy address/],
    ['http://user:secret@', /is not a proxy address/],
    ['socks5://', /is not a proxy address|no valid host/],
    ['socks5://secret@a b:1', /is not a proxy address|no valid host/],
    ['socks5://proxy.test:0', /no valid host and port/],
    ['socks5://proxy.test:70000', /is not a proxy address/],
    ['socks5://[fe80::1%25eth0]:1', /is not a proxy address|no valid host/],
    ['http://proxy_.test..x', /no valid host and port/],
    ['ftp://secret@x', /type ftp, which is not supported/],
    ['socks4://secret@proxy.test:1', /type socks4, which is not supported/],
    ['socks://secret@proxy.test:1', /type socks, which is not supported/],
    ['http://user:secret%zz@proxy.test:1', /stray %/],
    ['socks5://user:secret%zz@proxy.test:1', /stray %/],
    ['http://se%3Acret:secret@proxy.test:1', /user name with a colon/],
    [`socks5://u:${'secret'.repeat(50)}@proxy.test:1`, /more than 255 bytes/],
    [`socks5://${'%C3%A4'.repeat(128)}:secret@proxy.test:1`, /more than 255 bytes/],
  ])('refuses %s, naming the setting and nothing of it', (text, message) => {
    let error: unknown;
    try {
      parse(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UpstreamProxyError);
    const shown = `${error} ${(error as Error).cause ?? ''}`;
    expect(shown).toMatch(/ALL_PROXY/);
    expect(shown).toMatch(message);
    expect(shown).not.toMatch(/secret|zz/);
  });
});
