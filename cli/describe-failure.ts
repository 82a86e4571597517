import { CommanderError } from 'commander';

/** Errors that are the user's to mend: usage, ruleset, CA, address. Compared by name, so that no room is loaded for it. */
const usageErrors = new Set([
  'UsageError',
  'RulesetError',
  'CountryDatabaseError',
  'DataError',
  'CaError',
  'HashKeyError',
  'ProxyStartError',
  'UpstreamProxyError',
  'ClientFilterError',
  'ReportOptionError',
  'FaultRuleError',
  'HostOptionError',
]);

/** What to print for an error that ended a command (nothing when it has been said), and the exit code: 2 for wrong usage or ruleset, 4 when Plainsight itself failed. */
export function describeFailure(error: unknown): { readonly text: string; readonly exitCode: 0 | 2 | 4 } {
  if (!(error instanceof Error)) return { text: String(error), exitCode: 4 };
  if (error instanceof CommanderError) {
    // Commander has said it already. Help and version are no failures; everything else it finds is wrong usage.
    return { text: '', exitCode: error.exitCode === 0 ? 0 : 2 };
  }
  if (usageErrors.has(error.name)) return { text: error.message, exitCode: 2 };
  if (error.name === 'ControlClientError') return { text: error.message, exitCode: isRefusal(error) ? 2 : 4 };
  if (error.name === 'ReportFileError') return { text: error.message, exitCode: 4 };
  if (error.name === 'RecordError') return { text: error.message, exitCode: isAboutReference(error) ? 2 : 4 };
  return { text: `${error.stack ?? error.message}\nThis is a fault in Plainsight: please report it with the lines above.`, exitCode: 4 };
}

/** What a running session refuses is wrong usage; a session that is gone, or does not answer, has failed. */
function isRefusal(error: Error & { failure?: string }): boolean {
  return ['refused', 'bad-address', 'unauthorised'].includes(error.failure ?? '');
}

/** A run that was named wrongly is wrong usage; a record that cannot be written or read is our failure. */
function isAboutReference(error: Error & { fault?: { cause?: string } }): boolean {
  return ['bad-run-id', 'run-not-found', 'run-ambiguous', 'no-record', 'not-a-data-folder'].includes(error.fault?.cause ?? '');
}
