/** Errors that are the user's to mend: usage, ruleset, CA, address. Compared by name, so that no room is loaded for it. */
const usageErrors = new Set([
  'UsageError',
  'RulesetError',
  'CaError',
  'HashKeyError',
  'ProxyStartError',
  'UpstreamProxyError',
  'ClientFilterError',
  'ControlClientError',
  'ReportOptionError',
]);

/** What to print for an error that ended a command, and the exit code: 2 for wrong usage or ruleset, 4 when Plainsight itself failed. */
export function describeFailure(error: unknown): { readonly text: string; readonly exitCode: 2 | 4 } {
  if (!(error instanceof Error)) return { text: String(error), exitCode: 4 };
  if (usageErrors.has(error.name)) return { text: error.message, exitCode: 2 };
  if (error.name === 'RecordError') return { text: error.message, exitCode: isAboutReference(error) ? 2 : 4 };
  return { text: `${error.stack ?? error.message}\nThis is a fault in Plainsight: please report it with the lines above.`, exitCode: 4 };
}

/** A run that was named wrongly is wrong usage; a record that cannot be written or read is our failure. */
function isAboutReference(error: Error & { fault?: { cause?: string } }): boolean {
  return ['bad-run-id', 'run-not-found', 'run-ambiguous', 'no-record', 'not-a-data-folder'].includes(error.fault?.cause ?? '');
}
