import { UsageError } from './usage-error.js';

/** Throws {@link UsageError} on the first `--resolver` that is no address. `parse` gives nothing for such. */
export function refuseStrangeResolvers(resolvers: readonly string[] | undefined, parse: (text: string) => unknown): void {
  const strange = resolvers?.find((text) => parse(text) === undefined);
  if (strange === undefined) return;
  throw new UsageError(`--resolver ${JSON.stringify(strange)} is no IP address, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53`);
}
