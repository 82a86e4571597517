import { expect, it, vi } from 'vitest';
import { onStopSignal } from '../../cli/stop-signal.js';

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops once; a second one ends the process with the code of the signal', (signal) => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  let stops = 0;
  const remove = onStopSignal(() => {
    stops += 1;
  });
  try {
    process.emit(signal, signal);
    expect([stops, exit.mock.calls]).toEqual([1, []]);
    process.emit(signal, signal);
    expect([stops, exit.mock.calls]).toEqual([1, [[{ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]]]]);
  } finally {
    remove();
    exit.mockRestore();
  }
  expect(process.listenerCount('SIGHUP')).toBe(0);
});
