import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { assertNever } from '../../model/index.js';
import { type ProxyContext, plainAddress } from '../proxy-context.js';
import { DialError } from '../upstream/dial-error.js';
import type { Authority } from './parse-authority.js';
import { parseRequestTarget } from './parse-request-target.js';
import { teeSocket } from './tee-socket.js';

/** One agent for each device connection and origin, so that one upstream connection serves one device connection. */
type Agents = WeakMap<Socket, Map<string, Agent>>;

/**
 * Relays requests in absolute form (`GET http://host/path`), with headers and trailers as the device sent them. Documented
 * differences to the tunnel path: hop-by-hop headers are the proxy's own, malformed response heads become 502, a body without a
 * length becomes chunked.
 */
export function createAbsoluteFormHandler(
  context: ProxyContext,
): (target: string, request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) => void {
  const agents: Agents = new WeakMap();
  return (rawTarget, request, response, expectsContinue) => {
    request.on('error', () => response.destroy());
    response.on('error', () => request.destroy());
    const target = parseRequestTarget(rawTarget);
    switch (target.kind) {
      case 'absolute':
        return forward(context, agents, target.authority, target.target, request, response, expectsContinue);
      case 'own': {
        const [own] = context.options.localHosts.keys();
        if (own !== undefined) return forward(context, agents, { host: own, port: 80 }, target.target, request, response, expectsContinue);
        return refuse(response, 400, 'this is a proxy: set it as HTTP and HTTPS proxy of the device, and ask for absolute URLs');
      }
      case 'unsupported':
        return refuse(response, 501, `cannot relay ${target.scheme}:// in a plain request: use CONNECT for anything but http://`);
      case 'malformed':
        return refuse(response, 400, target.problem);
      default:
        return assertNever(target);
    }
  };
}

function forward(
  context: ProxyContext,
  agents: Agents,
  authority: Authority,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  const { upstream } = context.options;
  const proxy = context.options.localHosts.has(authority.host) ? undefined : upstream('http', authority);
  const name = isIP(authority.host) === 6 ? `[${authority.host}]` : authority.host;
  const headers = endToEndHeaders(request.rawHeaders);
  if (proxy?.authorization) headers.push('Proxy-Authorization', proxy.authorization);
  const bodyless = request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined;

  response.sendDate = false;
  const outgoing = httpRequest({
    agent: agentFor(context, agents, request.socket, authority),
    host: authority.host,
    port: authority.port,
    method: request.method ?? 'GET',
    path: proxy ? `http://${name}:${authority.port}${target}` : target,
    setHost: false,
    insecureHTTPParser: false,
    maxHeaderSize: 256 * 1024,
    joinDuplicateHeaders: false,
    headers: headers as unknown as Record<string, string>,
  });
  let answered = false;

  outgoing.on('continue', () => {
    if (expectsContinue) response.writeContinue();
    else interim(response, 100, 'Continue', []);
  });
  outgoing.on('information', (info) => {
    // 100 has its own event.
    if (info.statusCode !== 100) interim(response, info.statusCode, info.statusMessage, info.rawHeaders);
  });
  outgoing.on('response', (incoming) => {
    answered = true;
    const raw = incoming.rawHeaders;
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', endToEndHeaders(raw) as unknown as Record<string, string>);
    if (!hasHeader(raw, 'content-length') && incoming.headers['transfer-encoding'] === undefined) response.flushHeaders();
    incoming.on('data', (chunk: Buffer) => {
      if (!response.write(chunk)) incoming.pause();
    });
    response.on('drain', () => incoming.resume());
    incoming.on('end', () => {
      if (!incoming.complete) return void response.destroy();
      const trailers = pairsOf(incoming.rawTrailers);
      if (trailers.length > 0) response.addTrailers(trailers);
      response.end();
    });
    // Cut off by the origin: the device must see a cut, not an end.
    incoming.on('error', () => response.destroy());
    incoming.on('aborted', () => response.destroy());
  });
  outgoing.on('upgrade', (_incoming, socket) => {
    // A 101 that nobody asked for: not something that can be relayed on this path.
    socket.destroy();
    refuse(response, 502, 'the origin switched protocols without being asked');
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (answered || response.headersSent) return void response.destroy();
    if (error instanceof DialError) {
      const status = error.failure === 'timeout' ? 504 : error.failure === 'refused-loop' ? 403 : 502;
      return refuse(response, status, error.message);
    }
    refuse(response, 502, `${name}:${authority.port} did not answer properly (${error.code ?? error.message})`);
  });
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });

  if (expectsContinue) outgoing.flushHeaders();
  if (bodyless) {
    outgoing.end();
    request.resume();
    return;
  }
  request.on('data', (chunk: Buffer) => {
    if (!outgoing.write(chunk)) request.pause();
  });
  outgoing.on('drain', () => request.resume());
  request.on('end', () => {
    const trailers = pairsOf(request.rawTrailers);
    if (trailers.length > 0) outgoing.addTrailers(trailers);
    outgoing.end();
  });
  request.resume();
}

