import { CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { describeFailure } from '../../cli/describe-failure.js';
import { UsageError } from '../../cli/usage-error.js';
import { ReportFileError } from '../../cli/write-reports.js';
import { RecordError } from '../../record/index.js';
import { RulesetError } from '../../rules/index.js';
import { ControlClientError } from '../../web/control/control-client-error.js';

it('what the user can mend is 2, without a stack', () => {
  expect(describeFailure(new UsageError('say what'))).toEqual({ text: 'say what', exitCode: 2 });
  const place = { file: 'rules.yaml', line: 3, column: 1 };
  const { text, exitCode } = describeFailure(new RulesetError([{ message: 'no such thing', place }]));
  expect([text.includes('rules.yaml:3:1'), exitCode]).toEqual([true, 2]);
  expect(describeFailure(new ControlClientError('refused', 'no such field')).exitCode).toBe(2);
  expect(describeFailure(new RecordError({ cause: 'run-not-found', message: 'no such run' })).exitCode).toBe(2);
  expect(describeFailure(new CommanderError(1, 'commander.unknownOption', 'said already'))).toEqual({ text: '', exitCode: 2 });
});

it('help is no failure', () => {
  expect(describeFailure(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({ text: '', exitCode: 0 });
});

it('what failed in us, or is gone, is 4', () => {
  expect(describeFailure(new ReportFileError('the disk is full'))).toEqual({ text: 'the disk is full', exitCode: 4 });
  expect(describeFailure(new ControlClientError('not-listening', 'gone')).exitCode).toBe(4);
  expect(describeFailure(new RecordError({ cause: 'disk-full', message: 'full' }))).toEqual({ text: 'full', exitCode: 4 });
  const fault = describeFailure(new TypeError('undefined is not a function'));
  expect(fault.text).toMatch(/TypeError[\s\S]*\n {4}at [\s\S]*a fault in Plainsight/);
  expect(fault.exitCode).toBe(4);
  expect(describeFailure('thrown as it is')).toEqual({ text: 'thrown as it is', exitCode: 4 });
});
