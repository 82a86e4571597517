import { type AddressInfo, createServer, type Socket } from 'node:net';
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet';

export interface Broker {
  readonly port: number;
  stop(): Promise<void>;
}

/** A broker of the little that the tests need: it answers everything, and sends what is published on to whoever subscribed to that very topic. */
export async function startBroker(): Promise<Broker> {
  const subscribers = new Map<string, Set<(packet: Packet) => void>>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let connect: IConnectPacket | undefined;
    const reader = parser();
    const send = (packet: Packet) => void socket.write(generate(packet, { protocolVersion: connect?.protocolVersion ?? 4 }));
    reader.on('error', (error) => socket.destroy(error));
    reader.on('packet', (packet) => {
      switch (packet.cmd) {
        case 'connect':
          connect = packet;
          send({ cmd: 'connack', returnCode: 0, reasonCode: 0, sessionPresent: false });
          break;
        case 'subscribe':
          for (const { topic } of packet.subscriptions) {
            const known = subscribers.get(topic) ?? new Set();
            subscribers.set(topic, known.add(send));
          }
          send({ cmd: 'suback', messageId: packet.messageId!, granted: packet.subscriptions.map(() => 0) });
          break;
        case 'unsubscribe':
          send({ cmd: 'unsuback', messageId: packet.messageId!, granted: packet.unsubscriptions.map(() => 0) });
          break;
        case 'publish': {
          if (packet.qos === 1) send({ cmd: 'puback', messageId: packet.messageId!, reasonCode: 0 });
          if (packet.qos === 2) send({ cmd: 'pubrec', messageId: packet.messageId!, reasonCode: 0 });
          for (const subscriber of subscribers.get(packet.topic) ?? []) subscriber({ ...packet, qos: 0, dup: false });
          break;
        }
        case 'pubrel':
          send({ cmd: 'pubcomp', messageId: packet.messageId!, reasonCode: 0 });
          break;
        case 'pingreq':
          send({ cmd: 'pingresp' });
          break;
        case 'disconnect':
          socket.end();
          break;
      }
    });
    socket.on('data', (bytes) => reader.parse(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
