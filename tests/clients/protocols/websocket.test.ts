import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../../harness/eventually.js';
import { listening } from '../../harness/origins.js';
import type { TestSession } from '../../harness/sessions.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { placesOf, planted, sessionBefore } from './behind.js';

interface Variant {
  readonly name: string;
  readonly scheme: 'ws' | 'wss';
  readonly compressed: boolean;
}

const variants: readonly Variant[] = (['ws', 'wss'] as const).flatMap((scheme) =>
  [false, true].map((compressed) => ({ name: `${scheme}, ${compressed ? 'with' : 'without'} compression`, scheme, compressed })),
);

/** An echo server that takes what subprotocol it is offered. */
async function startEcho({ scheme, compressed }: Variant) {
  const leaf = testAuthority('origin').leafFor('localhost');
  const http = scheme === 'wss' ? createHttps({ cert: leaf.certificatePem, key: leaf.keyPem }) : createHttp();
  const server = new WebSocketServer({ server: http, perMessageDeflate: compressed ? { threshold: 0 } : false });
  server.on('connection', (socket) => {
    socket.on('message', (data, binary) => socket.send(data, { binary }));
    socket.on('error', () => socket.terminate());
  });
  const { port, close } = await listening(http);
  onTestFinished(() => {
    server.close();
    return close();
  });
  return port;
}

async function converse(url: string, session: TestSession | undefined, compressed: boolean): Promise<unknown[]> {
  const agent = session === undefined ? undefined : new HttpsProxyAgent(session.proxy.url);
  const socket = new WebSocket(url, ['chat.v2'], {
    ...(agent ? { agent } : {}),
    ca: session?.ca ?? testAuthority('origin').certificatePem,
    perMessageDeflate: compressed ? { threshold: 0 } : false,
  });
  const heard: unknown[] = [];
  socket.on('message', (data: Buffer, binary) => heard.push(binary ? data : data.toString()));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  heard.push(socket.protocol, socket.extensions);
  const large = Buffer.alloc(300_000, 'large message ');
  for (let index = 0; index < 50; index += 1) socket.send(JSON.stringify({ seq: index, text: index === 31 ? planted : 'good morning' }));
  socket.send(large);
  socket.send('frag', { fin: false });
  socket.send('mented', { fin: true });
  await eventually(() => heard.length === 54, 'all echoes');
  const closed = new Promise<unknown[]>((resolve) => socket.once('close', (code, reason) => resolve([code, reason.toString()])));
  socket.close(4001, 'until later');
  heard.push(await closed);
  return heard;
}

describe('ws clients', () => {
  for (const variant of variants) {
    it(`${variant.name}: every message as without the proxy, and the value is found in both directions`, async () => {
      const port = await startEcho(variant);
      const session = await sessionBefore();
      const url = `${variant.scheme}://localhost:${port}/rooms/7`;
      const heard = await converse(url, session, variant.compressed);
      expect(heard).toEqual(await converse(url, undefined, variant.compressed));
      expect(heard[1]).toBe(variant.compressed ? 'permessage-deflate' : '');
      const found = (direction: string) =>
        expect.objectContaining({
          protocol: 'websocket',
          direction,
          location: 'body',
          path: "$['text']",
          wire: variant.scheme === 'wss' ? 'tls' : 'cleartext',
        });
      const places = await placesOf(session);
      expect(places).toHaveLength(2);
      expect(places).toEqual(expect.arrayContaining([found('client-to-server'), found('server-to-client')]));
    });
  }
});
