import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { createFront } from './capture/create-front.js';
import { createAbsoluteFormHandler } from './capture/handle-absolute-form.js';
import { handleConnect } from './capture/handle-connect.js';
import { handleUpgrade } from './capture/handle-upgrade.js';
import { rawResponse } from './capture/raw-response.js';
import { ProxyContext, plainAddress } from './proxy-context.js';
import type { ProxyOptions } from './proxy-options.js';
import type { Brake } from './relay/brake.js';

/** A running proxy. */
export interface ProxyServer {
  readonly address: string;
  readonly port: number;
  readonly brake: Brake;
  /** Relays and observed sockets alive. */
  readonly openConnections: number;
  /** No new device connections; those open may go on until {@link stop}. */
  drain(): void;
  /** Ends everything: open exchanges are flushed to the sinks as not seen to their end. */
  stop(): Promise<void>;
}

/** Most device connections at once by default. */
const defaultMaxConnections = 10_000;

/** Starts the proxy on one port. Rejects with `ProxyStartError` when it cannot listen. */
export async function createProxy(options: ProxyOptions): Promise<ProxyServer> {
  const context = new ProxyContext(options, createSecureContext({ ca: [...options.trustedRoots] }));
  const maxConnections = options.maxConnections ?? defaultMaxConnections;
  const devices = new Set<Socket>();
  const seen = new Set<string>();
  const absoluteForm = createAbsoluteFormHandler(context);
  let draining = false;

  const front = await createFront(
    { host: options.host, port: options.port, mitmFolder: options.authority.mitmFolder },
    {
      accept(socket) {
        const address = plainAddress(socket.remoteAddress ?? '');
        if (!options.clientAllowed(address)) {
          socket.end(rawResponse(403, 'Forbidden', `${address} may not use this proxy: start it with --lan, or with --client ${address}`));
          return false;
        }
        if (draining || devices.size >= maxConnections) {
          socket.end(
            rawResponse(503, 'Service Unavailable', draining ? 'the run is ending' : `more than ${maxConnections} connections at once`),
          );
          return false;
        }
        devices.add(socket);
        socket.once('close', () => devices.delete(socket));
        if (!seen.has(address) && seen.size < 10_000) {
          seen.add(address);
          options.events.deviceSeen?.(address);
        }
        return true;
      },
      connect: (target, _headers, socket, head) => handleConnect(context, target, socket, head),
      request: absoluteForm,
      upgrade: (request, socket, head) => handleUpgrade(context, request, socket, head),
    },
  );
  context.ownAddress = { address: front.address.address, port: front.address.port };

  return {
    address: front.address.address,
    port: front.address.port,
    brake: context.brake,
    get openConnections() {
      return context.relays.size;
    },
    drain() {
      draining = true;
    },
    async stop() {
      draining = true;
      const closed = front.close();
      context.relays.stopAll();
      for (const socket of devices) socket.destroy();
      await closed;
    },
  };
}
