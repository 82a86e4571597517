import { createSocket, type RemoteInfo } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import { type Answer, type DecodedPacket, decode, encode, type Packet } from 'dns-packet';
import { onTestFinished } from 'vitest';

/** What the server answers to a question; nothing: silence. A buffer goes out as it is. */
export type Answering = (query: DecodedPacket, over: 'udp' | 'tcp') => Packet | Buffer | undefined;

export interface DnsServer {
  /** As `dns.getServers()` writes it. */
  readonly text: string;
  readonly port: number;
  /** `A a.example`, in order. */
  readonly asked: string[];
  /** Sends a datagram to whoever asked last. */
  push(bytes: Buffer, from?: 'other'): void;
}

const response = 'response' as const;

/** A response to a query with these answers. */
export function answering(query: DecodedPacket, answers: Answer[], parts: Partial<Packet> = {}): Packet {
  return { type: response, id: query.id ?? 0, questions: query.questions ?? [], answers, ...parts };
}

/** Answers the addresses and aliases of a zone: `a.example: { cname }`, `{ ptr }` or addresses. Names that are not in it do not exist. */
export function zone(
  records: Readonly<Record<string, { readonly cname: string } | { readonly ptr: string } | readonly string[]>>,
  ttl = 60,
): Answering {
  return (query) => {
    const [question] = query.questions ?? [];
    const answers: Answer[] = [];
    let name = question?.name.toLowerCase() ?? '';
    let found = records[name];
    if (found === undefined) return answering(query, [], { flags: 3 });
    for (let hops = 0; found !== undefined && 'cname' in found && hops < 40; hops += 1) {
      answers.push({ type: 'CNAME', name, data: found.cname, ttl });
      name = found.cname.toLowerCase();
      found = records[name];
    }
    if (found !== undefined && 'ptr' in found && question?.type === 'PTR') answers.push({ type: 'PTR', name, data: found.ptr, ttl });
    const type = question?.type === 'AAAA' ? 'AAAA' : 'A';
    for (const address of Array.isArray(found) ? (found as readonly string[]) : []) {
      if (address.includes(':') === (type === 'AAAA')) answers.push({ type, name, data: address, ttl });
    }
    return answering(query, answers);
  };
}

/** A DNS server on loopback, over UDP and TCP on one port, for one test. */
export async function dnsServerForTest(answer: Answering): Promise<DnsServer> {
  const asked: string[] = [];
  const respond = (bytes: Buffer, over: 'udp' | 'tcp'): Buffer | undefined => {
    const query = decode(bytes);
    asked.push(...(query.questions ?? []).map(({ type, name }) => `${type} ${name}`));
    const reply = answer(query, over);
    return reply === undefined || Buffer.isBuffer(reply) ? reply : encode(reply);
  };
  const udp = createSocket('udp4');
  const other = createSocket('udp4');
  let last: RemoteInfo | undefined;
  udp.on('message', (bytes, from) => {
    last = from;
    const reply = respond(bytes, 'udp');
    if (reply) udp.send(reply, from.port, from.address);
  });
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE()) return;
      const reply = respond(received.subarray(2), 'tcp');
      if (reply === undefined) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      // In two pieces, as networks do.
      socket.write(length.subarray(0, 1));
      setImmediate(() => socket.write(Buffer.concat([length.subarray(1), reply])));
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as { port: number };
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => other.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    udp.close();
    other.close();
    tcp.close();
  });
  return {
    text: `127.0.0.1:${port}`,
    port,
    asked,
    push: (bytes, from) => {
      if (last) (from === 'other' ? other : udp).send(bytes, last.port, last.address);
    },
  };
}
