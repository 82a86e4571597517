import type { Socket as DatagramSocket, RemoteInfo } from 'node:dgram';
import type { Socket } from 'node:net';
import { plainAddress } from '../../plain-address.js';
import type { ProxyContext } from '../../proxy-context.js';
import type { Registered } from '../../relay/relay-registry.js';
import { type AssociationSockets, closeAssociationSockets } from './association-sockets.js';
import { BrakedQueue } from './braked-queue.js';
import type { DatagramInspectors } from './datagram-inspectors.js';
import { datagramAddressStart, datagramPayloadStart, isFragment } from './datagram-payload-start.js';
import { encodeAddress } from './encode-address.js';
import { readAddress } from './read-address.js';
import { sendDatagram } from './send-datagram.js';
import { toAuthority } from './to-authority.js';
import { sourceOf, UdpConnection, type UdpLinks } from './udp-connection.js';
import { UdpConnections } from './udp-connections.js';

export interface UdpAssociationOptions {
  readonly context: ProxyContext;
  /** The TCP connection that asked for the association. */
  readonly control: Socket;
  /** Closed by the association. */
  readonly sockets: AssociationSockets;
  /** The port that the device says it sends from; 0: whichever it sends from first. */
  readonly devicePort: number;
  readonly inspectors: DatagramInspectors;
}

/**
 * One UDP association (RFC 1928, section 7): relays datagrams between a device socket and any number of destinations, one connection each.
 * All destinations see the same socket of ours, as they would see the same of the device's, so that what one learns of its address
 * holds for the others (RFC 4787, REQ-1). Datagrams are taken from addresses that the device has sent to, whatever their port (REQ-8):
 * some protocols answer from another. Lives until it is stopped.
 */
export class UdpAssociation implements Registered {
  /** Epoch milliseconds of the last datagram in either direction. */
  lastActive = Date.now();
  readonly #options: UdpAssociationOptions;
  readonly #deviceAddress: string;
  readonly #connections = new UdpConnections();
  readonly #links: UdpLinks;
  readonly #queue: BrakedQueue;
  #devicePort: number;
  /** The device's address as the system writes it: with its zone, where it has one. */
  #sendTo: string;
  #dropped = 0;
  #closed = false;

  constructor(options: UdpAssociationOptions) {
    const { context, control, sockets, inspectors } = options;
    this.#options = options;
    this.#sendTo = control.remoteAddress ?? '';
    this.#deviceAddress = plainAddress(this.#sendTo);
    this.#devicePort = options.devicePort;
    const dropped = () => this.#drop();
    this.#queue = new BrakedQueue(context.brake, dropped);
    this.#links = {
      context,
      inspectors,
      toOrigin: ({ family, port, address }, payload, sent) =>
        sendDatagram(family === 4 ? sockets.four : sockets.six, [payload], port, address, sent),
      toDevice: (header, payload, sent) => sendDatagram(sockets.relay, [header, payload], this.#devicePort, this.#sendTo, sent),
      found: (connection, remote) => this.#connections.found(connection, remote),
      dropped,
    };
    this.#listen(sockets.relay, (datagram, from) => this.#fromDevice(datagram, from));
    for (const socket of [sockets.four, sockets.six]) {
      if (socket !== undefined) this.#listen(socket, (datagram, from) => this.#fromOrigin(datagram, from));
    }
  }

  /** Datagrams that were not relayed: malformed, a stranger's, in fragments, without room, or to where nothing can be sent. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Destinations that are remembered. */
  get size(): number {
    return this.#connections.size;
  }

  tick(now: number): void {
    if (!this.#closed) this.#connections.tick(now);
  }

  /** Ends the association, its connections, and the TCP connection that it belongs to. */
  stop(how: 'ended' | 'idle' | 'run-over'): void {
    if (this.#closed) return;
    this.#closed = true;
    const { context, control, sockets } = this.#options;
    context.relays.remove(this);
    closeAssociationSockets(sockets);
    this.#connections.closeAll(how === 'run-over' ? 'run-over' : 'ended', Date.now());
    if (how === 'ended') control.end();
    else control.destroy();
  }

  #listen(socket: DatagramSocket, take: (datagram: Buffer, from: RemoteInfo) => void): void {
    const guarded = (datagram: Buffer, from: RemoteInfo) => {
      if (this.#closed) return;
      try {
        take(datagram, from);
      } catch (error) {
        this.#options.context.fault(error);
      }
    };
    socket.on('message', (datagram, from) => {
      if (this.#queue.mustHold) this.#queue.hold(datagram.length, () => guarded(datagram, from));
      else guarded(datagram, from);
    });
  }

  #fromDevice(datagram: Buffer, from: RemoteInfo): void {
    if (plainAddress(from.address) !== this.#deviceAddress || (this.#devicePort !== 0 && from.port !== this.#devicePort))
      return void this.#drop();
    const start = datagramPayloadStart(datagram);
    if (start < 0) return void this.#drop();
    this.#devicePort = from.port;
    this.#sendTo = from.address;
    const now = Date.now();
    this.lastActive = now;
    // The bytes of the address are the key: nothing of it is read again.
    const key = datagram.toString('latin1', datagramAddressStart, start);
    const connection = this.#connections.to(key) ?? this.#connect(key, datagram, datagramAddressStart, now);
    if (connection === undefined) return void this.#drop();
    // RFC 1928, section 7: who puts no fragments together drops them. What they held is a gap of that connection.
    if (isFragment(datagram)) connection.fragment(now);
    else connection.send(datagram.subarray(start), now);
  }

  #fromOrigin(datagram: Buffer, from: RemoteInfo): void {
    const known = this.#connections.from(sourceOf(from.address, from.port));
    const now = Date.now();
    const connection = known ?? (this.#connections.knows(from.address) ? this.#fromOtherPort(from, now) : undefined);
    if (connection === undefined) return void this.#drop();
    this.lastActive = now;
    connection.receive(datagram, now);
  }

  #fromOtherPort({ address, port }: RemoteInfo, now: number): UdpConnection | undefined {
    const encoded = encodeAddress(address, port);
    const key = encoded.toString('latin1');
    return this.#connections.to(key) ?? this.#connect(key, encoded, 0, now);
  }

  #connect(key: string, bytes: Buffer, addressStart: number, now: number): UdpConnection | undefined {
    const reading = readAddress(bytes, addressStart);
    const target = reading.kind === 'read' ? toAuthority(reading.address) : undefined;
    if (target === undefined) return undefined;
    const { context, control } = this.#options;
    const client = { address: this.#deviceAddress, port: this.#devicePort };
    const model = context.newConnection('socks5-udp', control, { transport: 'udp', client });
    const connection = new UdpConnection(this.#links, model, key, target, now);
    this.#connections.add(connection, now);
    return connection;
  }

  #drop(): void {
    this.#dropped += 1;
  }
}
