import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a process ended: its code, or the signal that killed it, and all that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written up to now. */
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the match once standard output (or error output) has it; rejects when the process ends without. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
}

/** A place to run commands in: a working folder, a home of Plainsight's and a data folder, none of them the user's. */
export interface Workplace {
  readonly folder: string;
  readonly home: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file into the working folder and returns its path. */
  write(name: string, content: string): string;
  /** Starts `plainsight WORDS` there. */
  start(words: readonly string[], options?: StartOptions): Running;
  /** Runs `plainsight WORDS` there to its end. */
  run(words: readonly string[], options?: StartOptions): Promise<Ended>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Words in front of `node`, such as `prlimit --fsize=…`. */
  readonly through?: readonly string[];
  readonly input?: string;
}

/** A workplace below `folder`. The environment is bare but for PATH: a proxy or a ruleset variable of whoever runs the tests must not matter. */
export function workplace(folder: string): Workplace {
  const home = join(folder, 'home');
  const data = join(folder, 'data');
  mkdirSync(join(folder, 'work'), { recursive: true });
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: process.env['TMPDIR'] ?? '/tmp', PLAINSIGHT_HOME: home };
  const start = (words: readonly string[], options: StartOptions = {}): Running =>
    startProcess([...(options.through ?? []), process.execPath, main, ...words], {
      cwd: join(folder, 'work'),
      env: { ...env, ...options.env },
      ...(options.input === undefined ? {} : { input: options.input }),
    });
  return {
    folder,
    home,
    data,
    env,
    write(name, content) {
      const file = join(folder, 'work', name);
      writeFileSync(file, content);
      return file;
    },
    start,
    run: (words, options) => start(words, options).ended,
  };
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts a process that does not outlive the test. */
export function startProcess([command = '', ...args]: readonly string[], { cwd, env, input }: ProcessOptions): Running {
  const child = spawn(command, args, { cwd, env, stdio: 'pipe' });
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const watch of watchers) watch();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    for (const watch of watchers) watch();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
  });
  return {
    process: child,
    ended,
    out: () => out,
    err: () => err,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const match = pattern.exec(out) ?? pattern.exec(err);
          if (match === null) return;
          watchers.delete(watch);
          resolve(match);
        };
        watchers.add(watch);
        watch();
        ended.then(({ code }) => reject(new Error(`ended with ${code} without ${pattern}:\n${out}\n${err}`)), reject);
      }),
  };
}
