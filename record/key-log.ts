import { closeSync, openSync, writeSync } from 'node:fs';
import { faultOfError } from './fault-of-error.js';
import { RecordError, type RecordFault } from './record-fault.js';

/** A file of TLS secrets, as `SSLKEYLOGFILE` names it (draft-ietf-tls-keylogfile). Who has it can read what was captured beside it. */
export interface KeyLog {
  /** Appends one line, line end included. Never throws: the first failure is told, and nothing is written after it. */
  write(line: Buffer): void;
  close(): void;
}

/**
 * Opens a key log for appending, as other programs do that share it; made with mode 0600 where it is not there. Each line is one write,
 * so that lines of several programs do not mix. Throws `RecordError` where the file cannot be opened. `onFault` is called at most once.
 */
export function openKeyLog(file: string, onFault: (fault: RecordFault) => void): KeyLog {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'a', 0o600);
  } catch (error) {
    throw new RecordError(faultOfError(error, `open the key log ${file}`), { cause: error });
  }
  const attempt = (what: string, act: (open: number) => void) => {
    if (descriptor === undefined) return;
    const open = descriptor;
    try {
      act(open);
    } catch (error) {
      descriptor = undefined;
      onFault(faultOfError(error, `${what} the key log ${file}`));
    }
  };
  return {
    write(line) {
      attempt('write', (open) => {
        for (let written = 0; written < line.length; ) written += writeSync(open, line, written);
      });
    },
    close() {
      attempt('close', (open) => {
        descriptor = undefined;
        closeSync(open);
      });
    },
  };
}
