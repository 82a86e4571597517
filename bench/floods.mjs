#!/usr/bin/env node
// Whether a flood on one connection hurts others: their median latency before and during it, and the memory it takes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openThrough } from './lib/connect.mjs';
import { start, startPair, stopAll } from './lib/start.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, proxy: { type: 'string', default: 'plainsight' } } });
/** Most that others may slow down, and most that memory may grow (MiB). */
const bars = { latency: 2, memory: 50 };
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const mib = (bytes) => bytes / 2 ** 20;

/** Asks again and again until told to stop; resolves with the milliseconds each answer took. */
function ping(socket) {
  let going = true;
  const times = [];
  const asking = (async () => {
    while (going) {
      const began = performance.now();
      socket.write('GET /ping HTTP/1.1\r\nHost: origin.test\r\n\r\n');
      await new Promise((resolve) => socket.once('data', resolve));
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return async () => {
    going = false;
    await asking;
    return times;
  };
}

for (const flood of ['resets', 'continuations', 'fragments', 'slow-heads']) {
  const { proxy, originPort, proxyPort, ca } = await startPair('origin-sink', values.proxy, {
    PROTOCOL: flood === 'fragments' ? 'http/1.1' : 'h2',
  });
  const socket = await openThrough(proxyPort, originPort, readFileSync(ca));
  socket.on('error', () => process.exit(1));
  const flooder = start('flood', 1);
  await flooder.ask();
  // The flood, the origin and the others' requests share a core: the flood must not take it from them.
  spawnSync('renice', ['19', '-p', String(flooder.pid)], { stdio: 'ignore' });
  await flooder.ask({ kind: 'prepare', proxyPort, originPort, ca, flood });
  const warm = ping(socket);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await warm();
  const quiet = ping(socket);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const idle = await quiet();
  const before = (await proxy.ask({ collect: true })).rss;
  const busy = ping(socket);
  const { milliseconds } = await flooder.ask({ kind: 'pour' });
  const during = await busy();
  const after = (await proxy.ask({ collect: true })).rss;
  const ratio = median(during) / median(idle);
  const grown = mib(after - before);
  console.log(
    `${flood} (${Math.round(milliseconds)} ms, ${during.length} answers): others' median ${median(idle).toFixed(2)} ms before, ${median(during).toFixed(2)} ms during: ${ratio.toFixed(2)} ×; memory ${grown.toFixed(1)} MiB more`,
  );
  const met = ratio <= bars.latency && grown <= bars.memory;
  console.log(`bar: at most ${bars.latency} × and ${bars.memory} MiB: ${met ? 'met' : 'MISSED'}`);
  if (values.check && !met) process.exitCode = 1;
}
stopAll();
