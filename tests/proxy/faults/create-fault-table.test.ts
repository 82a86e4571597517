import { describe, expect, it } from 'vitest';
import { createFaultTable, mostFaultRules } from '../../../proxy/faults/create-fault-table.js';
import { FaultRuleError } from '../../../proxy/faults/fault-rule.js';
import { parseFaultRule } from '../../../proxy/faults/parse-fault-rule.js';

const table = (...rules: string[]) => createFaultTable(rules.map(parseFaultRule));
const at = (host: string, port = 443) => ({ host, port });
const listed = (faults: ReturnType<typeof createFaultTable>) => faults.list().map(({ pattern, fault }) => `${pattern}:${fault}`);

describe('a fault table', () => {
  it('has nothing to say of what it does not name', () => {
    expect(table().faultFor(at('a.example'))).toBeUndefined();
    expect(table('a.example').faultFor(at('b.example'))).toBeUndefined();
  });

  it('lets the latest rule that matches decide', () => {
    const faults = table('*.a.example:timeout', 'b.a.example:reset', '*:8443:tls');
    expect(faults.faultFor(at('c.a.example'))).toBe('timeout');
    expect(faults.faultFor(at('b.a.example'))).toBe('reset');
    expect(faults.faultFor(at('b.a.example', 8443))).toBe('tls');
    faults.add(parseFaultRule('*.a.example'));
    expect(faults.faultFor(at('b.a.example', 8443))).toBe('refuse');
    expect(listed(faults)).toEqual(['b.a.example:reset', '*:8443:tls', '*.a.example:refuse']);
  });

  it('removes by pattern, and clears', () => {
    const faults = table('a.example:tls', 'a.example:443', 'b.example');
    expect(faults.remove('a.example')).toBe(true);
    expect(faults.remove('a.example')).toBe(false);
    expect(listed(faults)).toEqual(['a.example:443:refuse', 'b.example:refuse']);
    faults.clear();
    expect(listed(faults)).toEqual([]);
    expect(faults.faultFor(at('b.example'))).toBeUndefined();
  });

  it('is bounded, and says so; a rule of a pattern that is there still replaces it', () => {
    const faults = createFaultTable();
    for (let index = 0; index < mostFaultRules; index += 1) faults.add(parseFaultRule(`h${index}.example`));
    expect(() => faults.add(parseFaultRule('one-more.example'))).toThrow(FaultRuleError);
    expect(faults.list()).toHaveLength(mostFaultRules);
    faults.add(parseFaultRule('h7.example:reset'));
    expect(faults.faultFor(at('h7.example'))).toBe('reset');
    expect(faults.list()).toHaveLength(mostFaultRules);
  });
});
