/**
 * Calls back on the first SIGINT or SIGTERM. A second one ends the process at once, with the shell's code for the signal, for
 * those who cannot wait. Returns a function that takes the handlers away again.
 */
export function onStopSignal(stop: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  let asked = false;
  const handler = (signal: NodeJS.Signals) => {
    if (asked) process.exit(signal === 'SIGINT' ? 130 : 143);
    asked = true;
    stop(signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return () => {
    process.removeListener('SIGINT', handler);
    process.removeListener('SIGTERM', handler);
  };
}
