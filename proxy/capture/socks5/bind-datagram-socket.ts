import { createSocket, type Socket } from 'node:dgram';

/** Bytes of the system's buffers: room for bursts, and for the longest datagram where the default is below it (macOS: 9,216). */
const bufferSize = 1024 * 1024;

/**
 * Binds a UDP socket to an address (an IP literal) and any free port. Rejects with the system's error. The socket has an error listener
 * for good: what is reported to a UDP socket later are answers to single datagrams (ICMP), which end nothing.
 */
export function bindDatagramSocket(family: 4 | 6, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({
      type: family === 4 ? 'udp4' : 'udp6',
      ipv6Only: family === 6,
      // Only IP literals are sent to: without this each datagram would wait for a turn of the system's resolver.
      lookup: (literal, _options, found) => found(null, literal, family),
    });
    let bound = false;
    socket.on('error', (error) => {
      if (bound) return;
      socket.close();
      reject(error);
    });
    socket.bind({ port: 0, address, exclusive: true }, () => {
      bound = true;
      enlargeBuffers(socket);
      resolve(socket);
    });
  });
}

function enlargeBuffers(socket: Socket): void {
  try {
    socket.setRecvBufferSize(bufferSize);
    socket.setSendBufferSize(bufferSize);
  } catch {
    // A system that allows no such size keeps its own: bursts are lost earlier, as they would be on a network.
  }
}
