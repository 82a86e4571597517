import { Command, InvalidArgumentError } from 'commander';
import { type WrongCertificate, wrongCertificates } from '../model/index.js';
import { addSessionFlags, collect, type SessionFlags } from './session-flags.js';
import { UsageError } from './usage-error.js';

/** Flags of `doctor`, as commander delivers them. `--host` names hosts under test; where to listen is `--listen`. */
export interface DoctorFlags extends Omit<SessionFlags, 'host'> {
  readonly trust?: true;
  readonly kinds?: readonly WrongCertificate[];
  readonly host?: readonly string[];
  readonly rounds?: number;
  readonly times?: number;
  readonly listen: string;
  readonly json?: true;
}

/** Session flags that say how a run would be started: those that the checks of the set-up look at. */
const ofSetup = new Set(['port', 'listen', 'lan', 'rules', 'caCert', 'caKey', 'data', 'json']);
/** What a trust run does not take: it has one rule, and the faults and values of others are no part of it. */
const notOfTrust = new Set(['--host', '--fail-host', '--record-values', '--strict']);

/** Adds the flags of `doctor`: its own, and those of `start` that it has a use for. */
export function addDoctorFlags(command: Command): Command {
  command
    .option('--trust', 'offer devices wrong certificates, and report every host that they still send data to')
    .option('--kinds <list>', `of these only, separated by commas: ${wrongCertificates.join(', ')}`, parseKinds)
    .option('--host <pattern>', 'test this host only: a.example, *.a.example, an IP or CIDR; may be repeated', collect)
    .option('--rounds <n>', 'how often each certificate is offered to each host at least (default: 1)', parseCount)
    .option('--times <n>', 'how often the command is run at most, until nothing is left untested (default: 10)', parseCount)
    .option('--listen <address>', 'address to listen on', '127.0.0.1')
    .option('--json', 'as JSON');
  for (const option of addSessionFlags(new Command()).options) {
    if (notOfTrust.has(option.long ?? '')) continue;
    if (option.long === '--rules')
      option.description = 'ruleset file whose scope, passthrough and other settings count; may be repeated (default: none)';
    command.addOption(option);
  }
  return command;
}

/** Refuses flags that would be passed over without `--trust`. `given`: the names of those that were typed. Throws {@link UsageError}. */
export function refuseTrustFlags(given: readonly string[]): void {
  const idle = given.find((name) => !ofSetup.has(name));
  if (idle === undefined) return;
  throw new UsageError(
    `--${idle.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is for trust runs: add --trust, or leave it out`,
  );
}

function parseKinds(text: string): readonly WrongCertificate[] {
  return text.split(',').map((word) => {
    const kind = wrongCertificates.find((name) => name === word.trim());
    if (kind === undefined)
      throw new InvalidArgumentError(`there is no certificate ${JSON.stringify(word)}: choose of ${wrongCertificates.join(', ')}.`);
    return kind;
  });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,3}$/.test(text) || count < 1) throw new InvalidArgumentError('expected a number from 1 to 999.');
  return count;
}
