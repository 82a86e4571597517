import type { TLSSocket } from 'node:tls';
import { alertNumberOf } from '../tls/alert.js';
import { readFirstBytes } from './read-first-bytes.js';
import type { TryOutcome } from './try-outcome.js';

/** Kept of what the device sends, for telling what it is, bytes. */
const most = 8 * 1024;
/** How long more is waited for once it speaks, milliseconds: a request's head comes in one piece, more or less. */
const gathering = 200;
/** A device that leaves without a word within this has refused; later it may just not have needed the connection (milliseconds). */
const soon = 2_000;

/**
 * Waits for the first application data on a connection whose handshake is done, or for the device to leave. Nothing is answered, and nothing of
 * what came is kept. `quietLimit`: how long a device may stay and say nothing, milliseconds. Settles once; the socket is then the caller's to
 * close.
 */
export function awaitApplicationData(socket: TLSSocket, quietLimit: number, settle: (outcome: TryOutcome) => void): void {
  const began = performance.now();
  let kept: Buffer = Buffer.alloc(0);
  let length = 0;
  let patience: NodeJS.Timeout | undefined;
  let settled = false;
  const finish = (outcome: TryOutcome) => {
    if (settled) return;
    settled = true;
    clearTimeout(quiet);
    clearTimeout(patience);
    socket.removeListener('data', onData);
    socket.removeListener('end', onLeft);
    socket.removeListener('close', onLeft);
    socket.removeListener('error', onError);
    socket.pause();
    settle(length > 0 ? { kind: 'data', firstBytes: readFirstBytes(kept, length) } : outcome);
  };
  const onData = (chunk: Buffer) => {
    length += chunk.length;
    kept = kept.length === 0 ? chunk.subarray(0, most) : Buffer.concat([kept, chunk.subarray(0, most - kept.length)]);
    patience ??= setTimeout(() => finish({ kind: 'silent' }), gathering);
    if (length >= most) finish({ kind: 'silent' });
  };
  const onLeft = () => finish(performance.now() - began < soon ? { kind: 'closed', stage: 'after-handshake' } : { kind: 'silent' });
  const onError = (error: Error) => {
    const alert = alertNumberOf(error);
    if (alert === undefined) onLeft();
    else finish({ kind: 'alert', alert, stage: 'after-handshake' });
  };
  const quiet = setTimeout(() => finish({ kind: 'silent' }), quietLimit);
  socket.on('data', onData);
  socket.on('end', onLeft);
  socket.on('close', onLeft);
  socket.on('error', onError);
}
