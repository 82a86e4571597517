import { homedir } from 'node:os';
import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeOutput } from '../write-output.js';

interface CaFlags {
  readonly caCert?: string;
  readonly caKey?: string;
}

/** `ca show`, `ca export` and `ca rotate`: the certificate that devices must trust. */
export function addCa(program: Command, terminal: Terminal): void {
  const ca = program
    .command('ca')
    .description('the certificate authority that devices must trust')
    .addHelpText('after', '\nExample:\n  plainsight ca show');
  const withFiles = (command: Command) =>
    command.option('--ca-cert <file>', 'CA certificate instead of our own').option('--ca-key <file>', 'its key');

  withFiles(ca.command('show'))
    .description('where it is, its fingerprint, how long it is valid')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight ca show')
    .action(async (flags: CaFlags & { json?: true }) => {
      const { certificateFile, subject, fingerprint256, notAfter } = await open(flags);
      const facts = { certificateFile, subject, fingerprint256, notAfter: new Date(notAfter).toISOString() };
      if (flags.json) return terminal.out(JSON.stringify(facts));
      terminal.out(
        `file         ${certificateFile}\nsubject      ${subject}\nSHA-256      ${fingerprint256}\nvalid until  ${facts.notAfter}`,
      );
    });

  withFiles(ca.command('export'))
    .description('the certificate in the form a device or app build takes')
    .option('--format <name>', 'pem, der, mobileconfig (iOS) or android-nsc (network_security_config.xml for debug builds)', 'pem')
    .option('--output <file>', 'file to write; standard output when left out')
    .addHelpText('after', '\nExample:\n  plainsight ca export --format mobileconfig --output plainsight.mobileconfig')
    .action(async (flags: CaFlags & { format: string; output?: string }) => {
      const { exportAuthority, exportFormats } = await import('../../session.js');
      const format = exportFormats.find((name) => name === flags.format);
      if (format === undefined)
        throw new UsageError(`there is no format ${JSON.stringify(flags.format)}: choose ${exportFormats.join(', ')}`);
      const { bytes } = exportAuthority(await open(flags), format);
      if (flags.output === undefined) process.stdout.write(bytes);
      else {
        writeOutput(flags.output, bytes);
        terminal.err(`wrote ${flags.output}`);
      }
    });

  ca.command('rotate')
    .description('replace our own CA by a new one; the old key is destroyed, and devices must then trust the new certificate')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight ca rotate')
    .action(async (flags: { json?: true }) => {
      const { homeFolder, rotateAuthority } = await import('../../session.js');
      const { authority, retiredFile } = rotateAuthority({ home: homeFolder(process.env, homedir()) });
      const { certificateFile, fingerprint256 } = authority;
      if (flags.json) return terminal.out(JSON.stringify({ certificateFile, fingerprint256, retiredFile: retiredFile ?? null }));
      terminal.out(`file         ${certificateFile}\nSHA-256      ${fingerprint256}`);
      if (retiredFile !== undefined) terminal.out(`old one      ${retiredFile} (remove it from your devices)`);
      terminal.err('A session that is running keeps the old CA until it is started anew.');
    });
}

async function open(flags: CaFlags) {
  const { homeFolder, openAuthority } = await import('../../session.js');
  return openAuthority({ home: homeFolder(process.env, homedir()), certFile: flags.caCert, keyFile: flags.caKey });
}
