#!/usr/bin/env node
// Whether inspecting a 50 MiB JSON document hurts others: the latency of small requests on another connection, before and while it is downloaded
// and inspected. Beside it what the transfer alone does to them: through a bare relay, and through Plainsight with nothing to look for. See bench/README.md.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openThrough } from './lib/connect.mjs';
import { goFirst } from './lib/go-first.mjs';
import { start, stopAll } from './lib/start.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    rate: { type: 'string', default: '12.5' },
    mib: { type: 'string', default: '50' },
    equal: { type: 'boolean', default: false },
    rules: { type: 'string', default: 'large.yaml' },
    check: { type: 'boolean', default: false },
  },
});
/** Most that the others' p99 may grow. */
const bar = 2;
/** Findings for each document: what is planted in it. */
const planted = 3;
const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const least = (lists, share) => Math.min(...lists.map((list) => quantile(list, share)));
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks again and again until told to stop; resolves with the milliseconds that each answer took. */
function ping(socket) {
  let going = true;
  const times = [];
  const asking = (async () => {
    while (going) {
      const began = performance.now();
      socket.write('GET /ping HTTP/1.1\r\nHost: origin.test\r\n\r\n');
      await new Promise((resolve, reject) => {
        socket.once('data', resolve);
        if (socket.destroyed) reject(new Error('the connection of small requests is gone'));
      });
      times.push(performance.now() - began);
      await wait(2);
    }
  })();
  return async () => {
    going = false;
    await asking;
    return times;
  };
}

async function measure(name, rules) {
  const perDocument = rules === values.rules ? planted : 0;
  // Not pinned: the threads of a proxy may use every core there is.
  const origin = start('origin-large', '0-64', { LARGE_MIB: values.mib, RATE_MIB: values.rate });
  const { port: originPort, ca: originCa, bytes } = await origin.ask();
  const proxy = start(name, '0-64', { ORIGIN_CA: originCa, NODE_EXTRA_CA_CERTS: originCa, RULES: rules });
  const { port: proxyPort, ca } = await proxy.ask();
  const load = start('load-large', '0-64');
  await load.ask();
  const apart = !values.equal && goFirst([process.pid, origin.pid, load.pid]);
  const socket = await openThrough(proxyPort, originPort, readFileSync(ca));
  const download = () => load.ask({ proxyPort, originPort, ca, bytes });
  let expected = 0;
  /** Until everything that is planted in the documents was found. */
  const inspected = async () => {
    for (let tries = 0; tries < 3_000; tries += 1) {
      if (perDocument === 0 || (await proxy.ask({})).findings >= expected) return;
      await wait(10);
    }
    throw new Error('what is planted was not found in 30 s');
  };
  expected += perDocument;
  await download();
  await inspected();
  await ping(socket)();
  await wait(500);
  const idle = [];
  const during = [];
  let transfer = 0;
  let inspection = 0;
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const quiet = ping(socket);
    // As long as a download takes: the quietest of short rounds would be quieter than that of long ones.
    await wait((1_000 * Number(values.mib)) / Number(values.rate));
    idle.push(await quiet());
    const busy = ping(socket);
    const began = performance.now();
    expected += perDocument;
    transfer += (await download()).milliseconds;
    await inspected();
    inspection += performance.now() - began;
    during.push(await busy());
  }
  const rounds = Number(values.rounds);
  const { rss } = await proxy.ask({});
  for (const child of [origin, proxy, load]) {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
  return { idle, during, transfer: transfer / rounds, inspection: inspection / rounds, rss, apart };
}

const rows = [
  ['bare relay', 'bare-relay', ''],
  ['nothing to look for', 'plainsight', 'large-off.yaml'],
  ['inspected', 'plainsight', values.rules],
];
for (const [title, name, rules] of rows) {
  const { idle, during, transfer, inspection, rss, apart } = await measure(name, rules);
  // Noise is one-sided: other work only makes a round slower. The quietest one is the measurement.
  const [before, after] = [idle, during].map((lists) => ({ p50: least(lists, 0.5), p99: least(lists, 0.99) }));
  const ratio = after.p99 / before.p99;
  const show = ({ p50, p99 }) => `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
  console.log(
    `${title}: idle ${show(before)}; during ${show(after)} (${during.flat().length} answers): p99 ${ratio.toFixed(2)} ×; ${values.mib} MiB passed in ${Math.round(transfer)} ms, inspected after ${Math.round(inspection)} ms; RSS ${Math.round(rss / 2 ** 20)} MiB${apart ? '' : '; origin and clients wait for cores as the proxy does'}`,
  );
  if (rules !== values.rules) continue;
  const met = ratio <= bar;
  console.log(`bar: at most ${bar} ×: ${met ? 'met' : 'MISSED'}`);
  if (values.check && !met) process.exitCode = 1;
}
stopAll();
