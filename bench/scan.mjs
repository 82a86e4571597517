import { performance } from 'node:perf_hooks';
import { createDecoder } from '../dist/decode/index.js';
import { createJudge, defaultContext, loadRuleset } from '../dist/rules/index.js';
import { plantedValues } from './lib/planted-values.mjs';
import { sampleJson } from './lib/sample-json.mjs';
import { temporaryRuleset } from './lib/temporary-ruleset.mjs';

/**
 * How fast a clean JSON body is proven clean, on one core: MB/s over 1 MiB with 20 and with 1,000 planted values in all their forms and
 * encodings, and the CPU time of a request of 10 KiB. `--json` prints one line of JSON.
 */
const bars = { 20: 150, 1000: 40 };
/** Milliseconds of CPU that a request of 10 KiB may take in all with 20 planted values: searched, decoded and judged, as one that is not clean is. */
const requestBar = 0.3;
/** Of which the best counts: enough for a quiet moment to be among them, and for all code to be compiled before. */
const rounds = 150;
const connection = {
  id: 'c1',
  capture: 'proxy',
  openedDateTime: 0,
  internal: false,
  client: { address: '127.0.0.1', port: 5 },
  server: { address: '192.0.2.1', port: 80, host: 'api.example' },
  connectTarget: { host: 'api.example', port: 80 },
  wire: 'cleartext',
  interception: 'cleartext',
};
const headers = ['Host', 'api.example', 'Content-Type', 'application/json'];
const request = (bytes) => ({
  id: 'm1',
  connectionId: 'c1',
  exchangeId: 'e1',
  kind: 'http-request',
  direction: 'client-to-server',
  startedDateTime: 1,
  wire: 'cleartext',
  request: { method: 'POST', target: '/v1/items', version: '1.1', headers },
  body: { bytes, size: bytes.length, truncated: false },
});

function judgeWith(count) {
  const ruleset = temporaryRuleset(plantedValues(count));
  return createJudge(loadRuleset([ruleset], defaultContext({ env: {}, now: Date.now() })), { now: () => 0 });
}

/**
 * CPU time in milliseconds of each, the best of many rounds: what the code takes, not what the neighbours of this machine do. In turns, since those slow it
 * down for seconds at a time.
 */
function best(tasks) {
  const least = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run, times }] of tasks.entries()) {
      const start = process.cpuUsage();
      for (let time = 0; time < times; time += 1) run();
      const { user, system } = process.cpuUsage(start);
      least[index] = Math.min(least[index], (user + system) / 1000 / times);
    }
  }
  return least;
}

const result = {};
const large = Buffer.from(sampleJson(1024 * 1024));
const small = Buffer.from(sampleJson(10 * 1024, 2));
for (const count of [20, 1000]) {
  const start = performance.now();
  const judge = judgeWith(count);
  const loading = performance.now() - start;
  const message = request(large);
  if (judge.need(connection, message) !== 'nothing') throw new Error('the body is not clean, or was not proven clean');
  const decoder = createDecoder();
  const decodeAndJudge = () => {
    const { fields, gaps } = decoder.decode(request(small));
    judge.message(connection, request(small), fields, gaps);
  };
  const [took, tenKiB, decoded] = best([
    { run: () => judge.need(connection, message), times: 4 },
    { run: () => judge.need(connection, request(small)), times: 50 },
    { run: decodeAndJudge, times: 50 },
  ]);
  result[count] = {
    megabytesPerSecond: large.length / 1e6 / (took / 1000),
    bar: bars[count],
    tenKiB,
    decoded,
    inAll: tenKiB + decoded,
    loading,
  };
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else
  for (const [count, { megabytesPerSecond, bar, tenKiB, decoded, inAll, loading }] of Object.entries(result))
    console.log(
      `${count} planted values: ${megabytesPerSecond.toFixed(0)} MB/s (bar ${bar}), 10 KiB proven clean in ${tenKiB.toFixed(3)} ms, decoded and judged in ${decoded.toFixed(3)} ms, ${inAll.toFixed(3)} ms in all${count === '20' ? ` (bar ${requestBar})` : ''}, ready after ${loading.toFixed(0)} ms`,
    );
const slow = Object.values(result).some(({ megabytesPerSecond, bar }) => megabytesPerSecond < bar);
if (slow || result[20].inAll > requestBar) process.exitCode = 1;
