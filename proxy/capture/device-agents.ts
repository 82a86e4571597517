import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connection } from '../../model/index.js';
import { faultForWay } from '../faults/fault-for-way.js';
import type { ProxyContext } from '../proxy-context.js';
import { resetSocket } from '../reset-socket.js';
import { dialRefusal } from './dial-refusal.js';
import type { Authority } from './parse-authority.js';
import { teeSocket } from './tee-socket.js';

/** Origins for which one device connection keeps an idle connection; the one not used for longest goes first. */
const mostOrigins = 32;

const way = { scheme: 'http', tunnel: false } as const;

/**
 * The upstream connections of one device connection, one for each origin, so that what a device sends on one connection stays on
 * one connection. They end with the device's.
 */
export class DeviceAgents {
  readonly #context: ProxyContext;
  readonly #device: Socket;
  readonly #agents = new Map<string, Agent>();
  readonly #connections = new WeakMap<Socket, Connection>();

  constructor(context: ProxyContext, device: Socket) {
    this.#context = context;
    this.#device = device;
    device.once('close', () => {
      for (const agent of this.#agents.values()) agent.destroy();
    });
  }

  /** The connection whose bytes a socket of these agents carries. */
  connectionOf(socket: Socket): Connection | undefined {
    return this.#connections.get(socket);
  }

  agentFor(authority: Authority): Agent {
    const key = `${authority.host}:${authority.port}`;
    const kept = this.#agents.get(key);
    // A kept connection must not hide a fault that was asked for since.
    if (kept !== undefined && faultForWay(this.#context.options.faultFor?.(authority), way)) kept.destroy();
    const agent = kept ?? this.#createAgent(authority);
    // Re-inserted, so that the map is in order of use.
    this.#agents.delete(key);
    this.#agents.set(key, agent);
    if (this.#agents.size > mostOrigins) {
      for (const [oldest, idle] of this.#agents) {
        idle.destroy();
        this.#agents.delete(oldest);
        break;
      }
    }
    return agent;
  }

  #createAgent(authority: Authority): Agent {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
    agent.createConnection = (_options, callback) => {
      const connection = this.#context.newConnection('absolute-form', this.#device);
      const fail = (error: Error) => callback?.(error, undefined as unknown as Duplex);
      this.#context.dial(
        connection,
        authority,
        way,
        this.#device,
        (result) => {
          if (result.kind === 'failed') {
            if (this.#device.destroyed) this.#context.abandoned(connection, 'closed-before-first-byte');
            else this.#context.failed(connection, 'origin-failed', dialRefusal(result.error).cause);
            return fail(result.error);
          }
          if (this.#device.destroyed) {
            if (result.kind === 'connected') result.socket.destroy();
            this.#context.abandoned(connection, 'closed-before-first-byte');
            return fail(new Error('the device is gone'));
          }
          if (result.kind === 'injected') {
            // Its request was its first bytes.
            this.#context.failed(connection, 'origin-failed', 'injected');
            resetSocket(this.#device);
            return fail(new Error('the device was reset'));
          }
          const { socket } = result;
          this.#connections.set(socket, connection);
          teeSocket(this.#context, connection, socket);
          // Who asked a SOCKS proxy has paused it.
          socket.resume();
          callback?.(null, socket);
        },
        () => fail(new Error('the proxy failed')),
      );
      return undefined;
    };
    return agent;
  }
}
