import { isIP, type Socket } from 'node:net';
import { assertNever, type Connection } from '../../model/index.js';
import {
  createDnsStreamObserver,
  createHttp1Observer,
  createHttp2Observer,
  createMqttObserver,
  createOpaqueObserver,
  type Observer,
  type ObserverContext,
} from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { awaitFirstBytes, type FirstBytes } from '../relay/first-bytes.js';
import type { RelaySide } from '../relay/relay.js';
import { createSniffingObserver } from '../relay/sniffing-observer.js';
import type { ClientHello } from '../tls/client-hello.js';
import { closeUnclassified } from './close-unclassified.js';
import { decideOpening, type Opening, openingDeadline, settleOpening } from './decide-opening.js';
import { decryptedObserver, unsupported } from './decrypted-observer.js';
import { interceptTls } from './intercept-tls.js';
import type { Authority } from './parse-authority.js';
import type { Reversed } from './reversed.js';
import { startRelay } from './start-relay.js';
import { tlsNames } from './tls-names.js';

type CreateObserver = (context: ObserverContext) => Observer;

/**
 * Takes over a tunnel whose two TCP connections stand: finds out by the first bytes of either side what goes through it, and
 * relays it accordingly. Both sockets must have an error listener for good.
 */
export function openTunnel(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  device: Socket,
  origin: Socket,
  reversed?: Reversed,
): void {
  const destroyBoth = () => {
    device.destroy();
    origin.destroy();
  };
  // Nobody has spoken yet; the idle limit and the end of the run count all the same.
  const silence = { lastActive: Date.now(), tick: () => undefined, stop: () => void device.destroy() };
  context.relays.add(silence);
  const deadline = (start: Buffer) => openingDeadline(start, context.handshakeTimeout);
  awaitFirstBytes<Opening>(device, origin, decideOpening, settleOpening, deadline, (first) => {
    context.relays.remove(silence);
    try {
      route(context, connection, target, device, origin, first, reversed);
    } catch (error) {
      context.fault(error);
      destroyBoth();
      context.ledger.closed(connection);
    }
  });
}

const route = (
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  device: Socket,
  origin: Socket,
  first: FirstBytes<Opening>,
  reversed: Reversed | undefined,
) => {
  const sides = [
    { stream: device, raw: device },
    { stream: origin, raw: origin },
  ] as const;
  const opaque: CreateObserver = (observing) => createOpaqueObserver(observing);
  switch (first.kind) {
    case 'server':
      return relayUndecrypted(context, connection, sides, 'cleartext', opaque);
    case 'closed':
      return closeUnclassified(context, connection, device, origin, first);
    case 'client':
      break;
    default:
      return assertNever(first);
  }
  const opening = first.value;
  if (opening.kind === 'tls') return openTls(context, connection, { target, hello: opening.hello, reversed }, sides);
  if (reversed?.scheme === 'https') return openClearToTls(context, connection, { target, opening, reversed }, sides);
  switch (opening.kind) {
    case 'unreadable-tls':
      return relayUndecrypted(context, connection, sides, 'tls', unsupported('TLS whose ClientHello could not be read'));
    case 'unfinished':
      return relayUndecrypted(context, connection, sides, 'cleartext', createSniffingObserver);
    case 'http1':
    case 'http2-preface':
    case 'mqtt':
      connection.wire = 'cleartext';
      connection.interception = 'cleartext';
      return startRelay(context, connection, ...sides, observerOf[opening.kind]);
    case 'opaque':
      if (target.port !== dnsPort) return relayUndecrypted(context, connection, sides, 'cleartext', opaque);
      connection.wire = 'cleartext';
      connection.interception = 'cleartext';
      return startRelay(context, connection, ...sides, createDnsStreamObserver);
    default:
      return assertNever(opening);
  }
};

type Sides = readonly [device: RelaySide, origin: RelaySide];

/** Who observes what is known by its first bytes. */
const observerOf: Readonly<Record<'http1' | 'http2-preface' | 'mqtt', CreateObserver>> = {
  http1: createHttp1Observer,
  'http2-preface': createHttp2Observer,
  mqtt: createMqttObserver,
};
const dnsPort = 53;

interface TlsOpening {
  readonly target: Authority;
  readonly hello: ClientHello;
  readonly reversed: Reversed | undefined;
}

function openTls(context: ProxyContext, connection: Connection, { target, hello, reversed }: TlsOpening, sides: Sides): void {
  const { serverName } = hello;
  connection.wire = reversed?.scheme === 'http' ? 'cleartext' : 'tls';
  connection.tls = { ...(serverName === undefined ? {} : { serverName }), hello: hello.facts };
  followServerName(context, connection, target);
  if (reversed === undefined && context.options.passthrough(serverName ?? target.host) && connection.internal !== true) {
    connection.interception = 'passthrough';
    startRelay(context, connection, ...sides, undefined);
    return;
  }
  const [device, origin] = sides;
  const names = tlsNames(target, hello, reversed);
  const asked = { target, names, hello, clearOrigin: reversed?.scheme === 'http', device: device.raw, origin: origin.raw };
  interceptTls(context, connection, asked, (decrypted) => {
    startRelay(context, connection, decrypted.device, decrypted.origin, decryptedObserver(connection, target));
  });
}

/** A device that asks for an address has resolved the name itself: by which aliases DNS leads there is asked of that. */
function followServerName(context: ProxyContext, connection: Connection, { host }: Authority): void {
  const { tls, upstreamProxy, internal } = connection;
  if (isIP(host) === 0 || upstreamProxy !== undefined || internal === true || tls?.serverName === undefined) return;
  const follow = context.follow(tls.serverName);
  if (follow !== undefined) context.name(connection, follow);
}

interface ClearOpening {
  readonly target: Authority;
  readonly opening: Exclude<Opening, { kind: 'tls' }>;
  readonly reversed: Reversed;
}

/** Behind a reverse proxy: a device that speaks no TLS to an origin that does. What the URL says is how it would have gone: in TLS. */
function openClearToTls(context: ProxyContext, connection: Connection, { target, opening, reversed }: ClearOpening, sides: Sides): void {
  connection.wire = 'tls';
  const [device, origin] = sides;
  const alpn = [opening.kind === 'http2-preface' ? 'h2' : 'http/1.1'];
  const asked = { target, names: tlsNames(target, undefined, reversed), alpn, device: device.raw, origin: origin.raw };
  interceptTls(context, connection, asked, (decrypted) => {
    startRelay(context, connection, decrypted.device, decrypted.origin, decryptedObserver(connection, target));
  });
}

function relayUndecrypted(
  context: ProxyContext,
  connection: Connection,
  sides: Sides,
  wire: 'cleartext' | 'tls',
  createObserver: CreateObserver,
): void {
  connection.wire = wire;
  connection.interception = 'opaque';
  startRelay(context, connection, ...sides, createObserver);
}
