import type { Wire } from './wire.js';

/** One response as it stood on the wire. Heads are latin1 text without the empty line. */
export interface ReadResponse {
  readonly interim: readonly string[];
  readonly head: string;
  readonly status: number;
  readonly body: Buffer;
  /** Trailer section of a chunked body, as text. */
  readonly trailers: string;
  /** The framing says that everything arrived. */
  readonly complete: boolean;
  /** Milliseconds after the call at which each of the body's pieces had arrived. */
  readonly progress: readonly number[];
}

export const headerOf = (head: string, name: string): string[] =>
  head
    .split('\r\n')
    .slice(1)
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());

/** Reads one final response off a wire, until it is complete or the other side has left. `bodyless`: it answers HEAD. */
export async function readResponse(wire: Wire, options: { readonly bodyless?: boolean } = {}): Promise<ReadResponse> {
  const began = performance.now();
  const progress: number[] = [];
  const interim: string[] = [];
  let head = '';
  let status = 0;
  const waitFor = async (enough: (text: string) => boolean): Promise<boolean> => {
    try {
      await wire.until(enough);
      return true;
    } catch (error) {
      if (wire.gone) return false;
      throw error;
    }
  };
  const result = (body: Buffer, complete: boolean, trailers = ''): ReadResponse => ({
    interim,
    head,
    status,
    body,
    trailers,
    complete,
    progress,
  });
  for (;;) {
    if (!(await waitFor((text) => text.includes('\r\n\r\n')))) return result(wire.received, false);
    const end = wire.text.indexOf('\r\n\r\n');
    head = wire.take(end + 4).toString('latin1', 0, end);
    status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
    if (status < 200 && status !== 101) interim.push(head);
    else break;
  }
  if (options.bodyless || status === 204 || status === 304 || status === 101) return result(Buffer.alloc(0), true);
  if (headerOf(head, 'transfer-encoding').length > 0) {
    const parts: Buffer[] = [];
    for (;;) {
      if (!(await waitFor((text) => /^[0-9a-f]+[^\r]*\r\n/i.test(text)))) return result(Buffer.concat(parts), false);
      const line = wire.text.indexOf('\r\n');
      const size = Number.parseInt(wire.text, 16);
      if (size === 0) {
        const over = (text: string) =>
          text.startsWith('\r\n', line) && (text.startsWith('\r\n\r\n', line) || text.includes('\r\n\r\n', line));
        if (!(await waitFor(over))) return result(Buffer.concat(parts), false);
        const end = wire.text.indexOf('\r\n\r\n', line);
        const trailers = wire.take(end + 4).toString('latin1', line + 2, Math.max(line + 2, end + 2));
        return result(Buffer.concat(parts), true, trailers);
      }
      if (!(await waitFor((text) => text.length >= line + 2 + size + 2)))
        return result(Buffer.concat([...parts, wire.received.subarray(line + 2)]), false);
      parts.push(wire.take(line + 2 + size + 2).subarray(line + 2, line + 2 + size));
      progress.push(performance.now() - began);
    }
  }
  const length = headerOf(head, 'content-length')[0];
  if (length !== undefined) {
    const complete = await waitFor((text) => text.length >= Number(length));
    return result(wire.take(Number(length)), complete);
  }
  const { how } = await wire.left;
  return result(wire.take(wire.received.length), how === 'ended');
}
