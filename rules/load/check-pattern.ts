import { RE2JS, RE2JSException } from 're2js';

/** Why a regular expression cannot be used; nothing when it can. Linear time is what rules out look-around and backreferences, not their absence from a list. */
export function checkPattern(source: string): string | undefined {
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const detail = error.message.replace(/^error parsing regexp: /, '');
    const linear = 'user patterns run in linear time (RE2 syntax)';
    if (/\(\?(?:=|!|<=|<!)/.test(detail)) return `look-around is not supported: ${linear} (${detail})`;
    if (/\\(?:[1-9]|k)/.test(detail)) return `backreferences are not supported: ${linear} (${detail})`;
    return `not a regular expression in RE2 syntax: ${detail}`;
  }
}
