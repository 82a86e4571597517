import { describe, expect, it } from 'vitest';
import { createHttp1Observer } from '../../../../proxy/protocols/index.js';
import { describeTold } from '../../../wire/describe-told.js';
import { feedWhole, splitEverywhere } from '../../../wire/feed.js';
import { ambiguousCases, endCases, type Http1Case, plainCases, switchCases } from '../../../wire/http1-transcripts.js';

const make = (context: Parameters<typeof createHttp1Observer>[0]) => createHttp1Observer(context);

function check(cases: readonly Http1Case[]): void {
  for (const { name, transcript, limits, told } of cases) {
    it(`${name}: whole, split at every offset, and byte by byte`, () => {
      const whole = describeTold(feedWhole(make, transcript, limits));
      expect(sorted(whole)).toEqual(sorted(told));
      expect(beforeOpaque(whole)).toEqual(beforeOpaque(told));
      for (const split of splitEverywhere(transcript)) expect(describeTold(feedWhole(make, split, limits))).toEqual(whole);
    });
  }
}

/** Streams of opaque bytes end when the connection does, in an order that says nothing. */
function sorted(lines: readonly string[]): string[] {
  return [...lines].sort();
}

function beforeOpaque(lines: readonly string[]): string[] {
  return lines.filter((line) => !/^\S+-s-(?:in|out) /.test(line));
}

describe('ordinary exchanges', () => check(plainCases));
describe('early ends', () => check(endCases));
describe('CONNECT and Upgrade', () => check(switchCases));
describe('ambiguous framing', () => check(ambiguousCases));
