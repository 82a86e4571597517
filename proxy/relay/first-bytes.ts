import type { Socket } from 'node:net';

/** What `decide` says of the bytes so far: a decision, or that more are needed. */
export type Decision<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/**
 * - `client`: the client spoke first, and `decide` settled
 * - `server`: the server spoke first (SMTP, SSH, FTP …)
 * - `closed`: one side left before that; `bytes` is what the client had sent, and has been consumed
 */
export type FirstBytes<T> =
  | { readonly kind: 'client'; readonly value: T; readonly bytes: Buffer }
  | { readonly kind: 'server' }
  | ClosedEarly;

/** `ended`: in order, with a FIN, so that the other direction may go on. `gone`: reset, or destroyed by us. */
export interface ClosedEarly {
  readonly kind: 'closed';
  readonly by: 'device' | 'origin';
  readonly how: 'ended' | 'gone';
  readonly bytes: Buffer;
}

/**
 * Waits for whoever speaks first on two connected sockets, which must have an error listener of their own. Both are left paused, and
 * unless one is closed, with all bytes still to be read. `deadline` (milliseconds, by the first chunk) runs from the
 * client's first byte, so that an idle tunnel may stay open but half a greeting may not; when it passes, `giveUp` decides. Synchronous in the data path: no promise stands
 * between bytes and decision.
 */
export function awaitFirstBytes<T>(
  device: Socket,
  origin: Socket,
  decide: (bytes: Buffer) => Decision<T>,
  giveUp: (bytes: Buffer) => T,
  deadline: (start: Buffer) => number,
  settle: (result: FirstBytes<T>) => void,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  const finish = (result: FirstBytes<T>, fromServer?: Buffer) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    device.removeListener('data', onClientData);
    device.removeListener('end', onClientEnd);
    device.removeListener('close', onClientClose);
    origin.removeListener('data', onServerData);
    origin.removeListener('end', onServerEnd);
    origin.removeListener('close', onServerClose);
    device.pause();
    origin.pause();
    // Only now: a stream that flows would hand it to the listeners above again.
    if (result.kind !== 'closed' && bytes.length > 0) device.unshift(bytes);
    if (fromServer) origin.unshift(fromServer);
    settle(result);
  };
  const onClientData = (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    timer ??= setTimeout(() => finish({ kind: 'client', value: giveUp(bytes), bytes }), deadline(bytes));
    const decision = decide(bytes);
    if (decision.done) finish({ kind: 'client', value: decision.value, bytes });
  };
  const closed = (by: 'device' | 'origin', how: 'ended' | 'gone') => finish({ kind: 'closed', by, how, bytes });
  const onClientEnd = () => closed('device', 'ended');
  const onClientClose = () => closed('device', 'gone');
  const onServerEnd = () => closed('origin', 'ended');
  const onServerClose = () => closed('origin', 'gone');
  const onServerData = (chunk: Buffer) => finish({ kind: 'server' }, chunk);
  device.on('data', onClientData);
  device.on('end', onClientEnd);
  device.on('close', onClientClose);
  origin.on('data', onServerData);
  origin.on('end', onServerEnd);
  origin.on('close', onServerClose);
  device.resume();
  origin.resume();
}
