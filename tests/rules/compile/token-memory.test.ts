import { describe, expect, it } from 'vitest';
import { TokenMemory } from '../../../rules/compile/token-memory.js';
import fc from '../../harness/fast-check.js';

describe('TokenMemory', () => {
  it('remembers a token wherever it stands, and no other', () => {
    const memory = new TokenMemory();
    memory.add(Buffer.from('  lastModifiedDateTime'), 2, 22);
    expect(memory.has(Buffer.from('lastModifiedDateTime'), 0, 20)).toBe(true);
    expect(memory.has(Buffer.from('lastModifiedDateTimes'), 0, 21)).toBe(false);
    expect(memory.has(Buffer.from('LastModifiedDateTime'), 0, 20)).toBe(false);
  });

  it('does not take up long tokens, which never come again', () => {
    const memory = new TokenMemory();
    const long = Buffer.alloc(25, 'a');
    memory.add(long, 0, 25);
    expect(memory.has(long, 0, 25)).toBe(false);
  });

  it('never claims a token that was not added, however many were', () => {
    const token = fc.string({ minLength: 1, maxLength: 24, unit: fc.constantFrom('a', 'b', 'C', '1', '-') });
    fc.assert(
      fc.property(fc.array(token, { maxLength: 300 }), fc.array(token, { maxLength: 50 }), (added, asked) => {
        const memory = new TokenMemory();
        for (const text of added) memory.add(Buffer.from(text), 0, text.length);
        for (const text of asked) if (memory.has(Buffer.from(text), 0, text.length)) expect(added).toContain(text);
        const last = added.at(-1);
        if (last !== undefined) expect(memory.has(Buffer.from(last), 0, last.length)).toBe(true);
      }),
    );
  });
});
