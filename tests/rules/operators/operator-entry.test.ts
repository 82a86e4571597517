import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../rules/operators/operator-entry.js';

describe('entriesOf', () => {
  it('takes rows apart', () => {
    expect(
      entriesOf('analytics', '2026-11-26', [['a', 'A', 'a.example b.example', 'https://a.example', [64500, 'A'], [64501, 'A']]]),
    ).toEqual([
      {
        name: 'a',
        title: 'A',
        kind: 'analytics',
        domains: ['a.example', 'b.example'],
        asns: [
          [64500, 'A'],
          [64501, 'A'],
        ],
        source: 'https://a.example',
        asOf: '2026-11-26',
      },
    ]);
    expect(entriesOf('clouds', '2026-11-26', [['b', 'B', '', 'https://b.example', [64502, 'B']]])[0]?.domains).toEqual([]);
  });
});
