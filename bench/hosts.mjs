#!/usr/bin/env node
// What connections cost: two hundred hosts never seen before, against direct connections; two thousand idle tunnels, against a bare relay's.
import { readFileSync } from 'node:fs';
import { connect as tls } from 'node:tls';
import { parseArgs } from 'node:util';
import { openThrough } from './lib/connect.mjs';
import { start, startPair, stopAll } from './lib/start.mjs';

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '200' },
    tunnels: { type: 'string', default: '2000' },
    check: { type: 'boolean', default: false },
  },
});
const hosts = Number(values.hosts);
const tunnels = Number(values.tunnels);
/** Most that a new host may cost, as a multiple of a direct connection; most that an idle tunnel may take (KiB). */
const bars = { host: 4, tunnel: 90 };
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const judge = (met) => {
  if (values.check && !met) process.exitCode = 1;
  return met ? 'met' : 'MISSED';
};

/** Opens, asks once, and closes; resolves with the milliseconds it took. */
async function visit(open) {
  const began = performance.now();
  const socket = await open();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject));
  const took = performance.now() - began;
  socket.destroy();
  return took;
}

const directly = (port, ca, name) => () =>
  new Promise((resolve, reject) => {
    const socket = tls({ host: '127.0.0.1', port, servername: name, ca, ALPNProtocols: ['http/1.1'] });
    socket.once('secureConnect', () => resolve(socket)).once('error', reject);
  });

{
  const { proxy, originPort, originCa, proxyPort, ca } = await startPair('origin-hosts', 'plainsight', { HOSTS: String(hosts) });
  const [originPem, proxyPem] = [readFileSync(originCa), readFileSync(ca)];
  const direct = [];
  const proxied = [];
  // Code that runs for the first time is not what a host costs.
  for (let index = 0; index < 20; index += 1) {
    await visit(directly(originPort, originPem, 'origin.test'));
    await visit(() => openThrough(proxyPort, originPort, proxyPem));
  }
  const before = await proxy.ask({});
  for (let index = 0; index < hosts; index += 1) {
    const name = `host${index}.test`;
    direct.push(await visit(directly(originPort, originPem, name)));
    proxied.push(await visit(() => openThrough(proxyPort, originPort, proxyPem, 'http/1.1', name)));
  }
  const cpu = ((await proxy.ask({})).cpu - before.cpu) / 1000 / hosts;
  const ratio = median(proxied) / median(direct);
  console.log(
    `${hosts} new hosts: directly ${median(direct).toFixed(2)} ms each, through Plainsight ${median(proxied).toFixed(2)} ms (${cpu.toFixed(2)} ms CPU), ${ratio.toFixed(2)} ×`,
  );
  console.log(`bar: at most ${bars.host} × the direct connection: ${judge(ratio <= bars.host)}`);
}

for (const name of ['bare-relay', 'plainsight']) {
  const { proxy, originPort, proxyPort, ca } = await startPair('origin-hosts', name);
  const holder = start('load-idle', 1);
  const open = (connections) => holder.ask({ kind: 'open', proxyPort, originPort, ca, connections });
  await open(50);
  const before = (await proxy.ask({ collect: true })).rss;
  await open(tunnels);
  const idle = (await proxy.ask({ collect: true })).rss;
  await holder.ask({ kind: 'run', milliseconds: 1 });
  const after = (await proxy.ask({ collect: true })).rss;
  const each = (rss) => (rss - before) / 1024 / tunnels;
  console.log(`${tunnels} tunnels, ${name}: ${each(idle).toFixed(1)} KiB each when idle, ${each(after).toFixed(1)} KiB after a request`);
  if (name === 'plainsight') console.log(`bar: at most ${bars.tunnel} KiB each: ${judge(each(idle) <= bars.tunnel)}`);
}
stopAll();
