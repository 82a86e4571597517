import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls back on the first SIGINT, SIGTERM or SIGHUP (the terminal was closed). A second one ends the process at once, with the shell's
 * code for the signal, for those who cannot wait. Returns a function that takes the handlers away again.
 */
export function onStopSignal(stop: () => void): () => void {
  let asked = false;
  const handler = (signal: NodeJS.Signals) => {
    if (asked) return process.exit(128 + constants.signals[signal]);
    asked = true;
    stop();
  };
  for (const signal of signals) process.on(signal, handler);
  return () => {
    for (const signal of signals) process.removeListener(signal, handler);
  };
}
