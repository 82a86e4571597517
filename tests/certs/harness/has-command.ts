import { spawnSync } from 'node:child_process';

/** Whether a command is installed. */
export function hasCommand(command: string, argument: string): boolean {
  return spawnSync(command, [argument], { stdio: 'ignore' }).error === undefined;
}
