import { describe, expect, it, vi } from 'vitest';
import { ConnectionLedger } from '../../../proxy/relay/connection-ledger.js';
import { sampleConnection } from '../../harness/sample-connection.js';

function ledgerOf(events: { opened?: () => void; closed?: () => void } = {}) {
  const told: string[] = [];
  const fault = vi.fn();
  const ledger = new ConnectionLedger(
    {
      opened: ({ id }) => {
        told.push(`opened ${id}`);
        events.opened?.();
      },
      closed: ({ id }) => {
        told.push(`closed ${id}`);
        events.closed?.();
      },
      sink: () => ({ message: vi.fn(), exchange: vi.fn(), gap: vi.fn() }),
    },
    fault,
  );
  return { ledger, told, fault };
}

describe('ConnectionLedger', () => {
  it('tells opened and closed once each, in that order, however often it is told', () => {
    const { ledger, told } = ledgerOf();
    const connection = sampleConnection();
    ledger.closed(connection);
    ledger.add(connection);
    ledger.opened(connection);
    ledger.opened(connection);
    ledger.closed(connection);
    ledger.closed(connection);
    ledger.opened(connection);
    expect(told).toEqual(['opened c1', 'closed c1']);
    expect(ledger.size).toBe(0);
  });

  it('tells opened of what is closed unopened', () => {
    const { ledger, told } = ledgerOf();
    const connection = sampleConnection();
    ledger.add(connection);
    ledger.closed(connection);
    expect(told).toEqual(['opened c1', 'closed c1']);
  });

  it('turns exceptions of the listener into faults', () => {
    const boom = () => {
      throw new Error('boom');
    };
    const { ledger, told, fault } = ledgerOf({ opened: boom, closed: boom });
    const connection = sampleConnection();
    ledger.add(connection);
    ledger.closed(connection);
    expect(told).toEqual(['opened c1', 'closed c1']);
    expect(fault).toHaveBeenCalledTimes(2);
    expect(ledger.size).toBe(0);
  });

  it('waits for the last to close, and closes for it what does not', async () => {
    const { ledger, told } = ledgerOf();
    await ledger.settle(10_000);
    const [one, two] = [sampleConnection('c1'), sampleConnection('c2')];
    ledger.add(one);
    const settled = ledger.settle(10_000);
    ledger.closed(one);
    await settled;
    ledger.add(two);
    await ledger.settle(10);
    expect(told).toEqual(['opened c1', 'closed c1', 'opened c2', 'closed c2']);
  });
});
