import type { Socket } from 'node:net';

const headLimit = 256 * 1024;

/**
 * Waits for the status of the response that is not interim (RFC 9110, section 15.2); 101 is final here, for what follows it is no
 * HTTP/1 any more. Consumes nothing: the socket is left paused with all bytes to be read. `undefined`: it is no HTTP/1 response, its
 * heads are endless, or the origin left; what it had said is then in `bytes`, which is consumed where the stream has ended.
 */
export function awaitFinalStatus(origin: Socket, settle: (status: number | undefined, bytes: Buffer) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  let start = 0;
  const finish = (status: number | undefined, ended: boolean) => {
    origin.removeListener('data', onData);
    origin.removeListener('end', onEnd);
    origin.removeListener('close', onEnd);
    origin.pause();
    if (!ended && bytes.length > 0) origin.unshift(bytes);
    settle(status, bytes);
  };
  const onEnd = () => finish(undefined, true);
  const onData = (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n', start);
      if (end < 0) {
        if (bytes.length - start > headLimit) finish(undefined, false);
        return;
      }
      const found = /^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(bytes.toString('latin1', start, Math.min(end, start + 16)))?.[1];
      const status = found === undefined ? undefined : Number(found);
      if (status === undefined || status === 101 || status >= 200) return finish(status, false);
      start = end + 4;
    }
  };
  origin.on('data', onData);
  origin.on('end', onEnd);
  origin.on('close', onEnd);
  origin.resume();
}