function agentFor(context: ProxyContext, agents: Agents, device: Socket, authority: Authority): Agent {
  let ofDevice = agents.get(device);
  if (ofDevice === undefined) {
    ofDevice = new Map();
    agents.set(device, ofDevice);
    device.once('close', () => {
      for (const agent of ofDevice?.values() ?? []) agent.destroy();
    });
  }
  const key = `${authority.host}:${authority.port}`;
  let agent = ofDevice.get(key);
  if (agent === undefined) {
    agent = new Agent({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
    const client = { address: plainAddress(device.remoteAddress ?? ''), port: device.remotePort ?? 0 };
    agent.createConnection = (_options, callback) => {
      const connection = context.newConnection('absolute-form', client);
      context.dialFor(connection, authority, 'http').then(
        (socket) => {
          teeSocket(context, connection, socket);
          callback?.(null, socket);
        },
        (error: unknown) => {
          const failure = error instanceof DialError ? error.failure : 'protocol-error';
          context.failed(connection, 'origin-failed', failure === 'refused-loop' ? 'protocol-error' : failure);
          callback?.(error instanceof Error ? error : new Error(String(error)), undefined as unknown as Duplex);
        },
      );
      return undefined;
    };
    ofDevice.set(key, agent);
  }
  return agent;
}

/** Raw headers without those that speak of the connection to the proxy itself (RFC 9110, sections 7.6.1 and 11.7). */
function endToEndHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!;
    switch (name.toLowerCase()) {
      case 'proxy-connection':
      case 'proxy-authorization':
      case 'keep-alive':
        continue;
      default:
        kept.push(name, raw[i + 1]!);
    }
  }
  return kept;
}

function hasHeader(raw: readonly string[], name: string): boolean {
  for (let i = 0; i < raw.length; i += 2) if (raw[i]!.toLowerCase() === name) return true;
  return false;
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([raw[i]!, raw[i + 1]!]);
  return pairs;
}

/** Passes an interim response on as it came. `flushHeaders` and `writeEarlyHints` would rename or drop its fields. */
function interim(response: ServerResponse, status: number, phrase: string, raw: readonly string[]): void {
  const { socket } = response;
  // Without a socket an earlier pipelined response is still being written; the interim one is only a hint.
  if (!socket?.writable || response.headersSent) return;
  let head = `HTTP/1.1 ${status} ${phrase}\r\n`;
  for (let i = 0; i + 1 < raw.length; i += 2) head += `${raw[i]}: ${raw[i + 1]}\r\n`;
  socket.write(`${head}\r\n`, 'latin1');
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) return void response.destroy();
  const body = `Plainsight: ${reason}\n`;
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Plainsight-Error': reason.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500),
  });
  response.end(body);
}
