import { expect, it } from 'vitest';
import { describeLimits } from '../../report/describe-limits.js';
import { sampleCoverage as coverage } from './samples.js';

it('says what was out of scope, also where nothing was', () => {
  const outOfScope = { connections: 2, exchanges: 1, messages: 3, bytes: 1 };
  expect(describeLimits({ ...coverage, outOfScope })).toEqual([
    'out of scope, judged by no rule: 2 connections, 1 exchange, 3 messages, 1 byte',
  ]);
  expect(describeLimits({ ...coverage, outOfScope: { connections: 0, exchanges: 0, messages: 0, bytes: 0 } })).toEqual([
    'out of scope, judged by no rule: 0 connections, 0 exchanges, 0 messages, 0 bytes',
  ]);
});

it('says how much of what was out of scope nobody could read', () => {
  expect(describeLimits({ ...coverage, outOfScope: { connections: 5, exchanges: 1, messages: 3, bytes: 9, unread: 2 } })).toEqual([
    'out of scope, judged by no rule: 5 connections, 1 exchange, 3 messages, 9 bytes; 2 of the connections could not be read, and are outside by their names alone',
  ]);
});

it('says how often nobody knew what a name is an alias of', () => {
  expect(describeLimits({ ...coverage, aliasesUnknown: 1 })).toEqual([
    '1 connection of which it is not known what its name is an alias of: rules on operators are not certain there',
  ]);
  expect(describeLimits({ ...coverage, aliasesUnknown: 7 })).toEqual([
    '7 connections of which it is not known what their names are aliases of: rules on operators are not certain there',
  ]);
});

it('says what was made to fail on purpose', () => {
  const injectedFaults = [
    { host: 'primary.example', fault: 'refuse', connections: 2 },
    { host: null, fault: 'tls', connections: 1 },
  ] as const;
  expect(describeLimits({ ...coverage, injectedFaults })).toEqual([
    '2 connections made to fail on purpose: primary.example (refuse)',
    '1 connection made to fail on purpose: further hosts (tls)',
  ]);
});

it('has nothing to say where there is no scope, and all names are known', () => {
  expect(describeLimits(coverage)).toEqual([]);
  expect(describeLimits({ ...coverage, aliasesUnknown: 0 })).toEqual([]);
});
