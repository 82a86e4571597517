import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { onTestFinished } from 'vitest';
import { eventually } from './eventually.js';
import { dialProxy } from './raw-device.js';
import type { Wire } from './wire.js';

export interface SocksTarget {
  readonly host: string;
  readonly port: number;
}

/** ATYP, address and port, written without the code under test. Only plain IPv6 literals: `::1`, or all eight groups. */
export function socksAddress({ host, port }: SocksTarget): Buffer {
  const tail = Buffer.of(port >> 8, port & 0xff);
  if (isIP(host) === 4) return Buffer.concat([Buffer.of(1, ...host.split('.').map(Number)), tail]);
  if (isIP(host) === 6) {
    const groups = host === '::1' ? [0, 0, 0, 0, 0, 0, 0, 1] : host.split(':').map((group) => Number.parseInt(group, 16));
    return Buffer.concat([Buffer.of(4), Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff])), tail]);
  }
  const name = Buffer.from(host, 'latin1');
  return Buffer.concat([Buffer.of(3, name.length), name, tail]);
}

/** A request: command 1 is CONNECT, 2 BIND, 3 UDP ASSOCIATE. */
export function socksRequest(command: number, target: SocksTarget): Buffer {
  return Buffer.concat([Buffer.of(5, command, 0), socksAddress(target)]);
}

/** A username/password message of RFC 1929. */
export function socksCredentials(username: string, password: string): Buffer {
  const part = (text: string) => [Buffer.of(text.length), Buffer.from(text, 'latin1')];
  return Buffer.concat([Buffer.of(1), ...part(username), ...part(password)]);
}

/** Reads a reply or datagram header's address at `at`. */
export function readSocksAddress(bytes: Buffer, at: number): SocksTarget & { readonly end: number } {
  const size = bytes[at] === 4 ? 16 : 4;
  const address = bytes.subarray(at + 1, at + 1 + size);
  const groups = Array.from({ length: size / 2 }, (_, index) => address.readUInt16BE(index * 2).toString(16)).join(':');
  const host = size === 4 ? address.join('.') : groups.replace(/^0:0:0:0:0:0:0:1$/, '::1');
  return { host, port: bytes.readUInt16BE(at + 1 + size), end: at + 3 + size };
}

export interface SocksReply {
  readonly code: number;
  readonly bound: SocksTarget;
}

/** Takes a reply to a request off the wire. */
export async function takeReply(wire: Wire): Promise<SocksReply> {
  await wire.until(10);
  const { end, host, port } = readSocksAddress(wire.received, 3);
  await wire.until(end);
  const [, code = -1] = wire.take(end);
  return { code, bound: { host, port } };
}

/** Greets without authentication, sends one request, and reads the reply. `early` goes out together with the request. */
export async function askSocks(
  proxyPort: number,
  request: Buffer,
  options: { readonly early?: Buffer | string; readonly host?: string } = {},
): Promise<{ readonly wire: Wire; readonly reply: SocksReply }> {
  const wire = await dialProxy(proxyPort, options.host);
  wire.write(Buffer.of(5, 1, 0));
  await wire.until(2);
  if (!wire.take(2).equals(Buffer.of(5, 0))) throw new Error(`no authentication was not accepted: ${wire.text}`);
  wire.write(Buffer.concat([request, Buffer.from(options.early ?? '')]));
  return { wire, reply: await takeReply(wire) };
}

/** A tunnel by SOCKS5 CONNECT. Rejects unless the reply says that it succeeded. */
export async function openSocksTunnel(proxyPort: number, target: SocksTarget): Promise<Wire> {
  const { wire, reply } = await askSocks(proxyPort, socksRequest(1, target));
  if (reply.code !== 0) throw new Error(`reply ${reply.code}`);
  return wire;
}

/** A datagram that came out of an association. */
export interface Relayed {
  readonly from: SocksTarget;
  readonly payload: Buffer;
}

/** A device with a UDP association, ended with the test. */
export interface SocksAssociation {
  readonly control: Wire;
  readonly relay: SocksTarget;
  readonly socket: Socket;
  readonly received: Relayed[];
  send(target: SocksTarget, payload: Buffer | string): void;
  sendRaw(datagram: Buffer): void;
  /** Waits for so many datagrams in all. */
  until(count: number): Promise<readonly Relayed[]>;
}

export async function associate(
  proxyPort: number,
  options: { readonly host?: string; readonly announce?: (own: SocksTarget) => SocksTarget } = {},
): Promise<SocksAssociation> {
  const host = options.host ?? '127.0.0.1';
  const socket = await boundSocket(host);
  const own = { host, port: socket.address().port };
  const request = socksRequest(3, options.announce?.(own) ?? { host: '0.0.0.0', port: 0 });
  const { wire: control, reply } = await askSocks(proxyPort, request, { host });
  onTestFinished(() => void control.socket.destroy());
  if (reply.code !== 0) throw new Error(`reply ${reply.code}`);
  const received: Relayed[] = [];
  socket.on('message', (datagram) => {
    const { end, ...from } = readSocksAddress(datagram, 3);
    received.push({ from, payload: datagram.subarray(end) });
  });
  const sendRaw = (datagram: Buffer) => socket.send(datagram, reply.bound.port, reply.bound.host);
  return {
    control,
    relay: reply.bound,
    socket,
    received,
    sendRaw,
    send: (target, payload) => sendRaw(Buffer.concat([Buffer.alloc(3), socksAddress(target), Buffer.from(payload)])),
    async until(count) {
      await eventually(() => received.length >= count, `${count} datagrams`);
      return received;
    },
  };
}

/** A UDP socket on loopback and a free port, closed with the test. */
export async function boundSocket(host = '127.0.0.1'): Promise<Socket> {
  const socket = createSocket({ type: isIP(host) === 6 ? 'udp6' : 'udp4', recvBufferSize: 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, host, resolve);
  });
  onTestFinished(() => void socket.close());
  return socket;
}

/** A UDP server on loopback. By default it sends back what it gets. */
export async function startUdpOrigin(
  options: { readonly host?: string; readonly answer?: (datagram: Buffer, from: RemoteInfo, socket: Socket) => void } = {},
): Promise<SocksTarget & { readonly socket: Socket; readonly arrived: { readonly datagram: Buffer; readonly from: RemoteInfo }[] }> {
  const host = options.host ?? '127.0.0.1';
  const socket = await boundSocket(host);
  const arrived: { datagram: Buffer; from: RemoteInfo }[] = [];
  socket.on('message', (datagram, from) => {
    arrived.push({ datagram, from });
    if (options.answer) options.answer(datagram, from, socket);
    else socket.send(datagram, from.port, from.address);
  });
  return { host, port: socket.address().port, socket, arrived };
}
