import { expect, it } from 'vitest';
import { nameEvidenceOf } from '../../../record/redact/name-evidence-of.js';
import { createScrubber } from '../../../record/redact/scrubber.js';
import { sampleConnection } from '../samples.js';

const scrub = createScrubber(() => ['alice-7'])([]);

it('gives the chain with its resolver, and how long the dialled address lives', () => {
  const chain = [{ name: 'alice-7.example', cname: 'b.example', ttl: 60 }];
  const addresses = [{ address: '203.0.113.7', ttl: 30 }];
  const resolution = { name: 'alice-7.example', source: 'dns', resolver: '192.0.2.53', chain, addresses } as const;
  const evidence = {
    source: 'dns',
    resolver: '192.0.2.53',
    chain: [{ name: '{}.example', cname: 'b.example', ttl: 60 }],
    ttl: 30,
    chainUnknown: null,
    pointers: null,
  };
  expect(nameEvidenceOf(sampleConnection({ resolution }), scrub)).toEqual(evidence);
  const { server: _server, ...unreached } = sampleConnection({ resolution });
  expect(nameEvidenceOf(unreached, scrub)).toEqual({ ...evidence, ttl: null });
});

it('says why nobody knows, and nothing where no name was resolved', () => {
  const resolution = { name: 'a.example', source: 'system', chain: [], addresses: [], chainUnknown: 'late' } as const;
  expect(nameEvidenceOf(sampleConnection({ resolution }), scrub)).toEqual({
    source: 'system',
    resolver: null,
    chain: [],
    ttl: null,
    chainUnknown: 'late',
    pointers: null,
  });
  expect(nameEvidenceOf(sampleConnection(), scrub)).toBeNull();
});

it('gives the names of the address, without planted values', () => {
  const resolution = { name: 'a.example', source: 'dns', chain: [], addresses: [], pointers: ['alice-7.isp.example'] } as const;
  expect(nameEvidenceOf(sampleConnection({ resolution }), scrub)?.pointers).toEqual(['{}.isp.example']);
  expect(nameEvidenceOf(sampleConnection({ resolution: { ...resolution, pointers: [] } }), scrub)?.pointers).toEqual([]);
});
