import type { Socket } from 'node:net';
import { assertNever, type Connection, type FailureCause } from '../../model/index.js';
import type { ProxyContext } from '../proxy-context.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { legOf } from '../tls/origin-handshake.js';
import { awaitApplicationData } from './await-application-data.js';
import type { WrongOffer } from './trust-run.js';
import type { TryOutcome } from './try-outcome.js';

/** What is offered to whom: the two sockets of a tunnel, and what the device said. */
export interface Offering {
  readonly offer: WrongOffer;
  readonly hello: ClientHello;
  readonly device: Socket;
  readonly origin: Socket;
}

/**
 * Offers a device a wrong certificate, sees what it does, and ends the connection. The origin is let go before the device is answered, so that
 * nothing the device says can reach it; what the device says is answered with nothing. By RFC 8446 (sections 4.4.2.4 and 4.4.4) a client that
 * does not take a certificate sends an alert in place of its Finished, and by TLS 1.2 (RFC 5246, section 7.2.2) likewise; some check it only
 * once the handshake is done, and then leave, so that only what is sent after it proves that they went on.
 */
export function offerWrongCertificate(context: ProxyContext, connection: Connection, { offer, hello, device, origin }: Offering): void {
  origin.destroy();
  connection.offeredCertificate = offer.certificate;
  connection.tls = { ...connection.tls, hello: hello.facts };
  let ended = false;
  let secure: Socket | undefined;
  const end = (outcome: TryOutcome) => {
    if (ended) return;
    ended = true;
    context.relays.remove(watch);
    secure?.destroy();
    device.destroy();
    tellOn(connection, outcome);
    try {
      offer.settle(outcome);
    } catch (error) {
      context.fault(error);
    }
    context.ledger.closed(connection);
  };
  // The end of the run must not be taken for the device's leaving; both bounds below end sooner than the idle limit.
  const watch = { lastActive: Date.now(), tick: () => undefined, stop: () => end({ kind: 'interrupted' }) };
  context.relays.add(watch);
  const { keyLog } = context.options;
  const alpn = protocolFor(hello);
  const { secureContext, quietLimit } = offer;
  deviceHandshake({ socket: device, secureContext, ...(alpn ? { alpn } : {}), timeout: context.handshakeTimeout, keyLog }, (result) => {
    if (ended) return;
    switch (result.kind) {
      case 'failed':
        return end(outcomeOf(result.cause));
      case 'done':
        secure = result.socket;
        connection.tls = { ...connection.tls, device: legOf(result.socket) };
        return awaitApplicationData(result.socket, quietLimit, end);
      default:
        return assertNever(result);
    }
  });
}

/**
 * The protocol to answer with: the first that the device offers, since the origin was not asked. Never one of those that are offered so that
 * nobody may choose them (RFC 8701): the device would break off over it.
 */
function protocolFor({ alpn }: ClientHello): string | undefined {
  return alpn?.find((name) => !(name.length === 2 && name[0] === name[1] && (name.charCodeAt(0) & 0x0f) === 0x0a));
}

function outcomeOf(cause: FailureCause): TryOutcome {
  if (typeof cause === 'object') return { kind: 'alert', alert: cause.alert, stage: 'in-handshake' };
  if (cause === 'closed-in-handshake') return { kind: 'closed', stage: 'in-handshake' };
  return { kind: 'failed', cause: cause === 'timeout' ? 'timeout' : 'protocol-error' };
}

/** What became of the connection, in the words of every run. */
function tellOn(connection: Connection, outcome: TryOutcome): void {
  const refusal = refusalOf(outcome);
  if (refusal !== undefined) {
    connection.interception = 'client-rejected';
    connection.failureCause = refusal;
  } else if (outcome.kind !== 'interrupted') connection.interception = 'intercepted';
  if (outcome.kind === 'data') connection.bytesFromClient = outcome.firstBytes.length;
}

function refusalOf(outcome: TryOutcome): FailureCause | undefined {
  switch (outcome.kind) {
    case 'data':
    case 'silent':
    case 'interrupted':
      return undefined;
    case 'alert':
      return { alert: outcome.alert };
    case 'closed':
      return outcome.stage === 'in-handshake' ? 'closed-in-handshake' : 'closed-before-first-byte';
    case 'failed':
      return outcome.cause;
    default:
      return assertNever(outcome);
  }
}
