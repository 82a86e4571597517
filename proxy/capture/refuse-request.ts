import { type ServerResponse, STATUS_CODES } from 'node:http';

/** Answers a request ourselves, with the reason in a header and in the body. Where an answer has begun, only a cut can be seen. */
export function refuseRequest(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) return void response.destroy();
  const body = `Plainsight: ${reason}\n`;
  // With a phrase of its own: an origin's that could not be written may stand there already.
  response.writeHead(status, STATUS_CODES[status] ?? 'Error', {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Plainsight-Error': reason.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500),
  });
  response.end(body);
}
