import { describe, expect, it } from 'vitest';
import { splitForms } from '../../../rules/compile/split-forms.js';

const parts = (...of: Parameters<typeof splitForms>) => splitForms(...of).map(({ first, second }) => `${first}|${second}`);

describe('splitForms', () => {
  it('cuts a long value anywhere but near its ends', () => {
    const value = 'room-4415-blue-ok';
    const all = parts(value);
    expect(all).toHaveLength(value.length - 7);
    expect(all).toContain('room|-4415-blue-ok');
    expect(all).toContain('room-4415-blu|e-ok');
    expect(all.every((split) => split.replace('|', '') === value)).toBe(true);
  });

  it('takes an address apart at its sign', () => {
    expect(parts('qa.person@example.test')).toContain('qa.person|example.test');
    expect(parts('abc@example-mail.test')).not.toContain('abc|example-mail.test');
  });

  it('takes a name apart at its last space, where a part tells something', () => {
    expect(parts('Ada Lovelace', 'name')).toEqual(['Ada|Lovelace']);
    expect(parts('Anna Maria Berg', 'name')).toEqual(['Anna Maria|Berg']);
    for (const name of ['Al Pachinko', 'Ada', 'Jan Berg', 'Wolfgang B.']) expect(parts(name, 'name'), name).toEqual([]);
  });

  it('leaves what its parts would be found everywhere', () => {
    for (const value of ['room-4415-blue', '4111 1111 1111 1111', 'ababababababababab', '+49 30 1234 5678 90'])
      expect(parts(value), value).toEqual([]);
    for (const kind of ['location', 'date', 'phone', 'imei', 'integer'] as const) expect(parts('room-4415-blue-ok', kind)).toEqual([]);
  });
});
