import { RecordError, type RecordFault, type RecordFaultCause } from './record-fault.js';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that mean something to the user. */
const causeOfResultCode: Readonly<Record<number, RecordFaultCause>> = {
  3: 'unwritable',
  5: 'busy',
  6: 'busy',
  8: 'unwritable',
  10: 'io-error',
  11: 'corrupt',
  13: 'disk-full',
  14: 'unwritable',
  22: 'disk-full',
  26: 'corrupt',
};

const causeOfSystemCode: Readonly<Record<string, RecordFaultCause>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'unwritable',
  EPERM: 'unwritable',
  EROFS: 'unwritable',
  ENOTDIR: 'unwritable',
  EISDIR: 'unwritable',
  EEXIST: 'unwritable',
  ENOENT: 'unwritable',
  ELOOP: 'unwritable',
  EIO: 'io-error',
};

/** What to do about it, where there is something to do. */
const advice: Partial<Record<RecordFaultCause, string>> = {
  'disk-full': 'free some space, or choose another data folder',
  unwritable: 'check that the folder exists and may be written to, or choose another data folder',
  corrupt: 'move the file away; a new one is made at the next start',
  busy: 'another process held it for too long; try again',
};

/** Names the cause of an error thrown by the file system, `node:sqlite` or `libsql`. `doing` completes "cannot …". */
export function faultOfError(error: unknown, doing: string): RecordFault {
  if (error instanceof RecordError) return error.fault;
  const cause = causeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const next = advice[cause];
  return { cause, message: `cannot ${doing}: ${text}${next === undefined ? '' : ` (${next})`}` };
}

function causeOf(error: unknown): RecordFaultCause {
  if (!(error instanceof Error)) return 'unexpected';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && causeOfSystemCode[code] !== undefined) return causeOfSystemCode[code];
  return causeOfResultCode[resultCodeOf(error) & 0xff] ?? 'unexpected';
}

/** `node:sqlite` has `errcode`, `libsql` `rawCode`; libsql's failures to open carry the number only at the end of their text. */
function resultCodeOf(error: Error): number {
  const { errcode, rawCode } = error as { errcode?: unknown; rawCode?: unknown };
  if (typeof errcode === 'number') return errcode;
  if (typeof rawCode === 'number') return rawCode;
  return Number(/^ConnectionFailed\(.*: (\d{1,5})"\)$/s.exec(error.message)?.[1] ?? 0);
}
