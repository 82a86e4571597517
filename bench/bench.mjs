#!/usr/bin/env node
// CPU a request, in one run: a bare TLS byte relay, Plainsight, and http-mitm-proxy. See bench/README.md.
import { fork, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    window: { type: 'string', default: '750' },
    connections: { type: 'string', default: '16' },
    peers: { type: 'string', default: 'bare-relay,plainsight,http-mitm-proxy' },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const bar = 2.5;
const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

function start(name, core, env = {}) {
  const file = fileURLToPath(new URL(`lib/${name}.mjs`, import.meta.url));
  const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (pinned) spawnSync('taskset', ['-a', '-cp', String(core), String(child.pid)], { stdio: 'ignore' });
  child.ask = (message) =>
    new Promise((resolve, reject) => {
      child.once('message', (answer) => (answer.kind === 'failed' ? reject(new Error(`${name}: ${answer.message}`)) : resolve(answer)));
      if (message) child.send(message);
    });
  child.once('exit', (code) => {
    if (code) {
      console.error(`${name} ended with ${code}`);
      process.exit(1);
    }
  });
  return child;
}

const origin = start('origin', 1);
const { port: originPort, ca: originCa } = await origin.ask();
const peers = [];
for (const name of values.peers.split(',')) {
  const proxy = start(name, 0, { ORIGIN_CA: originCa, NODE_EXTRA_CA_CERTS: originCa });
  const { port, ca } = await proxy.ask();
  // Threads that came up before it listened are pinned too.
  if (pinned) spawnSync('taskset', ['-a', '-cp', '0', String(proxy.pid)], { stdio: 'ignore' });
  const load = start('load', 1);
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
    `GET 1 KiB JSON over TLS, keep-alive, ${values.connections} connections, Node ${process.versions.node}, ${pinned ? 'each proxy pinned to core 0' : 'NOT pinned (taskset or a second core is missing)'}`,
  );
  console.log('');
  console.log('| peer | requests/s | CPU ms a request | × bare relay | RSS MiB |');
  console.log('|---|---|---|---|---|');
  for (const { peer, rate, cpu, ratio, rss } of rows) {
    console.log(`| ${peer} | ${Math.round(rate)} | ${cpu.toFixed(4)} | ${ratio.toFixed(2)} | ${Math.round(rss / 2 ** 20)} |`);
  }
}
const ours = rows.find(({ peer }) => peer === 'plainsight');
for (const { proxy, load } of peers) {
  proxy.removeAllListeners('exit');
  load.removeAllListeners('exit');
  proxy.kill('SIGKILL');
  load.kill('SIGKILL');
}
origin.removeAllListeners('exit');
origin.kill('SIGKILL');
if (ours) {
  const met = ours.ratio <= bar;
  if (!values.json) console.log(`\nbar: at most ${bar} × the bare relay: ${met ? 'met' : 'MISSED'} (${ours.ratio.toFixed(2)} ×)`);
  if (values.check && !met) process.exitCode = 1;
}
