import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer } from '../close-server.js';
import { listenOnLoopback } from '../listen-on-loopback.js';
import { readBody } from '../read-body.js';
import { type ControlAnswer, failureAnswer } from './control-answer.js';
import type { ControlHandlers } from './control-handlers.js';
import { type ControlRoutes, controlRoutes } from './control-routes.js';
import { carriesToken, makeControlToken } from './control-token.js';
import type { Parsed } from './parse-control-request.js';

export interface ControlServerOptions {
  readonly handlers: ControlHandlers;
  /** Told of everything a handler throws. */
  readonly onFault: (error: unknown) => void;
  /** Longest time a handler may take before 504 is answered, in milliseconds; ten minutes when absent, since stopping judges what is left. */
  readonly handlerTimeoutMs?: number;
}

export interface ControlServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Lets answers under way finish for up to two seconds, then closes. */
  close(): Promise<void>;
}

/** Most bytes of a request's body. */
const maxBodyBytes = 64 * 1024;

/**
 * Starts the endpoint through which tests steer a run: `POST /v1/steps`, `POST /v1/plant`, `POST /v1/stop`, `GET /v1/status`,
 * `GET` and `POST /v1/faults`, on 127.0.0.1 and a free port. Every request needs the bearer token and our own address as its Host; what a browser sends on behalf of
 * a page (any Origin) is refused. Errors are `{"error": {"message"}}` with 400, 401, 403, 404, 405, 413, 500 or 504.
 *
 * Rejects only when the port cannot be opened. Not meant to be reached through the proxy, nor from another machine.
 */
export async function createControlServer(options: ControlServerOptions): Promise<ControlServer> {
  const token = makeControlToken();
  const routes = controlRoutes(options.handlers, options.onFault, options.handlerTimeoutMs);
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 8_192 });
  let authority = '';
  server.on('request', (request, response) => {
    respond(request, { authority, token, routes }).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        options.onFault(error);
        send(response, failureAnswer(500, 'Plainsight failed to answer; its log says why'));
      },
    );
  });
  server.maxConnections = 64;
  authority = `127.0.0.1:${await listenOnLoopback(server, options.onFault)}`;
  return { url: `http://${authority}`, token, close: () => closeServer(server) };
}

interface Guard {
  readonly authority: string;
  readonly token: string;
  readonly routes: ControlRoutes;
}

async function respond(request: IncomingMessage, { authority, token, routes }: Guard): Promise<ControlAnswer> {
  // A page that had its name rebound to 127.0.0.1 sends its own name here (DNS rebinding).
  const hosts = request.rawHeaders.filter((_, index) => index % 2 === 1 && request.rawHeaders[index - 1]?.toLowerCase() === 'host');
  if (hosts.length !== 1 || hosts[0] !== authority) return failureAnswer(403, `the Host header must be ${authority}`);
  if (request.headers.origin !== undefined) return failureAnswer(403, 'requests of web pages (with an Origin header) are not served');
  if (!carriesToken(request.headers.authorization, token)) {
    return { ...failureAnswer(401, 'the bearer token is missing or wrong'), headers: { 'www-authenticate': 'Bearer' } };
  }
  const methods = routes.get(request.url ?? '');
  if (methods === undefined) return failureAnswer(404, `nothing is here; there are ${[...routes.keys()].join(', ')}`);
  const route = methods.get(request.method ?? '');
  if (route === undefined) {
    const allow = [...methods.keys()].join(', ');
    return { ...failureAnswer(405, `only ${allow} is possible here`), headers: { allow } };
  }
  const read = await readBody(request, maxBodyBytes);
  if (read.kind === 'too-large') return failureAnswer(413, `the body may have ${maxBodyBytes} bytes`);
  if (read.kind === 'aborted') return failureAnswer(400, 'the body ended early');
  const body = parseJson(read.bytes);
  return body.kind === 'malformed' ? failureAnswer(400, body.message) : route(body.value);
}

function parseJson(bytes: Buffer): Parsed<unknown> {
  if (bytes.length === 0) return { kind: 'parsed', value: undefined };
  try {
    return { kind: 'parsed', value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    // The parser's own message quotes the body, which may hold a planted value.
    if (error instanceof SyntaxError) return { kind: 'malformed', message: 'the body is not JSON' };
    throw error;
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: ControlAnswer): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
    ...headers,
  });
  response.end(bytes);
}
