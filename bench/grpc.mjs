#!/usr/bin/env node
// What the proxy adds to a message of a bidirectional gRPC stream: median time of an echo, through Plainsight and directly, in one run.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';
import { startPair, stopAll } from './lib/start.mjs';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '3000' }, check: { type: 'boolean', default: false } } });
const count = Number(values.messages);
const bar = 1;

const { originPort, originCa, proxyPort, ca } = await startPair('origin-grpc', 'plainsight');
const identity = (bytes) => bytes;
const Client = makeGenericClientConstructor(
  {
    talk: {
      path: '/Rooms/Talk',
      requestStream: true,
      responseStream: true,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  },
  'Rooms',
);
const payload = Buffer.from(JSON.stringify({ seq: 1, room: 'harbour', text: 'good morning '.repeat(20) }));

/** A client that names its origin as both ways know it. */
function open(proxied) {
  if (proxied) process.env.grpc_proxy = `http://127.0.0.1:${proxyPort}`;
  else delete process.env.grpc_proxy;
  const client = new Client(`127.0.0.1:${originPort}`, credentials.createSsl(readFileSync(proxied ? ca : originCa)), {
    'grpc.ssl_target_name_override': 'origin.test',
    'grpc.enable_http_proxy': proxied ? 1 : 0,
  });
  const call = client.talk();
  let heard = () => undefined;
  call.on('data', () => heard());
  call.on('error', () => undefined);
  return {
    echo: () =>
      new Promise((resolve) => {
        heard = resolve;
        call.write(payload);
      }),
    close() {
      call.cancel();
      client.close();
    },
  };
}

async function times(side, into) {
  for (let index = 0; index < count / 10; index += 1) {
    const began = performance.now();
    await side.echo();
    into.push(performance.now() - began);
  }
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const sides = [open(false), open(true)];
const measured = [[], []];
for (const side of sides) await times(side, []);
// In turns, so that a slow spell of the machine hits both.
for (let round = 0; round < 10; round += 1) for (const [index, side] of sides.entries()) await times(side, measured[index]);
const [direct, proxied] = measured.map(median);
for (const side of sides) side.close();
stopAll();
const added = proxied - direct;
console.log(
  `gRPC bidirectional echo, median of ${count}: directly ${direct.toFixed(3)} ms, through Plainsight ${proxied.toFixed(3)} ms, added ${added.toFixed(3)} ms`,
);
console.log(`bar: less than ${bar} ms added: ${added < bar ? 'met' : 'MISSED'}`);
if (values.check && added >= bar) process.exitCode = 1;
