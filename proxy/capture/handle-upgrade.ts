import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { createHttp1Observer } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { relayBack } from '../relay/relay-back.js';
import { resetSocket } from '../reset-socket.js';
import { answerAndClose } from './answer-and-close.js';
import { awaitFinalStatus } from './await-final-status.js';
import { dialRefusal } from './dial-refusal.js';
import { parseRequestTarget } from './parse-request-target.js';
import { rawPairs } from './raw-pairs.js';
import { rawResponse } from './raw-response.js';
import { startRelay } from './start-relay.js';

/**
 * Relays a cleartext upgrade (`GET ws://host/` or `http://` in absolute form with an Upgrade header): dials, and sends the request
 * in origin form with its headers as they were. The origin's answer is the device's answer, byte for byte; after a 101 everything
 * is. After any other answer the connection ends, since a next request may be meant for another origin.
 */
export function handleUpgrade(context: ProxyContext, request: IncomingMessage, device: Socket, head: Buffer): void {
  neverUnhandled(device);
  device.setTimeout(0);
  const target = parseRequestTarget(request.url ?? '');
  if (target.kind !== 'absolute') {
    const reason = 'an upgrade through a proxy needs an absolute ws:// or http:// URL, or CONNECT';
    answerAndClose(device, rawResponse(400, 'Bad Request', reason));
    return;
  }
  const connection = context.newConnection('absolute-form', device);
  // Through an upstream proxy only a tunnel carries an upgrade safely.
  context.dial(
    connection,
    target.authority,
    { scheme: 'http', tunnel: true },
    device,
    (result) => {
      if (result.kind === 'failed') {
        if (device.destroyed) return context.abandoned(connection, 'closed-before-first-byte');
        const { status, phrase, cause } = dialRefusal(result.error);
        answerAndClose(device, rawResponse(status, phrase, result.error.message));
        return context.failed(connection, 'origin-failed', cause);
      }
      if (device.destroyed) {
        if (result.kind === 'connected') result.socket.destroy();
        return context.abandoned(connection, 'closed-before-first-byte');
      }
      if (result.kind === 'injected') {
        // Its request was its first bytes.
        context.failed(connection, 'origin-failed', 'injected');
        return resetSocket(device);
      }
      if (head.length > 0) device.unshift(head);
      relayUpgrade(context, connection, request, originForm(request, target.target), device, result.socket);
    },
    () => device.destroy(),
  );
}

function relayUpgrade(
  context: ProxyContext,
  connection: Connection,
  request: IncomingMessage,
  bytes: Buffer,
  device: Socket,
  origin: Socket,
): void {
  connection.wire = 'cleartext';
  connection.interception = 'cleartext';
  context.ledger.opened(connection);
  const observer = context.observe(connection, createHttp1Observer);
  origin.write(bytes);
  connection.bytesFromClient += bytes.length;
  observer.observe('client-to-server', bytes, Date.now());
  const relay = () => startRelay(context, connection, { stream: device, raw: device }, { stream: origin, raw: origin }, () => observer);
  const length = request.headers['content-length'];
  if ((length !== undefined && length !== '0') || request.headers['transfer-encoding'] !== undefined) {
    relay();
    return;
  }

  const destroyBoth = () => {
    device.destroy();
    origin.destroy();
  };
  const waiting = { lastActive: Date.now(), tick: (now: number) => observer.tick(now), stop: destroyBoth };
  context.relays.add(waiting);
  const onDeviceGone = () => origin.destroy();
  device.once('close', onDeviceGone);
  awaitFinalStatus(origin, (status, sofar) => {
    context.relays.remove(waiting);
    device.removeListener('close', onDeviceGone);
    if (status === 101 && !device.destroyed && !origin.destroyed) return relay();
    if (sofar.length > 0 && origin.readableEnded && !device.destroyed) {
      device.write(sofar);
      connection.bytesFromServer += sofar.length;
      observer.observe('server-to-client', sofar, Date.now());
    }
    relayBack({
      connection,
      device,
      origin,
      observer,
      relays: context.relays,
      onDeviceData: () => {
        device.destroySoon();
        origin.destroy();
      },
      onClosed: () => context.ledger.closed(connection),
    });
  });
}

function originForm(request: IncomingMessage, target: string): Buffer {
  const webSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  let text = `${request.method} ${target} HTTP/1.1\r\n`;
  for (const [name, value] of rawPairs(request.rawHeaders)) {
    const lower = name.toLowerCase();
    if (lower.startsWith('proxy-')) continue;
    // Other upgrades (h2c) are mostly ignored by origins: the answer must then say that this connection is over.
    text += `${name}: ${value}${lower === 'connection' && !webSocket ? ', close' : ''}\r\n`;
  }
  return Buffer.from(`${text}\r\n`, 'latin1');
}
