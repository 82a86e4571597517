import { describe, expect, it } from 'vitest';
import { bundledAutonomousSystems } from '../../../rules/evaluate/bundled-autonomous-systems.js';
import { AsnTableError } from '../../../rules/regions/asn-table-error.js';

const system = { asn: 64500, organisation: 'Example', source: 'asn 2026-06-17' };
const opening = (fault?: Error) => {
  let opened = 0;
  const open = () => {
    opened += 1;
    if (fault !== undefined) throw fault;
    return { source: system.source, lookup: () => system };
  };
  return { open, count: () => opened };
};
const missing = new AsnTableError('asn.bin', { kind: 'not-packed' });

describe('bundledAutonomousSystems', () => {
  it('opens the table once, when first asked about a public address', () => {
    const { open, count } = opening();
    const find = bundledAutonomousSystems(false, open);
    expect([find('10.0.0.1'), find('::1'), find('a.example'), count()]).toEqual([undefined, undefined, undefined, 0]);
    expect([find('8.8.8.8'), find('1.1.1.1'), count()]).toEqual([system, system, 1]);
  });

  it('opens it at once where rules depend on it, and fails then', () => {
    expect(opening().count()).toBe(0);
    const { open, count } = opening();
    bundledAutonomousSystems(true, open);
    expect(count()).toBe(1);
    expect(() => bundledAutonomousSystems(true, opening(missing).open)).toThrow(missing);
  });

  it('knows nothing where it is evidence only and cannot be opened, and hides no other fault', () => {
    const { open, count } = opening(missing);
    const find = bundledAutonomousSystems(false, open);
    expect([find('8.8.8.8'), find('8.8.8.8'), count()]).toEqual([undefined, undefined, 1]);
    expect(() => bundledAutonomousSystems(false, opening(new TypeError('a fault')).open)('8.8.8.8')).toThrow('a fault');
  });
});
