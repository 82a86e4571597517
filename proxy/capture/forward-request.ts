import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { ProxyContext } from '../proxy-context.js';
import { DialError } from '../upstream/dial-error.js';
import type { HttpUpstreamProxy, UpstreamProxy } from '../upstream/upstream-proxy.js';
import { cutResponse } from './cut-response.js';
import type { DeviceAgents } from './device-agents.js';
import { dialRefusal } from './dial-refusal.js';
import { endToEndHeaders } from './end-to-end-headers.js';
import { forwardResponse } from './forward-response.js';
import { hasHeader } from './has-header.js';
import type { Authority } from './parse-authority.js';
import { pumpBody } from './pump-body.js';
import { rawPairs } from './raw-pairs.js';
import { refuseRequest } from './refuse-request.js';

/** Methods that change nothing (RFC 9110, section 9.2.1): the only ones that are ever sent twice. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Sends one absolute-form request on to its origin and its response back, as both stood, interim responses, trailers and early
 * answers included. What may differ from the tunnel path: the connection's own headers (Connection, Keep-Alive, Proxy-*); a request
 * without Host gains one; a body whose length was not told is sent chunked; a response head that Node cannot read becomes 502;
 * methods outside Node's list are refused. A safe request without a body is sent once more when a kept connection turns out closed.
 */
export function forwardRequest(
  context: ProxyContext,
  agents: DeviceAgents,
  asked: { readonly authority: Authority; readonly target: string },
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  const { host, port } = asked.authority;
  const proxy = context.options.localHosts.has(host) ? undefined : requestProxy(context.options.upstream('http', asked.authority));
  const name = `${isIP(host) === 6 ? `[${host}]` : host}${port === 80 ? '' : `:${port}`}`;
  const headers = endToEndHeaders(request.rawHeaders);
  if (!hasHeader(headers, 'host')) headers.unshift('Host', name);
  if (proxy?.authorization) headers.push('Proxy-Authorization', proxy.authorization);
  const bodyless = request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined;
  const repeatable = bodyless && safeMethods.has(request.method ?? '');
  const refuse = (status: number, reason: string) => {
    request.resume();
    refuseRequest(response, status, reason);
  };

  const send = (again: boolean) => {
    let outgoing: ClientRequest;
    try {
      outgoing = httpRequest({
        agent: agents.agentFor(asked.authority),
        host,
        port,
        method: request.method ?? 'GET',
        path: proxy ? `http://${name}${asked.target}` : asked.target,
        setHost: false,
        insecureHTTPParser: false,
        maxHeaderSize: 256 * 1024,
        joinDuplicateHeaders: false,
        headers: headers as unknown as Record<string, string>,
      });
    } catch (error) {
      return refuse(400, `this request cannot be relayed (${error instanceof Error ? error.message : 'unknown error'})`);
    }
    outgoing.maxHeadersCount = 0;
    let silent: () => boolean = () => true;
    outgoing.once('socket', (socket) => {
      const connection = agents.connectionOf(socket);
      const before = connection?.bytesFromServer;
      silent = () => connection?.bytesFromServer === before;
    });
    const answer = forwardResponse(context, outgoing, response, { expectsContinue, throughProxy: proxy !== undefined });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (answer.complete) return request.resume();
      if (answer.begun || response.headersSent) return cutResponse(response, error);
      if (repeatable && !again && outgoing.reusedSocket && silent() && !response.destroyed) return send(true);
      if (error instanceof DialError) return refuse(dialRefusal(error).status, error.message);
      refuse(502, `${name} did not answer properly (${error.code ?? error.message})`);
    });
    response.once('close', () => {
      if (!answer.complete) outgoing.destroy();
    });
    if (bodyless) {
      outgoing.end();
      request.resume();
      return;
    }
    // The head goes at once, and as latin1, which flushHeaders() would not keep.
    outgoing.write(Buffer.alloc(0));
    pumpBody(request, outgoing, context.brake);
    request.once('end', () => {
      const trailers = rawPairs(request.rawTrailers);
      if (trailers.length > 0) outgoing.addTrailers(trailers);
      outgoing.end();
    });
  };
  send(false);
}

/** The proxy that is sent the request itself, in absolute form. Through SOCKS it reaches its origin as it stands. */
function requestProxy(proxy: UpstreamProxy | undefined): HttpUpstreamProxy | undefined {
  return proxy === undefined || proxy.kind === 'socks5' ? undefined : proxy;
}
