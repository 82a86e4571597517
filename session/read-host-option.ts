import { hostPattern } from '../rules/index.js';

/** A host in an option that is none. The message names the option, what was found and what was expected. */
export class HostOptionError extends Error {
  override readonly name = 'HostOptionError';
}

/**
 * Hosts that an option names, as a ruleset would write them: names, `*.a.example`, addresses, CIDRs, and lists of the ruleset. Gives their normal
 * forms; throws {@link HostOptionError} on what could never match, since a run that does less than it was asked for proves less than it says.
 */
export function readHostOption(
  option: string,
  written: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return written.map((text) => {
    const pattern = hostPattern(text.trim());
    switch (pattern.kind) {
      case 'invalid':
        throw new HostOptionError(`${option}: ${pattern.reason}`);
      case 'list':
        if (lists.has(pattern.text)) return pattern.text;
        throw new HostOptionError(
          `${option}: \`${text}\` is neither a host with a dot nor a list of the ruleset; a host of one label is written \`${text}.\``,
        );
      case 'below':
        return `*.${pattern.text}`;
      default:
        return pattern.text;
    }
  });
}
