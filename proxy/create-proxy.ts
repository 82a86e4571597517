import type { Socket } from 'node:net';
import { answerAndClose } from './capture/answer-and-close.js';
import { createFront } from './capture/create-front.js';
import { createAbsoluteFormHandler } from './capture/handle-absolute-form.js';
import { handleConnect } from './capture/handle-connect.js';
import { handleDirectTls } from './capture/handle-direct-tls.js';
import { handleRedirected } from './capture/handle-redirected.js';
import { handleReverse } from './capture/handle-reverse.js';
import { handleUpgrade } from './capture/handle-upgrade.js';
import { rawResponse } from './capture/raw-response.js';
import { handleSocks5 } from './capture/socks5/handle-socks5.js';
import { plainAddress } from './plain-address.js';
import { ProxyContext } from './proxy-context.js';
import type { ProxyOptions } from './proxy-options.js';
import type { Brake } from './relay/brake.js';

/** A running proxy. */
export interface ProxyServer {
  readonly address: string;
  readonly port: number;
  readonly brake: Brake;
  /** Connections that have not been told `closed`. */
  readonly openConnections: number;
  /** No new device connections; those open may go on until {@link stop}. */
  drain(): void;
  /** Ends everything: open exchanges are flushed to the sinks as not seen to their end. */
  stop(): Promise<void>;
}

/** Most device connections at once by default. */
const defaultMaxConnections = 10_000;
/** Refused devices that are still being told so; more are just closed. */
const mostRefusals = 1_000;
/** Device addresses remembered, so that each is announced once. */
const mostSeen = 10_000;
/** Milliseconds that connections get to end by themselves once their sockets are destroyed. */
const settleLimit = 2_000;

/** Starts the proxy on one port. Rejects with `ProxyStartError` when it cannot listen. */
export async function createProxy(options: ProxyOptions): Promise<ProxyServer> {
  const context = new ProxyContext(options);
  const maxConnections = options.maxConnections ?? defaultMaxConnections;
  const devices = new Set<Socket>();
  const refused = new Set<Socket>();
  const seen = new Set<string>();
  const absoluteForm = createAbsoluteFormHandler(context);
  let draining = false;

  const front = await createFront(
    { host: options.host, port: options.port, mitmFolder: options.authority.mitmFolder, idleLimit: context.idleLimit },
    {
      accept(socket) {
        const address = plainAddress(socket.remoteAddress ?? '');
        const refuse = (status: number, phrase: string, reason: string) => {
          if (refused.size >= mostRefusals) socket.destroy();
          else {
            refused.add(socket);
            socket.once('close', () => refused.delete(socket));
            answerAndClose(socket, rawResponse(status, phrase, reason));
          }
          return false;
        };
        if (!options.clientAllowed(address)) {
          return refuse(403, 'Forbidden', `${address} may not use this proxy: start it with --lan, or with --client ${address}`);
        }
        if (draining) return refuse(503, 'Service Unavailable', 'the run is ending');
        if (devices.size >= maxConnections) return refuse(503, 'Service Unavailable', `more than ${maxConnections} connections at once`);
        devices.add(socket);
        socket.once('close', () => devices.delete(socket));
        if (!seen.has(address) && seen.size < mostSeen) {
          seen.add(address);
          try {
            options.events.deviceSeen?.(address);
          } catch (error) {
            context.fault(error);
          }
        }
        return true;
      },
      redirected: (socket) => handleRedirected(context, socket),
      socks5: (socket, first) => handleSocks5(context, socket, first),
      tls(socket, serve) {
        if (options.reverse) handleReverse(context, options.reverse, socket, 'tls', serve);
        else handleDirectTls(context, socket, serve);
      },
      cleartext(socket, serve) {
        if (options.reverse) handleReverse(context, options.reverse, socket, 'cleartext', serve);
        else serve(socket);
      },
      connect: (target, socket, head) => handleConnect(context, target, socket, head),
      request: absoluteForm,
      upgrade: (request, socket, head) => handleUpgrade(context, request, socket, head),
      fault: (error) => context.fault(error),
    },
  );
  context.ownAddress = { address: front.address.address, port: front.address.port };

  return {
    address: front.address.address,
    port: front.address.port,
    brake: context.brake,
    get openConnections() {
      return context.ledger.size;
    },
    drain() {
      draining = true;
    },
    async stop() {
      draining = true;
      const closed = front.close();
      context.relays.stopAll();
      context.names?.close();
      for (const socket of [...devices, ...refused]) socket.destroy();
      await context.ledger.settle(settleLimit);
      await closed;
    },
  };
}
