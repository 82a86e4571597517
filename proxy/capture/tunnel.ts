import type { Socket } from 'node:net';
import { assertNever, type Connection } from '../../model/index.js';
import { classify, createHttp1Observer, createOpaqueObserver, type Observer } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { awaitFirstBytes, type Decision } from '../relay/first-bytes.js';
import { Relay, type RelaySide } from '../relay/relay.js';
import { createSniffingObserver } from '../relay/sniffing-observer.js';
import { type ClientHello, clientHelloLimit, readClientHello } from '../tls/client-hello.js';
import { interceptTls } from './intercept-tls.js';
import type { Authority } from './parse-authority.js';

type Opening =
  | { readonly kind: 'tls'; readonly hello: ClientHello }
  | { readonly kind: 'http1' }
  | { readonly kind: 'http2-preface' }
  | { readonly kind: 'opaque' };

const openingDeadline = 10_000;

/**
 * Takes over a tunnel whose two TCP connections stand: finds out by the first bytes of either side what goes through it, and
 * relays it accordingly. CONNECT does not mean TLS.
 */
export function openTunnel(context: ProxyContext, connection: Connection, target: Authority, device: Socket, origin: Socket): void {
  awaitFirstBytes<Opening>(
    device,
    origin,
    decideOpening,
    () => ({ kind: 'opaque' }),
    openingDeadline,
    (first) => {
      switch (first.kind) {
        case 'server':
          return relayCleartext(context, connection, { stream: device, raw: device }, { stream: origin, raw: origin }, 'opaque');
        case 'closed':
          return closeUnclassified(context, connection, device, origin, first.bytes);
        case 'client': {
          const sides = [
            { stream: device, raw: device },
            { stream: origin, raw: origin },
          ] as const;
          switch (first.value.kind) {
            case 'tls':
              return openTls(context, connection, target, first.value.hello, device, origin);
            case 'http1':
              return relayCleartext(context, connection, ...sides, 'http1');
            case 'http2-preface':
              return relayCleartext(context, connection, ...sides, 'http2');
            case 'opaque':
              return relayCleartext(context, connection, ...sides, 'opaque');
            default:
              return assertNever(first.value);
          }
        }
        default:
          return assertNever(first);
      }
    },
  );
}

function decideOpening(bytes: Buffer): Decision<Opening> {
  const kind = classify('client-to-server', bytes);
  switch (kind) {
    case 'undecided':
      return { done: false };
    case 'tls': {
      const reading = readClientHello(bytes);
      if (reading.kind === 'complete') return { done: true, value: { kind: 'tls', hello: reading.hello } };
      return reading.kind === 'incomplete' && bytes.length < clientHelloLimit ? { done: false } : { done: true, value: { kind: 'opaque' } };
    }
    case 'http1':
    case 'http2-preface':
    case 'opaque':
      return { done: true, value: { kind } };
    default:
      return assertNever(kind);
  }
}

function openTls(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  hello: ClientHello,
  device: Socket,
  origin: Socket,
): void {
  const { options } = context;
  connection.wire = 'tls';
  connection.tls = hello.serverName === undefined ? {} : { serverName: hello.serverName };
  if (options.passthrough(hello.serverName ?? target.host) && connection.internal !== true) {
    connection.interception = 'passthrough';
    return startRelay(context, connection, { stream: device, raw: device }, { stream: origin, raw: origin }, undefined);
  }
  interceptTls(context, connection, target, hello, device, origin, (sides) => {
    const observers = context.observerContext(connection);
    const alpn = connection.tls?.origin?.alpn;
    let observer: Observer;
    if (alpn === 'http/1.1' || alpn === 'http/1.0' || connection.internal) observer = createHttp1Observer(observers);
    else if (alpn === undefined) observer = createSniffingObserver(observers);
    else
      observer = createOpaqueObserver(observers, {
        gap: { reason: 'unsupported-protocol', detail: `the connection speaks ${printable(alpn)}, for which there is no observer yet` },
      });
    startRelay(context, connection, sides.device, sides.origin, observer);
  });
}

