#!/usr/bin/env node
import { createProgram } from './create-program.js';
import { describeFailure } from './describe-failure.js';
import { processTerminal } from './terminal.js';

const terminal = processTerminal();
// Node's own code for a crash is 1, which means violations here.
process.on('uncaughtException', (error) => {
  terminal.err(describeFailure(error).text);
  process.exit(4);
});

/** Not at the top level: joined files are CommonJS, which has no `await` there. */
async function main(): Promise<void> {
  try {
    await createProgram(terminal).parseAsync();
  } catch (error) {
    const { text, exitCode } = describeFailure(error);
    if (text !== '') terminal.err(`${terminal.paint.red('plainsight:')} ${text}`);
    // A violation stays one, whatever failed after it was found: 1 must never be retried.
    if (process.exitCode !== 1) process.exitCode = exitCode;
  }
}

void main();
