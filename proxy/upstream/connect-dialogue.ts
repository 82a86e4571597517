import type { Authority } from '../capture/parse-authority.js';
import { hostAndPort } from './host-and-port.js';
import type { ProxyAnswer, ProxyDialogue } from './negotiate.js';

/** Most bytes of all heads of an answer, interim ones included. */
const headLimit = 16 * 1024;

/** Asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6): open with any 2xx, whatever its head says of a body. */
export function createConnectDialogue(target: Authority, authorization: string | undefined): ProxyDialogue {
  const authority = hostAndPort(target);
  const credentials = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  let received: Buffer = Buffer.alloc(0);
  let interim = 0;
  return {
    opening: Buffer.from(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`, 'latin1'),
    receive(bytes): ProxyAnswer {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
      for (;;) {
        const end = received.indexOf('\r\n\r\n');
        if (end < 0 ? interim + received.length > headLimit : interim + end > headLimit) {
          return { kind: 'failed', problem: 'answered with an endless head', cause: 'protocol-error' };
        }
        if (end < 0) return { kind: 'more' };
        const status = /^HTTP\/1\.[01] (\d{3})/.exec(received.toString('latin1', 0, Math.min(end, 12)))?.[1];
        received = received.subarray(end + 4);
        if (status?.startsWith('1')) {
          interim += end + 4;
          continue;
        }
        if (status?.startsWith('2')) return { kind: 'open', rest: received };
        const hint = status === '407' ? (authorization === undefined ? ': it wants credentials' : ': it wants other credentials') : '';
        return {
          kind: 'failed',
          problem: `refused ${authority} with status ${status ?? '(none)'}${hint}`,
          cause: 'upstream-proxy-refused',
        };
      }
    },
  };
}
