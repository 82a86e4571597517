// Lets programs that stand for other machines have a core whenever they want one, as those would.
import { spawnSync } from 'node:child_process';

/** Real-time priority for all threads of these processes, not for what they start. False where that may not be had. */
export function goFirst(pids) {
  return pids.every((pid) => spawnSync('chrt', ['--all-tasks', '--reset-on-fork', '--fifo', '--pid', '1', String(pid)]).status === 0);
}
