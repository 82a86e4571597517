import { expect } from 'vitest';
import { eventually } from './eventually.js';
import { type FidelityOrigin, scripts, zipped } from './fidelity-origin.js';
import { headerOf, type ReadResponse, readResponse } from './http-reader.js';
import type { Wire } from './wire.js';

/** One way of a device to an origin: through a tunnel, or in absolute form. */
export interface FidelityPath {
  readonly origin: FidelityOrigin;
  connect(): Promise<Wire>;
  /** What the device puts in front of a path in its request line. */
  readonly prefix: string;
  /** Headers of the connection itself that this path may add to a request (lower case). */
  readonly mayAdd: readonly string[];
}

type Check = (path: FidelityPath) => Promise<void>;

/** What a device and its origin must see of each other through the proxy, over raw sockets on both sides. */
export const fidelityChecks: Readonly<Record<string, Check>> = {
  'the connection to the device is kept': async (path) => {
    const wire = await path.connect();
    expect((await ask(path, wire, 'GET', '/plain')).body.toString()).toBe('hello');
    expect((await ask(path, wire, 'GET', '/plain')).body.toString()).toBe('hello');
  },
  'the connection to the origin is kept, one for each of the device': async (path) => {
    const from = path.origin.seen.length;
    const wire = await path.connect();
    for (const number of [0, 1, 2]) await ask(path, wire, 'GET', `/plain?${number}`);
    const seen = path.origin.seen.slice(from);
    expect(seen.map(({ target }) => target)).toEqual(['/plain?0', '/plain?1', '/plain?2']);
    expect(new Set(seen.map(({ connection }) => connection)).size).toBe(1);
  },
  'case and order of request headers are kept': async (path) => {
    const seen = await sees(path, 'GET', '/plain', ['X-Zeta: 1', 'x-AlPha: 2', 'ACCEPT: */*', 'a: \xe4']);
    expect(seen.lines.slice(1, 6)).toEqual([host, 'X-Zeta: 1', 'x-AlPha: 2', 'ACCEPT: */*', 'a: \xe4']);
  },
  'duplicate request headers are kept': async (path) => {
    const seen = await sees(path, 'GET', '/plain', ['X-D: 1', 'User-Agent: a', 'X-D: 2', 'Cookie: a=1', 'Cookie: b=2']);
    expect(seen.lines.slice(1, 7)).toEqual([host, 'X-D: 1', 'User-Agent: a', 'X-D: 2', 'Cookie: a=1', 'Cookie: b=2']);
  },
  'no header is added to a request': async (path) => {
    const seen = await sees(path, 'GET', '/plain', ['User-Agent: a']);
    const names = seen.lines.slice(1).map((line) => line.split(':')[0]!.toLowerCase());
    expect(names.filter((name) => !path.mayAdd.includes(name))).toEqual(['host', 'user-agent']);
  },
  'an odd URL is kept byte for byte': async (path) => {
    const target = '/a%2Fb//c/./d/../e?x=[1]|{}&y=%zz&&q=1';
    expect((await sees(path, 'GET', target)).target).toBe(target);
  },
  'status line, case, order and duplicates of response headers are kept': (path) => isVerbatim(path, '/dup'),
  'a 103 is passed on as it came': (path) => isVerbatim(path, '/hints'),
  'trailers are passed on': (path) => isVerbatim(path, '/trailers', ['TE: trailers']),
  'a HEAD response keeps its length and has no body': async (path) => {
    const wire = await path.connect();
    const { head } = await ask(path, wire, 'HEAD', '/head', [], { bodyless: true });
    expect(`${head}\r\n\r\n`).toBe(scripts['/head']);
    expect((await ask(path, wire, 'GET', '/plain')).body.toString()).toBe('hello');
  },
  'a 304 has no body, whatever its length says': async (path) => {
    const wire = await path.connect();
    const { head } = await ask(path, wire, 'GET', '/304');
    expect(`${head}\r\n\r\n`).toBe(scripts['/304']);
    expect((await ask(path, wire, 'GET', '/plain')).body.toString()).toBe('hello');
  },
  'a 204 gains no framing': (path) => isVerbatim(path, '/204'),
  'events arrive when they are sent': async (path) => {
    const wire = await path.connect();
    const { body, complete, progress } = await ask(path, wire, 'GET', '/sse');
    expect([body.toString(), complete]).toEqual(['data: 1\n\ndata: 2\n\ndata: 3\n\n', true]);
    expect(progress[2]! - progress[0]!).toBeGreaterThan(200);
  },
  'a chunked gzip body is untouched': async (path) => {
    const { head, body } = await once(path, 'GET', '/gzip-chunked', ['Accept-Encoding: gzip']);
    expect(headerOf(head, 'content-encoding')).toEqual(['gzip']);
    expect(body.equals(zipped)).toBe(true);
  },
  'a gzip body with a length is untouched': (path) => isVerbatim(path, '/gzip-length', ['Accept-Encoding: gzip']),
  'Accept-Encoding is passed on': async (path) => {
    expect((await sees(path, 'GET', '/plain', ['Accept-Encoding: gzip, br, zstd'])).lines).toContain('Accept-Encoding: gzip, br, zstd');
  },
  'a body cut short of its length is seen to be cut': async (path) => {
    const wire = await path.connect();
    const { body, complete } = await ask(path, wire, 'GET', '/cut-length');
    expect([body.length, complete]).toEqual([500, false]);
  },
  'a chunked body cut short is seen to be cut': async (path) => {
    const wire = await path.connect();
    const { body, complete } = await ask(path, wire, 'GET', '/cut-chunked');
    expect([body.toString(), complete]).toEqual(['hello', false]);
  },
  'an origin that drops a request is told, or seen to close': async (path) => {
    const { status, complete } = await once(path, 'GET', '/drop');
    expect(complete ? status : 502).toBe(502);
  },
  'a body that ends with the connection does so': async (path) => {
    const wire = await path.connect();
    wire.write(request(path, 'GET', '/until-close', []));
    await wire.left;
    expect(wire.text).toBe('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil close');
  },
  'a response header of 12 KB is kept': (path) => isVerbatim(path, '/big-header'),
  'a chunked request body with trailers is passed on': async (path) => {
    const wire = await path.connect();
    const from = path.origin.seen.length;
    const body = '5\r\nabcde\r\n3\r\nfgh\r\n0\r\nX-Sum: 1\r\n\r\n';
    wire.write(request(path, 'POST', '/plain', ['Transfer-Encoding: chunked', 'Trailer: X-Sum']) + body);
    expect((await readResponse(wire)).body.toString()).toBe('hello');
    expect(path.origin.seen[from]!.body.toString('latin1')).toBe(body);
  },
  'Expect: 100-continue waits for the origin': async (path) => {
    const wire = await path.connect();
    wire.write(request(path, 'POST', '/plain', ['Content-Length: 5', 'Expect: 100-continue']));
    expect(await wire.until('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    wire.write('abcde');
    const { interim, body } = await readResponse(wire);
    expect([interim.length, body.toString()]).toEqual([1, 'hello']);
    expect(path.origin.seen.at(-1)!.body.toString()).toBe('abcde');
  },
  'an unusual method is passed on': async (path) => {
    expect((await sees(path, 'PURGE', '/plain')).method).toBe('PURGE');
  },
  'pipelined requests are answered in order, on one connection': async (path) => {
    const wire = await path.connect();
    const from = path.origin.seen.length;
    wire.write(request(path, 'GET', '/dup', []) + request(path, 'GET', '/plain', []) + request(path, 'GET', '/204', []));
    expect((await readResponse(wire)).body.toString()).toBe('ok');
    expect((await readResponse(wire)).body.toString()).toBe('hello');
    expect((await readResponse(wire)).status).toBe(204);
    expect(new Set(path.origin.seen.slice(from).map(({ connection }) => connection)).size).toBe(1);
  },
  'a device that leaves is seen to leave by the origin within 3 s': async (path) => {
    const wire = await path.connect();
    const from = path.origin.connections.length;
    wire.write(request(path, 'GET', '/hang', []));
    await eventually(() => path.origin.seen.at(-1)?.target === '/hang');
    const connection = path.origin.connections.at(-1)!;
    expect(path.origin.connections.length).toBeGreaterThanOrEqual(from);
    wire.socket.destroy();
    const late = new Promise((resolve) => setTimeout(() => resolve('still open'), 3_000));
    expect(await Promise.race([connection.left.then(() => 'left'), late])).toBe('left');
  },
};

/** Beyond the 26: what only a byte for byte comparison shows. */
export const furtherFidelityChecks: Readonly<Record<string, Check>> = {
  'latin1 in reason and header values is kept': (path) => isVerbatim(path, '/latin1'),
};

const host = 'Host: origin.test';

function request(path: FidelityPath, method: string, target: string, headers: readonly string[]): string {
  return `${[`${method} ${path.prefix}${target} HTTP/1.1`, host, ...headers].join('\r\n')}\r\n\r\n`;
}

async function ask(
  path: FidelityPath,
  wire: Wire,
  method: string,
  target: string,
  headers: readonly string[] = [],
  options: { readonly bodyless?: boolean } = {},
): Promise<ReadResponse> {
  wire.write(request(path, method, target, headers));
  return readResponse(wire, options);
}

async function once(path: FidelityPath, method: string, target: string, headers: readonly string[] = []): Promise<ReadResponse> {
  const wire = await path.connect();
  const response = await ask(path, wire, method, target, headers);
  wire.socket.destroy();
  return response;
}

/** The request as the origin saw it. */
async function sees(path: FidelityPath, method: string, target: string, headers: readonly string[] = []) {
  const from = path.origin.seen.length;
  await once(path, method, target, headers);
  return path.origin.seen[from]!;
}

/** The device gets exactly the bytes that the origin sent, and nothing behind them. */
async function isVerbatim(path: FidelityPath, target: keyof typeof scripts, headers: readonly string[] = []): Promise<void> {
  const wire = await path.connect();
  const expected: string = scripts[target];
  wire.write(request(path, 'GET', target, headers));
  await wire.until(expected.length);
  wire.write(request(path, 'GET', '/plain', []));
  await wire.until((text) => text.endsWith('hello'));
  wire.socket.destroy();
  expect(wire.text).toBe(expected + scripts['/plain']);
}
