import { describe, expect, it } from 'vitest';
import type { EarlierFault } from '../../../model/index.js';
import { FaultMemory } from '../../../proxy/faults/fault-memory.js';

const fault = (time: number, host = 'primary.example'): EarlierFault => ({ host, fault: 'refuse', time });

describe('FaultMemory', () => {
  it('knows the last fault of a device, and of no other', () => {
    const memory = new FaultMemory();
    memory.remember('192.0.2.1', fault(1_000));
    memory.remember('192.0.2.1', fault(2_000, 'secondary.example'));
    expect(memory.before('192.0.2.1', 2_001)).toEqual(fault(2_000, 'secondary.example'));
    expect(memory.before('192.0.2.2', 2_001)).toBeUndefined();
  });

  it('forgets it after a minute', () => {
    const memory = new FaultMemory();
    memory.remember('192.0.2.1', fault(1_000));
    expect(memory.before('192.0.2.1', 61_000)).toEqual(fault(1_000));
    expect(memory.before('192.0.2.1', 61_001)).toBeUndefined();
  });

  it('holds a thousand devices, and forgets first who met a fault first', () => {
    const memory = new FaultMemory();
    memory.remember('first', fault(0));
    for (let index = 0; index < 999; index += 1) memory.remember(`device ${index}`, fault(0));
    memory.remember('first', fault(1));
    memory.remember('one more', fault(1));
    expect(memory.before('first', 1)).toEqual(fault(1));
    expect(memory.before('device 0', 1)).toBeUndefined();
    expect(memory.before('device 1', 1)).toEqual(fault(0));
  });
});
