import { randomBytes } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pumpBody } from '../../../proxy/capture/pump-body.js';
import { Brake } from '../../../proxy/relay/brake.js';
import { eventually } from '../../harness/eventually.js';
import { askNode } from '../../harness/node-server.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import type { Wire } from '../../harness/wire.js';

/** A device and an origin with a pump for each body between them. The origin has been asked and has answered nothing yet. */
async function between(bytes?: string): Promise<{ device: Wire; origin: Wire; brake: Brake; response: () => ServerResponse }> {
  const target = await startRawOrigin();
  onTestFinished(() => target.close());
  const brake = new Brake();
  let answering: ServerResponse | undefined;
  const device = await askNode((request, response) => {
    answering = response;
    const { method = '', headers } = request;
    const onward: ClientRequest = httpRequest({ port: target.port, host: '127.0.0.1', agent: false, method, headers });
    onward.on('error', () => response.destroy());
    onward.flushHeaders();
    pumpBody(request, onward, brake);
    request.on('end', () => onward.end());
    onward.on('response', (incoming: IncomingMessage) => {
      response.writeHead(incoming.statusCode ?? 0, incoming.headers);
      response.flushHeaders();
      pumpBody(incoming, response, brake);
      incoming.on('end', () => response.end());
    });
  }, bytes);
  const origin = await target.next();
  await origin.until('\r\n\r\n');
  return { device, origin, brake, response: () => answering! };
}

const bodyOf = (wire: Wire) => wire.received.subarray(wire.text.indexOf('\r\n\r\n') + 4);
const post = (length: number) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;

describe('a body', () => {
  it('of a request arrives whole', async () => {
    const body = randomBytes(3 * 1024 * 1024);
    const { device, origin } = await between(post(body.length));
    device.write(body);
    await eventually(() => bodyOf(origin).length >= body.length, 'the body');
    expect(bodyOf(origin).equals(body)).toBe(true);
  });

  it('of a request arrives whole behind a response that came early', async () => {
    const body = randomBytes(8 * 1024 * 1024);
    const { device, origin } = await between(post(body.length));
    origin.write('HTTP/1.1 413 Too Large\r\nContent-Length: 1\r\n\r\n');
    await device.until('413');
    device.write(body);
    await eventually(() => bodyOf(origin).length >= body.length, 'the body');
    expect(bodyOf(origin).equals(body)).toBe(true);
  });

  it('of a response waits for a slow device, and arrives whole', async () => {
    const body = randomBytes(48 * 1024 * 1024);
    const { device, origin, response } = await between();
    device.socket.pause();
    origin.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
    origin.write(body);
    await eventually(() => response().writableNeedDrain, 'the device to be full');
    await new Promise((done) => setTimeout(done, 50));
    expect(response().writableLength).toBeLessThan(1024 * 1024);
    expect(origin.socket.writableLength).toBeGreaterThan(0);
    device.socket.resume();
    await device.until(body.length);
    await eventually(() => response().writableFinished, 'the end');
    await device.until((text) => text.length >= text.indexOf('\r\n\r\n') + 4 + body.length);
    expect(bodyOf(device).equals(body)).toBe(true);
  });

  it('stands still while the brake is on, and loses nothing', async () => {
    const { device, origin, brake } = await between();
    brake.engage();
    origin.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
    await device.until('\r\n\r\n');
    origin.write('a');
    await device.until('\r\n\r\na');
    origin.write('b');
    await new Promise((done) => setTimeout(done, 60));
    expect(bodyOf(device).toString()).toBe('a');
    brake.release();
    await device.until('\r\n\r\nab');
    origin.write('c');
    await device.until('\r\n\r\nabc');
  });
});