function relayCleartext(
  context: ProxyContext,
  connection: Connection,
  device: RelaySide,
  origin: RelaySide,
  protocol: 'http1' | 'http2' | 'opaque',
): void {
  connection.wire = 'cleartext';
  connection.interception = protocol === 'http1' ? 'cleartext' : 'opaque';
  const observers = context.observerContext(connection);
  let observer: Observer;
  if (protocol === 'http1') observer = createHttp1Observer(observers);
  else if (protocol === 'http2')
    observer = createOpaqueObserver(observers, {
      gap: { reason: 'unsupported-protocol', detail: 'HTTP/2 in cleartext, for which there is no observer yet' },
    });
  else observer = createOpaqueObserver(observers);
  startRelay(context, connection, device, origin, observer);
}

function startRelay(
  context: ProxyContext,
  connection: Connection,
  device: RelaySide,
  origin: RelaySide,
  observer: Observer | undefined,
): void {
  context.options.events.opened(connection);
  const relay = new Relay({
    connection,
    device,
    origin,
    ...(observer ? { observer } : {}),
    brake: context.brake,
    onDeviceError: () => {
      if (connection.wire === 'tls' && connection.interception === 'intercepted' && connection.bytesFromClient === 0) {
        connection.interception = 'client-rejected';
        connection.failureCause = 'closed-before-first-byte';
      }
    },
    onOriginError: () => {
      if (connection.interception === 'intercepted' && connection.bytesFromServer === 0) connection.failureCause = 'reset';
    },
    onClosed: () => {
      context.relays.remove(relay);
      suspectRejection(connection);
      context.options.events.closed(connection);
    },
  });
  context.relays.add(relay);
}

/**
 * Some clients (Node's among them) finish the handshake, find our certificate wanting, and close without a word. A preconnect
 * that is never used looks the same but takes its time, hence the limit.
 */
const suspiciousMilliseconds = 2_000;

function suspectRejection(connection: Connection): void {
  if (connection.interception !== 'intercepted' || connection.bytesFromClient > 0) return;
  if (Date.now() - connection.startedDateTime > suspiciousMilliseconds) return;
  connection.interception = 'client-rejected';
  connection.failureCause = 'closed-before-first-byte';
}

/** A tunnel that ended before it could be classified: what the device had sent still goes to the origin, and is still looked at. */
function closeUnclassified(context: ProxyContext, connection: Connection, device: Socket, origin: Socket, bytes: Buffer): void {
  const { events } = context.options;
  for (const socket of [device, origin]) socket.on('error', () => socket.destroy());
  if (bytes.length > 0) {
    connection.wire = 'cleartext';
    connection.interception = 'opaque';
    connection.bytesFromClient = bytes.length;
  }
  events.opened(connection);
  const observer = bytes.length > 0 ? createOpaqueObserver(context.observerContext(connection)) : undefined;
  observer?.observe('client-to-server', bytes, Date.now());
  let finished = false;
  const finish = () => {
    if (finished) return;
    finished = true;
    clearTimeout(timer);
    device.destroy();
    origin.destroy();
    observer?.close('ended', Date.now());
    events.closed(connection);
  };
  // The origin may still answer what was sent before the device's end.
  const timer = setTimeout(finish, bytes.length > 0 && !origin.destroyed ? context.handshakeTimeout : 0);
  origin.on('data', (chunk: Buffer) => {
    connection.bytesFromServer += chunk.length;
    if (!device.write(chunk)) {
      origin.pause();
      device.once('drain', () => origin.resume());
    }
    observer?.observe('server-to-client', chunk, Date.now());
  });
  origin.once('end', () => device.end(finish));
  origin.once('close', finish);
  if (origin.destroyed || origin.readableEnded) return finish();
  origin.end(bytes);
  origin.resume();
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}

/** The name our certificate must bear for this device: its SNI, else the CONNECT target. */
export function certificateName(hello: ClientHello, target: Authority): string {
  return hello.serverName ?? target.host;
}
