import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { ProxyContext } from '../proxy-context.js';
import { cutResponse } from './cut-response.js';
import { endToEndHeaders } from './end-to-end-headers.js';
import { hasHeader } from './has-header.js';
import { interimResponse } from './interim-response.js';
import { pumpBody } from './pump-body.js';
import { rawPairs } from './raw-pairs.js';
import { refuseRequest } from './refuse-request.js';

/** How far an answer has come. */
export interface ResponseProgress {
  /** The final head has arrived. */
  readonly begun: boolean;
  /** Everything has arrived, and been handed to the device's socket. */
  readonly complete: boolean;
}

/** Sends what answers `outgoing` on to the device: interim responses, head, body as it flows, trailers, and how it ended. */
export function forwardResponse(
  context: ProxyContext,
  outgoing: ClientRequest,
  response: ServerResponse,
  options: { readonly expectsContinue: boolean; readonly throughProxy: boolean },
): ResponseProgress {
  const progress = { begun: false, complete: false };
  const refuse = (status: number, reason: string) => {
    progress.begun = true;
    refuseRequest(response, status, reason);
    outgoing.destroy();
  };
  outgoing.on('information', ({ statusCode, statusMessage, rawHeaders }) => {
    // Node's own, where it knows that the device waits: else it would close the connection after the response.
    if (statusCode === 100 && options.expectsContinue) response.writeContinue();
    else interimResponse(response, statusCode, statusMessage, rawHeaders);
  });
  outgoing.on('upgrade', (_incoming, socket) => {
    socket.destroy();
    refuse(502, 'the origin switched protocols without being asked');
  });
  outgoing.on('response', (incoming) => {
    incoming.on('error', (error: NodeJS.ErrnoException) => {
      if (!progress.complete && !response.destroyed) cutResponse(response, error);
    });
    // The device has no business with our own credentials.
    if (options.throughProxy && incoming.statusCode === 407) return refuse(502, 'the upstream proxy wants other credentials (status 407)');
    progress.begun = true;
    try {
      writeHead(incoming, response);
    } catch (error) {
      return refuse(502, `the response head cannot be relayed (${error instanceof Error ? error.message : 'unknown error'})`);
    }
    pumpBody(incoming, response, context.brake);
    incoming.once('end', () => {
      if (!incoming.complete) return cutResponse(response, undefined);
      const trailers = rawPairs(incoming.rawTrailers);
      if (trailers.length > 0) response.addTrailers(trailers);
      response.end();
      progress.complete = true;
    });
  });
  return progress;
}

/** The head as it stood, and at once: an event stream may have no body for long. Framing is the origin's own, too. */
function writeHead(incoming: IncomingMessage, response: ServerResponse): void {
  const raw = endToEndHeaders(incoming.rawHeaders);
  response.sendDate = false;
  // Removing headers that are not there yet keeps Node from adding them.
  response.removeHeader('Connection');
  response.removeHeader('Content-Length');
  response.removeHeader('Transfer-Encoding');
  const { req } = response;
  if (req.httpVersionMajor === 1 && req.httpVersionMinor === 0 && hasHeader(raw, 'transfer-encoding')) {
    // HTTP/1.0 knows no chunks (RFC 9112, section 6.1): the body then ends with the connection.
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', without(raw, 'transfer-encoding') as never);
  } else {
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', raw as never);
  }
  // As bytes, since flushHeaders() would not keep latin1.
  response.write(Buffer.alloc(0));
}

function without(raw: readonly string[], name: string): string[] {
  return rawPairs(raw)
    .filter(([header]) => header.toLowerCase() !== name)
    .flat();
}
