import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { RequestQueue } from '../../../proxy/capture/request-queue.js';
import { askNode } from '../../harness/node-server.js';

/** A queue into which requests are pushed; `finish` ends the answer to one, `started` says which have begun. */
function queue() {
  const device = new Socket();
  const requests = new RequestQueue(device);
  const started: number[] = [];
  const responses: ServerResponse[] = [];
  return {
    device,
    started,
    push(count: number) {
      for (let i = 0; i < count; i += 1) {
        const response = new ServerResponse(new IncomingMessage(device));
        const number = responses.push(response) - 1;
        requests.push(response, () => void started.push(number));
      }
    },
    finish: (number: number) => void responses[number]?.emit('close'),
  };
}

describe('requests of one device', () => {
  it('start one after another, each when the response before it is over', () => {
    const { push, finish, started } = queue();
    push(3);
    expect(started).toEqual([0]);
    finish(0);
    expect(started).toEqual([0, 1]);
    finish(1);
    finish(2);
    push(1);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('do not start once the device is gone', async () => {
    const { push, finish, started, device } = queue();
    push(3);
    await new Promise((gone) => device.destroy().once('close', gone));
    finish(0);
    expect(started).toEqual([0]);
  });

  it('are not read any more while many wait, until fewer do', () => {
    const { push, finish, device } = queue();
    push(1 + 31);
    expect(device.isPaused()).toBe(false);
    push(3);
    expect(device.isPaused()).toBe(true);
    for (const number of [0, 1]) finish(number);
    expect(device.isPaused()).toBe(true);
    finish(2);
    expect(device.isPaused()).toBe(false);
  });

  it('are all answered in order when hundreds come at once', async () => {
    const count = 200;
    const at = new Map<Socket, RequestQueue>();
    let live = 0;
    let most = 0;
    const wire = await askNode(
      (request, response) => {
        const requests = at.get(request.socket) ?? new RequestQueue(request.socket);
        at.set(request.socket, requests);
        requests.push(response, () => {
          live += 1;
          most = Math.max(most, live);
          setImmediate(() => {
            live -= 1;
            response.end(`<${request.url?.slice(1)}>`);
          });
        });
      },
      Array.from({ length: count }, (_, number) => `GET /${number} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''),
    );
    const text = await wire.until(`<${count - 1}>`);
    expect([...text.matchAll(/<(\d+)>/g)].map(([, number]) => Number(number))).toEqual(Array.from({ length: count }, (_, n) => n));
    expect(most).toBe(1);
  });
});
