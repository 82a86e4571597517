import picocolors from 'picocolors';
import { createProgram } from '../../cli/create-program.js';
import { describeFailure } from '../../cli/describe-failure.js';
import type { Terminal } from '../../cli/terminal.js';

/** A terminal that keeps what is written to it. */
export function recordingTerminal(): Terminal & { readonly written: { out: string; err: string } } {
  const written = { out: '', err: '' };
  return {
    written,
    out: (text) => {
      written.out += `${text}\n`;
    },
    err: (text) => {
      written.err += `${text}\n`;
    },
    paint: picocolors.createColors(false),
    interactive: false,
  };
}

/**
 * Runs `plainsight WORDS` as the program does but without a process, which costs a tenth. For commands that end by themselves; `home` is
 * Plainsight's own folder for it.
 */
export async function inProcess(words: readonly string[], home?: string): Promise<{ code: number; out: string; err: string }> {
  const terminal = recordingTerminal();
  const { exitCode } = process;
  const { PLAINSIGHT_HOME } = process.env;
  process.exitCode = undefined;
  if (home !== undefined) process.env['PLAINSIGHT_HOME'] = home;
  try {
    await createProgram(terminal).parseAsync(words, { from: 'user' });
    return { code: Number(process.exitCode ?? 0), ...terminal.written };
  } catch (error) {
    const failure = describeFailure(error);
    const { out, err } = terminal.written;
    return { code: failure.exitCode, out, err: `${err}${failure.text}` };
  } finally {
    process.exitCode = exitCode;
    if (PLAINSIGHT_HOME === undefined) delete process.env['PLAINSIGHT_HOME'];
    else process.env['PLAINSIGHT_HOME'] = PLAINSIGHT_HOME;
  }
}
