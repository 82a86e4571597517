import { expect, it } from 'vitest';
import { redactResolution } from '../../../record/redact/redact-resolution.js';
import { createScrubber } from '../../../record/redact/scrubber.js';

const scrub = createScrubber(() => ['alice-7'])([]);

it('takes planted values out of every name, and leaves addresses and times', () => {
  const addresses = [{ address: '203.0.113.7', ttl: 30 }];
  const chain = [
    { name: 'alice-7.example', cname: 'b.example', ttl: 60 },
    { name: 'b.example', cname: 'ALICE-7.cdn.example', ttl: 20 },
  ];
  expect(redactResolution({ name: 'alice-7.example', source: 'dns', resolver: '192.0.2.53', chain, addresses }, scrub)).toEqual({
    name: '{}.example',
    source: 'dns',
    resolver: '192.0.2.53',
    chain: [
      { name: '{}.example', cname: 'b.example', ttl: 60 },
      { name: 'b.example', cname: '{}.cdn.example', ttl: 20 },
    ],
    addresses,
  });
  const unknown = { name: 'a.example', source: 'system', chain: [], addresses: [], chainUnknown: 'no-answer' } as const;
  expect(redactResolution(unknown, scrub)).toEqual(unknown);
});
