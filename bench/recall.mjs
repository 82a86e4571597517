#!/usr/bin/env node
// What is found of planted values, however they are wrapped, and what is found where nothing is: in-process, in the way that a live message goes.
import { parseArgs } from 'node:util';
import * as decode from '../dist/decode/index.js';
import * as rules from '../dist/rules/index.js';
import { barsOf } from './recall/judge-results.mjs';
import { printAlarms, printChains, printMatrix } from './recall/print-results.mjs';
import { runAlarms } from './recall/run-alarms.mjs';
import { runChains } from './recall/run-chains.mjs';
import { runMatrix } from './recall/run-matrix.mjs';

const sections = ['matrix', 'chains', 'alarms'];
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    chains: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [messages, chains, seed] = ['messages', 'chains', 'seed'].map((name) => {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < (name === 'seed' ? 0 : 1)) usage(`--${name} takes a whole number, not ${values[name]}`);
  return number;
});
if (values.only !== undefined && !sections.includes(values.only)) usage(`--only takes one of ${sections.join(', ')}, not ${values.only}`);

function usage(problem) {
  console.error(problem);
  process.exit(2);
}

const rooms = { ...decode, ...rules };
const wanted = (section) => values.only === undefined || values.only === section;
const quiet = values.json || !process.stderr.isTTY;
const results = {};
if (wanted('matrix')) {
  results.matrix = runMatrix(rooms);
  if (!values.json) printMatrix(results.matrix);
}
if (wanted('chains')) {
  results.chains = runChains(rooms, { count: chains, seed });
  if (!values.json) printChains(results.chains);
}
if (wanted('alarms')) {
  const onProgress = (done) => quiet || process.stderr.write(`\r${done} of ${messages} clean messages`);
  results.alarms = runAlarms(rooms, { count: messages, seed, onProgress });
  if (!quiet) process.stderr.write('\r\u001b[K');
  if (!values.json) printAlarms(results.alarms);
}
const bars = barsOf(results);
if (values.json) console.log(JSON.stringify({ ...results, bars }));
else {
  console.log('');
  for (const { name, met, measured } of bars) console.log(`bar: ${name}: ${met ? 'met' : 'MISSED'} (${measured})`);
}
if (bars.some(({ met }) => !met)) process.exitCode = 1;
