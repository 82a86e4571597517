#!/usr/bin/env node
// What it costs to know where addresses stand: opening the databases, a look-up, and how long a start takes until its first request is answered.
import { fork, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openThrough } from './lib/connect.mjs';
import { start, stopAll } from './lib/start.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
/** Most that a look-up may cost (µs), that opening may take (ms) and hold (MB), and a start, beside Node's own (a factor, and ms). */
const bars = { lookup: 10, open: 150, memory: 80, factor: 1.5, allowance: 400 };
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const results = { bars };
let met = true;
const judge = (holds) => {
  met &&= holds;
  return holds ? 'met' : 'MISSED';
};
const say = (line) => {
  if (!values.json) console.log(line);
};

const folder = mkdtempSync(join(tmpdir(), 'plainsight-bench-'));
const require = createRequire(import.meta.url);
const shipped = dirname(require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json'));

/** One fresh process for each round, since what was opened once stays in memory. */
function measure(databases) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./lib/measure-databases.mjs', import.meta.url)), {
      env: { ...process.env, DATABASES: databases.join(',') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', resolve);
    child.once('exit', (code) => code && reject(new Error(`measuring databases ended with ${code}`)));
  });
}

{
  // A second one of full size, by another name, as a user's own would be.
  const beside = join(folder, 'beside.mmdb');
  cpSync(join(shipped, 'geo-whois-asn-country.mmdb'), beside);
  for (const [name, files] of [
    ['what ships', []],
    ['what ships, and another country database', [beside]],
  ]) {
    const measured = [];
    for (let round = 0; round < 3; round += 1) measured.push(await measure(files));
    const opened = median(measured.map((each) => each.opened));
    const memory = median(measured.map((each) => each.rss)) / 1e6;
    const lookups = Object.fromEntries(
      Object.keys(measured[0].lookups).map((kind) => [kind, Math.min(...measured.map((each) => each.lookups[kind]))]),
    );
    const worst = Math.max(...Object.values(lookups));
    results[name] = { opened, memory, lookups };
    say(`${name}: opened in ${opened.toFixed(0)} ms, ${memory.toFixed(0)} MB`);
    say(
      `  µs a look-up: ${Object.entries(lookups)
        .map(([kind, cost]) => `${kind} ${cost.toFixed(2)}`)
        .join('; ')}`,
    );
    say(
      `  bars: at most ${bars.open} ms: ${judge(opened < bars.open)}; ${bars.memory} MB: ${judge(memory < bars.memory)}; ${bars.lookup} µs: ${judge(worst < bars.lookup)}`,
    );
  }
}

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const home = join(folder, 'home');
const rules = join(folder, 'plainsight.yaml');
writeFileSync(
  rules,
  'plainsight: 1\nextends: [plainsight:baseline]\nrules:\n  - { id: places, never: [{ region: { notIn: [eu] }, wire: cleartext }, { operator: amazon, wire: cleartext }] }\n',
);

/** Milliseconds from starting the process until its end. */
function runNode() {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => resolve(performance.now() - began));
  });
}

/** Milliseconds from starting the program until the answer to a first HTTPS request has come through it. */
async function runPlainsight(origin, port) {
  const began = performance.now();
  const words = [main, 'start', '--port', '0', '--rules', rules, '--data', join(folder, 'data'), '--origin-ca', origin];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, PLAINSIGHT_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let out = '';
    const proxyPort = await new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`plainsight start ended with ${code}`)));
      child.stdout.on('data', (chunk) => {
        out += chunk;
        const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(out) ?? [];
        if (found !== undefined) resolve(Number(found));
      });
    });
    const socket = await openThrough(proxyPort, port, readFileSync(join(home, 'certs', 'ca.pem')), 'http/1.1', 'localhost');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject));
    const took = performance.now() - began;
    socket.destroy();
    return took;
  } finally {
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

{
  const origin = start('origin', 1, { ORIGIN_NAME: 'localhost' });
  const { port, ca } = await origin.ask();
  // The first start of all makes the CA, which no later one does.
  const first = await runPlainsight(ca, port);
  const node = [];
  const plainsight = [];
  for (let round = 0; round < rounds; round += 1) {
    node.push(await runNode());
    plainsight.push(await runPlainsight(ca, port));
  }
  const bar = bars.factor * median(node) + bars.allowance;
  const took = median(plainsight);
  results.start = { node: median(node), first, plainsight: took, bar };
  say(
    `start until the first HTTPS request is answered: ${took.toFixed(0)} ms (the very first, with a new CA, ${first.toFixed(0)}); Node's own start ${median(node).toFixed(0)} ms`,
  );
  say(`  bar: at most ${bars.factor} × Node's own and ${bars.allowance} ms, ${bar.toFixed(0)} ms: ${judge(took < bar)}`);
}
if (values.json) console.log(JSON.stringify(results));
if (values.check && !met) process.exitCode = 1;
stopAll();
rmSync(folder, { recursive: true, force: true });
