import { assertNever, type Refusal, type RefusalDiagnosis } from '../../model/index.js';
import { counted } from '../counted.js';

/** Who refused what and how, in one line for people. Not printable yet: the host is from the network. */
export function describeRefusal({ client, host, count, cause }: Refusal): string {
  return `${host} by ${client}, ${counted(count, 'time')} (${cause})`;
}

/** A diagnosis for people. */
export function describeDiagnosis(diagnosis: RefusalDiagnosis): string {
  switch (diagnosis) {
    case 'no-ca-installed':
      return 'no CA installed';
    case 'ca-not-trusted-by-app':
      return 'CA not trusted by the app';
    case 'suspected-pinning':
      return 'suspected pinning';
    case 'protocol-mismatch':
      return 'protocol mismatch';
    case 'unexplained':
      return 'unexplained';
    default:
      return assertNever(diagnosis);
  }
}
