import { describe, expect, it } from 'vitest';
import { createFaultTable } from '../../proxy/index.js';
import { controlHandlers } from '../../session/control-handlers.js';

const unused = () => {
  throw new Error('not expected');
};

const refused = (message: string) => ({ kind: 'refused', message: expect.stringContaining(message) });
const listing = (...faults: { pattern: string; fault: string }[]) => ({ kind: 'done', value: { faults } });

describe('faults', () => {
  it('are added, listed, removed and cleared', async () => {
    const table = createFaultTable();
    const { changeFaults, faults } = controlHandlers({ session: unused, status: unused, stopRequested: unused, faults: table });
    expect(await changeFaults({ action: 'add', pattern: 'A.example:timeout' })).toEqual(
      listing({ pattern: 'a.example', fault: 'timeout' }),
    );
    await changeFaults({ action: 'add', pattern: 'a.example' });
    expect(await changeFaults({ action: 'add', pattern: '*.b.example:443', fault: 'tls' })).toEqual(
      listing({ pattern: 'a.example', fault: 'refuse' }, { pattern: '*.b.example:443', fault: 'tls' }),
    );
    expect(table.faultFor({ host: 'x.b.example', port: 443 })).toBe('tls');
    expect(await changeFaults({ action: 'remove', pattern: 'A.example' })).toEqual(listing({ pattern: '*.b.example:443', fault: 'tls' }));
    expect(await faults()).toEqual(listing({ pattern: '*.b.example:443', fault: 'tls' }));
    expect(await changeFaults({ action: 'clear' })).toEqual(listing());
    expect(table.list()).toEqual([]);
  });

  it('that cannot be made or are not there are refused, with what would do', async () => {
    const { changeFaults } = controlHandlers({ session: unused, status: unused, stopRequested: unused, faults: createFaultTable() });
    expect(await changeFaults({ action: 'add', pattern: 'https://a.example' })).toEqual(refused('expected'));
    expect(await changeFaults({ action: 'add', pattern: 'a.example:drop' })).toEqual(refused('expected refuse, reset, timeout or tls'));
    expect(await changeFaults({ action: 'add', pattern: 'a.example:reset', fault: 'tls' })).toEqual(refused('is not a host to make fail'));
    expect(await changeFaults({ action: 'remove', pattern: 'a.example' })).toEqual(refused('a.example is not made to fail: nothing is'));
    await changeFaults({ action: 'add', pattern: 'b.example' });
    expect(await changeFaults({ action: 'remove', pattern: 'a.example' })).toEqual(refused('b.example is'));
  });
});
