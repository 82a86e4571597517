#!/usr/bin/env node
// CPU a request, in one run: a bare TLS byte relay, Plainsight, and http-mitm-proxy. See bench/README.md.
import { parseArgs } from 'node:util';
import { pinned, start, stopAll } from './lib/start.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    window: { type: 'string', default: '750' },
    connections: { type: 'string', default: '16' },
    scenario: { type: 'string', default: 'get' },
    peers: { type: 'string' },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
/** `bar`: most CPU a request, as a multiple of the bare relay's. */
const scenarios = {
  get: {
    title: 'GET 1 KiB JSON over TLS, keep-alive',
    origin: 'origin',
    load: 'load',
    protocol: 'http/1.1',
    peers: 'bare-relay,plainsight,http-mitm-proxy',
    bar: 2.5,
  },
  h2: {
    title: 'HTTP/2 GET 1 KiB JSON, 8 streams a connection, a quarter of the',
    origin: 'origin-h2',
    load: 'load-h2',
    protocol: 'h2',
    peers: 'bare-relay,plainsight',
    bar: 1 / 0.4,
  },
  ws: {
    title: 'WebSocket echo of 1 KiB',
    origin: 'origin-ws',
    load: 'load-ws',
    protocol: 'http/1.1',
    peers: 'bare-relay,plainsight',
    bar: 1 / 0.6,
  },
};
const scenario = scenarios[values.scenario];
if (scenario === undefined) throw new Error(`--scenario is one of ${Object.keys(scenarios).join(', ')}`);
const { bar } = scenario;
const origin = start(scenario.origin, 1);
const { port: originPort, ca: originCa } = await origin.ask();
const peers = [];
for (const name of (values.peers ?? scenario.peers).split(',')) {
  const proxy = start(name, 0, { ORIGIN_CA: originCa, NODE_EXTRA_CA_CERTS: originCa, PROTOCOL: scenario.protocol });
  const { port, ca } = await proxy.ask();
  // Threads that came up before it listened are pinned too.
  proxy.pin();
  const load = start(scenario.load, 1);
  await load.ask({ kind: 'open', proxyPort: port, originPort, ca, connections: Number(values.connections) });
  peers.push({ name, proxy, load, windows: [] });
}
const run = (peer, milliseconds) => peer.load.ask({ kind: 'run', originPort, milliseconds });

for (const peer of peers) await run(peer, 3_000);
for (let round = 0; round < Number(values.rounds); round += 1) {
  // The order is turned round each time, so that a slow spell of the machine does not always hit the same peer.
  for (const peer of round % 2 ? [...peers].reverse() : peers) {
    const before = await peer.proxy.ask({});
    const { done, milliseconds } = await run(peer, Number(values.window));
    const after = await peer.proxy.ask({});
    peer.windows.push({ cpu: (after.cpu - before.cpu) / 1000 / done, rate: (done * 1000) / milliseconds, rss: after.rss });
  }
}

// Noise is one-sided: other work only makes a window slower. The quietest one is the measurement.
const rows = peers.map(({ name, windows }) => ({
  peer: name,
  rate: Math.max(...windows.map(({ rate }) => rate)),
  cpu: Math.min(...windows.map(({ cpu }) => cpu)),
  rss: windows.at(-1).rss,
}));
const reference = rows[0];
for (const row of rows) row.ratio = row.cpu / reference.cpu;
if (values.json) console.log(JSON.stringify({ pinned, node: process.version, rows }));
else {
  console.log(
    `${scenario.title}, ${values.connections} connections, Node ${process.versions.node}, ${pinned ? 'each proxy pinned to core 0' : 'NOT pinned (taskset or a second core is missing)'}`,
  );
  console.log('');
  console.log('| peer | requests/s | CPU ms a request | × bare relay | RSS MiB |');
  console.log('|---|---|---|---|---|');
  for (const { peer, rate, cpu, ratio, rss } of rows) {
    console.log(`| ${peer} | ${Math.round(rate)} | ${cpu.toFixed(4)} | ${ratio.toFixed(2)} | ${Math.round(rss / 2 ** 20)} |`);
  }
}
const ours = rows.find(({ peer }) => peer === 'plainsight');
stopAll();
if (ours) {
  const met = ours.ratio <= bar;
  if (!values.json)
    console.log(`\nbar: at most ${bar.toFixed(2)} × the bare relay: ${met ? 'met' : 'MISSED'} (${ours.ratio.toFixed(2)} ×)`);
  if (values.check && !met) process.exitCode = 1;
}
