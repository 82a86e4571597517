import type { ServerResponse } from 'node:http';
import { rawPairs } from './raw-pairs.js';

/** Passes a 1xx response on as it came: `writeEarlyHints` and the like would rename or drop its fields. */
export function interimResponse(response: ServerResponse, status: number, phrase: string, raw: readonly string[]): void {
  const { socket } = response;
  if (!socket?.writable || response.headersSent) return;
  const fields = rawPairs(raw).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${phrase}\r\n${fields.join('')}\r\n`, 'latin1');
}
