import { describe, expect, it } from 'vitest';
import { addInjectedFaults, InjectedFaultCounter } from '../../../report/tally/injected-fault-counter.js';

describe('InjectedFaultCounter', () => {
  it('counts by host and fault, and only what was made to fail', () => {
    const counter = new InjectedFaultCounter();
    counter.connection({ host: 'a.example', injectedFault: 'refuse' });
    counter.connection({ host: 'a.example', injectedFault: null });
    counter.connection({ host: 'a.example', injectedFault: 'tls' });
    counter.connection({ host: 'a.example', injectedFault: 'refuse' });
    counter.connection({ host: null, injectedFault: 'reset' });
    expect(counter.result()).toEqual({
      injectedFaults: [
        { host: 'a.example', fault: 'refuse', connections: 2 },
        { host: 'a.example', fault: 'tls', connections: 1 },
        { host: 'unknown', fault: 'reset', connections: 1 },
      ],
    });
  });

  it('says nothing where nothing was', () => {
    expect(new InjectedFaultCounter().result()).toEqual({});
  });

  it('tells a hundred apart, and sums up the rest by fault', () => {
    const counter = new InjectedFaultCounter();
    for (let index = 0; index < 150; index += 1) {
      counter.connection({ host: `h${index}.example`, injectedFault: index % 2 === 0 ? 'refuse' : 'timeout' });
    }
    const { injectedFaults = [] } = counter.result();
    expect(injectedFaults).toHaveLength(102);
    expect(injectedFaults.slice(-2)).toEqual([
      { host: null, fault: 'refuse', connections: 25 },
      { host: null, fault: 'timeout', connections: 25 },
    ]);
  });
});

describe('addInjectedFaults', () => {
  it('adds those of two runs, and keeps what neither had room for last', () => {
    expect(
      addInjectedFaults(
        [
          { host: 'a.example', fault: 'refuse', connections: 1 },
          { host: null, fault: 'refuse', connections: 2 },
        ],
        [
          { host: 'b.example', fault: 'refuse', connections: 3 },
          { host: 'a.example', fault: 'refuse', connections: 4 },
          { host: null, fault: 'refuse', connections: 5 },
        ],
      ),
    ).toEqual([
      { host: 'a.example', fault: 'refuse', connections: 5 },
      { host: 'b.example', fault: 'refuse', connections: 3 },
      { host: null, fault: 'refuse', connections: 7 },
    ]);
  });
});
