import type { Socket } from 'node:net';

/** What `decide` says of the bytes so far: a decision, or that more are needed. */
export type Decision<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/**
 * - `client`: the client spoke first, and `decide` settled
 * - `server`: the server spoke first (SMTP, SSH, FTP …)
 * - `closed`: one side ended or failed before that; `bytes` is what the client had sent
 */
export type FirstBytes<T> =
  | { readonly kind: 'client'; readonly value: T; readonly bytes: Buffer }
  | { readonly kind: 'server' }
  | { readonly kind: 'closed'; readonly by: 'device' | 'origin'; readonly bytes: Buffer; readonly error?: Error };

/**
 * Waits for whoever speaks first on two connected sockets. Nothing is consumed: both sockets are left paused, with all bytes
 * still to be read. `deadline` (milliseconds) runs from the client's first byte, so that an idle tunnel may stay open but half a
 * greeting may not; when it passes, `giveUp` decides. Synchronous in the data path: no promise stands between bytes and decision.
 */
export function awaitFirstBytes<T>(
  device: Socket,
  origin: Socket,
  decide: (bytes: Buffer) => Decision<T>,
  giveUp: (bytes: Buffer) => T,
  deadline: number,
  settle: (result: FirstBytes<T>) => void,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  const finish = (result: FirstBytes<T>) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    device.removeListener('data', onClientData);
    device.removeListener('end', onClientEnd);
    device.removeListener('error', onClientError);
    device.removeListener('close', onClientClose);
    origin.removeListener('data', onServerData);
    origin.removeListener('end', onServerEnd);
    origin.removeListener('error', onServerError);
    device.pause();
    origin.pause();
    if (result.kind === 'client') device.unshift(bytes);
    settle(result);
  };
  const onClientData = (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    timer ??= setTimeout(() => finish({ kind: 'client', value: giveUp(bytes), bytes }), deadline);
    const decision = decide(bytes);
    if (decision.done) finish({ kind: 'client', value: decision.value, bytes });
  };
  const onClientEnd = () => finish({ kind: 'closed', by: 'device', bytes });
  const onClientError = (error: Error) => finish({ kind: 'closed', by: 'device', bytes, error });
  const onClientClose = () => finish({ kind: 'closed', by: 'device', bytes });
  const onServerData = (chunk: Buffer) => {
    origin.pause();
    origin.unshift(chunk);
    if (bytes.length > 0) device.unshift(bytes);
    finish({ kind: 'server' });
  };
  const onServerEnd = () => finish({ kind: 'closed', by: 'origin', bytes });
  const onServerError = (error: Error) => finish({ kind: 'closed', by: 'origin', bytes, error });
  device.on('data', onClientData);
  device.on('end', onClientEnd);
  device.on('error', onClientError);
  device.on('close', onClientClose);
  origin.on('data', onServerData);
  origin.on('end', onServerEnd);
  origin.on('error', onServerError);
  device.resume();
  origin.resume();
}
