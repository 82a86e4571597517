import type { Finding } from '../model/index.js';

/**
 * Whether a reviewed exception takes this finding out of the verdict. A suppression or the baseline silences any finding; a
 * blind spot silences open findings only, whatever the record says (RULES, "blindSpots"): it must never hide a violation.
 */
export function isSilenced(finding: Finding): boolean {
  if (finding.suppression === undefined) return false;
  return finding.suppression.kind !== 'blind-spot' || finding.kind === 'open';
}
