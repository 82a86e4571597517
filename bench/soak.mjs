#!/usr/bin/env node
// Memory of the proxy over one million WebSocket messages and one hundred thousand HTTP/2 streams on one connection.
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { parseArgs } from 'node:util';
import { openThrough } from './lib/connect.mjs';
import { openEcho } from './lib/echo-frames.mjs';
import { startPair, stopAll } from './lib/start.mjs';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    streams: { type: 'string', default: '100000' },
    check: { type: 'boolean', default: false },
  },
});
/** Most that memory may grow from a tenth of the way, when all is warm, to the end (MiB). */
const bar = 32;

const mib = (bytes) => bytes / 2 ** 20;

async function soak(title, originName, total, work) {
  const { proxy, proxyPort, originPort, ca } = await startPair(originName, 'plainsight');
  const act = await work(proxyPort, originPort, readFileSync(ca));
  const sizes = [];
  for (let part = 0; part < 10; part += 1) {
    await act(total / 10);
    sizes.push(mib((await proxy.ask({ collect: true })).rss));
  }
  const grown = Math.max(...sizes.slice(1)) - sizes[0];
  console.log(
    `${title}: RSS ${sizes.map((size) => Math.round(size)).join(', ')} MiB; from the first tenth on at most ${grown.toFixed(1)} MiB more`,
  );
  console.log(`bar: at most ${bar} MiB: ${grown <= bar ? 'met' : 'MISSED'}`);
  if (values.check && grown > bar) process.exitCode = 1;
}

await soak(
  `${values.messages} WebSocket messages on one connection`,
  'origin-ws',
  Number(values.messages),
  async (proxyPort, originPort, ca) => {
    const echo = await openEcho(await openThrough(proxyPort, originPort, ca), originPort);
    return (count) => echo(count);
  },
);
await soak(`${values.streams} HTTP/2 streams on one connection`, 'origin-h2', Number(values.streams), async (proxyPort, originPort, ca) => {
  const socket = await openThrough(proxyPort, originPort, ca, 'h2');
  const session = connect(`https://origin.test:${originPort}`, { createConnection: () => socket });
  const one = () =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ':path': '/v1/items' });
      stream.once('error', reject).once('close', resolve).resume();
      stream.end();
    });
  return async (count) => {
    let left = count;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (left > 0) {
          left -= 1;
          await one();
        }
      }),
    );
  };
});
stopAll();
