import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Session } from '../session.js';
import { writeClientFiles } from './client-files.js';
import { runEnvironment } from './run-environment.js';
import type { Terminal } from './terminal.js';

/** How a command ended. */
export interface CommandEnd {
  /** Its exit code; as a shell gives it for a signal (128 and more), and for a command that could not be started (126, 127). */
  readonly code: number;
  readonly started: boolean;
  /** Somebody asked us to stop meanwhile, and the command was told. */
  readonly interrupted: boolean;
}

/** Runs a command behind a session's proxy, with everything set that clients read, to its end. Signals are passed on to it. */
export async function runCommand(
  session: Session,
  command: string,
  args: readonly string[],
  dataFolder: string,
  terminal: Terminal,
): Promise<CommandEnd> {
  const files = await writeClientFiles(session.authority, join(resolve(dataFolder), 'client'), process.env);
  const env = runEnvironment({
    inherited: process.env,
    proxyUrl: session.proxy.url,
    host: session.proxy.host,
    port: session.proxy.port,
    caFile: session.authority.certificateFile,
    bundleFile: files.bundleFile,
    trustStore: files.trustStore,
    wgetrcFile: files.wgetrcFile,
    nodePreload: new URL('./preload/fetch-through-proxy.js', import.meta.url).href,
    controlUrl: session.control.url,
    token: session.control.token,
  });
  let started = true;
  let interrupted = false;
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true;
    // On a terminal the shell's Ctrl-C reaches the whole process group; elsewhere only us.
    if (signal !== 'SIGINT' || !terminal.interactive) child.kill(signal);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // Before the command runs: a signal in between would end us alone, without a verdict, and leave the command behind.
  for (const signal of signals) process.on(signal, forward);
  const child = spawn(command, args, { stdio: 'inherit', env });
  try {
    const code = await new Promise<number>((settle) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        started = false;
        terminal.err(`${command} could not be started (${error.code === 'ENOENT' ? 'no such command' : error.message})`);
        settle(error.code === 'ENOENT' ? 127 : 126);
      });
      child.once('exit', (code, signal) => settle(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
    return { code, started, interrupted };
  } finally {
    for (const signal of signals) process.removeListener(signal, forward);
  }
}
