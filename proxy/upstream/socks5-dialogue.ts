import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { assertNever, type FailureCause } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';
import { hostAndPort } from './host-and-port.js';
import type { ProxyAnswer, ProxyDialogue } from './negotiate.js';
import type { Socks5UpstreamProxy } from './upstream-proxy.js';

const version = 5;
const noAuthentication = 0x00;
const usernamePassword = 0x02;
const noneAcceptable = 0xff;

/**
 * Asks a SOCKS5 proxy to connect (RFC 1928, CONNECT only; user name and password as in RFC 1929). A name as destination is the proxy's to
 * resolve. The proxy must answer in turn, no more than was asked, until the way is open: at most 262 bytes are held.
 */
export function createSocks5Dialogue(target: Authority, credentials: Socks5UpstreamProxy['credentials']): ProxyDialogue {
  const methods = credentials === undefined ? [noAuthentication] : [noAuthentication, usernamePassword];
  let stage: 'method' | 'credentials' | 'reply' = 'method';
  let held: Buffer = Buffer.alloc(0);

  const ask = (): ProxyAnswer => {
    stage = 'reply';
    held = Buffer.alloc(0);
    return { kind: 'more', send: connectRequest(target) };
  };

  const onMethod = (): ProxyAnswer => {
    if (held[0] !== version) return failed('does not speak SOCKS5', 'protocol-error');
    if (held.length < 2) return { kind: 'more' };
    if (held.length > 2) return failed('spoke out of turn', 'protocol-error');
    switch (held[1]) {
      case noAuthentication:
        return ask();
      case usernamePassword:
        if (credentials === undefined) break;
        stage = 'credentials';
        held = Buffer.alloc(0);
        return { kind: 'more', send: credentialsRequest(credentials) };
      case noneAcceptable:
        return failed(
          credentials === undefined ? 'wants credentials, or a way to prove them that we lack' : 'takes no user name and password',
          refused,
        );
    }
    return failed('chose a way to authenticate that was not offered', 'protocol-error');
  };

  const onCredentials = (): ProxyAnswer => {
    // Some answer with the version of SOCKS instead of that of the sub-negotiation.
    if (held[0] !== 1 && held[0] !== version) return failed('does not speak SOCKS5', 'protocol-error');
    if (held.length < 2) return { kind: 'more' };
    if (held[1] !== 0) return failed('does not accept the user name and password', refused);
    if (held.length > 2) return failed('spoke out of turn', 'protocol-error');
    return ask();
  };

  const onReply = (): ProxyAnswer => {
    if (held[0] !== version) return failed('does not speak SOCKS5', 'protocol-error');
    const code = held[1];
    // Before the rest: some cut a refusal short.
    if (code !== undefined && code !== 0) return refusal(target, code);
    const length = replyLength(held);
    if (length === 'unknown address type') return failed('answered with an address of no known type', 'protocol-error');
    return length === undefined || held.length < length ? { kind: 'more' } : { kind: 'open', rest: held.subarray(length) };
  };

  return {
    opening: Buffer.of(version, methods.length, ...methods),
    receive(bytes) {
      if (bytes.length === 0) return { kind: 'more' };
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      switch (stage) {
        case 'method':
          return onMethod();
        case 'credentials':
          return onCredentials();
        case 'reply':
          return onReply();
        default:
          return assertNever(stage);
      }
    },
  };
}

const refused = 'upstream-proxy-refused';

function failed(problem: string, cause: FailureCause): ProxyAnswer {
  return { kind: 'failed', problem, cause };
}

/** RFC 1929, section 2. */
function credentialsRequest({ username, password }: { readonly username: string; readonly password: string }): Buffer {
  const [name, secret] = [Buffer.from(username), Buffer.from(password)];
  return Buffer.concat([Buffer.of(1, name.length), name, Buffer.of(secret.length), secret]);
}

/** RFC 1928, section 4. */
function connectRequest({ host, port }: Authority): Buffer {
  const family = isIP(host);
  const address =
    family === 0 ? [3, host.length, ...Buffer.from(host, 'latin1')] : [family === 4 ? 1 : 4, ...ipaddr.parse(host).toByteArray()];
  return Buffer.of(version, 1, 0, ...address, port >> 8, port & 0xff);
}

/** Bytes of a whole reply (RFC 1928, section 6), once enough of it is there to tell. */
function replyLength(reply: Buffer): number | 'unknown address type' | undefined {
  switch (reply[3]) {
    case undefined:
      return undefined;
    case 1:
      return 10;
    case 4:
      return 22;
    case 3:
      return reply[4] === undefined ? undefined : 7 + reply[4];
    default:
      return 'unknown address type';
  }
}

/** RFC 1928, section 6: why the proxy did not connect. */
function refusal(target: Authority, code: number): ProxyAnswer {
  const could = (not: string, cause: FailureCause) =>
    failed(`could not connect to ${hostAndPort(target)}: ${not} (SOCKS5 reply ${code})`, cause);
  switch (code) {
    case 1:
      return could('general failure', 'unreachable');
    case 2:
      return could('its rules forbid it', refused);
    case 3:
      return could('network unreachable', 'unreachable');
    case 4:
      return could('host unreachable', 'unreachable');
    case 5:
      return could('connection refused', 'connection-refused');
    case 6:
      // What proxies say when they waited in vain, too.
      return could('time to live expired', 'timeout');
    case 7:
      return could('it does not connect at all', refused);
    case 8:
      return could('it does not take this type of address', 'unreachable');
    default:
      return could('for a reason of its own', refused);
  }
}
