import { describe, expect, it } from 'vitest';
import { createConnectDialogue } from '../../../proxy/upstream/connect-dialogue.js';
import fc from '../../harness/fast-check.js';
import { hear } from './hear.js';

const target = { host: 'origin.test', port: 443 };
const dialogue = (authorization?: string) => createConnectDialogue(target, authorization);

describe('the request', () => {
  it('names the target twice, and brackets IPv6', () => {
    expect(dialogue().opening.toString()).toBe('CONNECT origin.test:443 HTTP/1.1\r\nHost: origin.test:443\r\n\r\n');
    expect(createConnectDialogue({ host: '2001:db8::1', port: 1 }, undefined).opening.toString()).toContain(
      'CONNECT [2001:db8::1]:1 HTTP/1.1\r\n',
    );
  });

  it('carries credentials', () => {
    expect(dialogue('Basic dTpw').opening.toString()).toMatch(/\r\nProxy-Authorization: Basic dTpw\r\n\r\n$/);
  });
});

describe('the answer, however it is cut', () => {
  it.each([
    ['HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n', ''],
    ['HTTP/1.0 200\r\n\r\n', ''],
    ['HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n', ''],
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', ''],
    ['HTTP/1.1 200 OK\r\n\r\n220 mail\r\n\r\n', '220 mail\r\n\r\n'],
  ])('%j opens the way', (text, rest) => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(hear(dialogue(), [text.slice(0, cut), text.slice(cut)])).toMatchObject({ last: { kind: 'open' }, rest });
    }
  });

  it.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'refused origin.test:443 with status 407: it wants credentials'],
    ['HTTP/1.1 502 Bad Gateway\r\n\r\n', 'refused origin.test:443 with status 502'],
    ['HTTP/1.1 302 Found\r\nLocation: http://secret/\r\n\r\n', 'refused origin.test:443 with status 302'],
    ['SSH-2.0-secret\r\n\r\n', 'refused origin.test:443 with status (none)'],
    ['HTTP/2 200\r\n\r\n', 'refused origin.test:443 with status (none)'],
    ['\r\n\r\n', 'refused origin.test:443 with status (none)'],
  ])('%j does not', (text, problem) => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(hear(dialogue(), [text.slice(0, cut), text.slice(cut)]).last).toEqual({
        kind: 'failed',
        problem,
        cause: 'upstream-proxy-refused',
      });
    }
  });

  it('407 to credentials wants other ones', () => {
    expect(hear(dialogue('Basic dTpw'), ['HTTP/1.1 407 No\r\n\r\n']).last).toMatchObject({
      problem: expect.stringMatching(/407: it wants other credentials$/),
    });
  });

  it.each([
    ['a head without end', 'HTTP/1.1 200 OK\r\nX: ', 'x'],
    ['a head that is too long', 'HTTP/1.1 200 OK\r\nX: ', `${'x'.repeat(17_000)}\r\n\r\n`],
    ['garbage', '', '\0'],
    ['interim answers without end', '', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('%s is given up', (_name, head, more) => {
    const endless = dialogue();
    let answer = endless.receive(Buffer.from(head));
    let heard = head.length;
    while (answer.kind === 'more') {
      answer = endless.receive(Buffer.from(more));
      heard += more.length;
      expect(heard).toBeLessThan(40_000);
    }
    expect(answer).toEqual({ kind: 'failed', problem: 'answered with an endless head', cause: 'protocol-error' });
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 10 }), (chunks) => {
        hear(dialogue(), chunks);
      }),
      { numRuns: 300 },
    );
  });
});
