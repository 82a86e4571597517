import { describeFailure } from './describe-failure.js';
import type { Terminal } from './terminal.js';

/**
 * Does the work of a command, and sees to the exit code of what fails. Work that never ends, with nothing left that could end it, is a failure too: Node
 * by itself would end the process with 0 then, which is a pass.
 */
export function runToEnd(work: () => Promise<unknown>, terminal: Terminal): void {
  const failed = (text: string, exitCode: number): void => {
    if (text !== '') terminal.err(`${terminal.paint.red('plainsight:')} ${text}`);
    // A violation stays one, whatever failed after it was found: 1 must never be retried.
    if (process.exitCode !== 1) process.exitCode = exitCode;
  };
  const stuck = (): void => failed('ended before its work was done. This is a fault in Plainsight: please report it.', 4);
  process.once('beforeExit', stuck);
  void work()
    .catch((error: unknown) => {
      const { text, exitCode } = describeFailure(error);
      failed(text, exitCode);
    })
    .finally(() => process.off('beforeExit', stuck));
}
