#!/usr/bin/env node
import { createProgram } from './create-program.js';
import { describeFailure } from './describe-failure.js';
import { runToEnd } from './run-to-end.js';
import { processTerminal } from './terminal.js';

const terminal = processTerminal();
// Node's own code for a crash is 1, which means violations here.
process.on('uncaughtException', (error) => {
  terminal.err(describeFailure(error).text);
  process.exit(4);
});

// Not awaited here: joined files are CommonJS, which has no `await` at the top level.
runToEnd(() => createProgram(terminal).parseAsync(), terminal);
