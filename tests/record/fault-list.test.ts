import { expect, it } from 'vitest';
import { FaultList } from '../../record/fault-list.js';
import type { RecordFault } from '../../record/record-fault.js';

it('keeps one entry a cause with its count, and tells of the first', () => {
  const told: RecordFault[] = [];
  const list = new FaultList((fault) => told.push(fault));
  for (let at = 0; at < 1_000; at += 1) list.add({ cause: 'disk-full', message: `full ${at}` });
  list.add({ cause: 'busy', message: 'busy' });
  expect(list.texts).toEqual(['full 0 (1000 times)', 'busy']);
  expect(list.all.map(({ count }) => count)).toEqual([1_000, 1]);
  expect(told.map(({ message }) => message)).toEqual(['full 0', 'busy']);
});
