import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Brake } from '../relay/brake.js';

/**
 * Copies body bytes with backpressure, and stops while the brake is on. The end, trailers and failures are the caller's. Goes by each
 * write's callback: after an early response, a ClientRequest says `drain` no more.
 */
export function pumpBody(from: IncomingMessage, to: ClientRequest | ServerResponse, brake: Brake): void {
  const resume = () => from.resume();
  const written = () => {
    if (brake.engaged) brake.onRelease(resume);
    else resume();
  };
  from.on('data', (chunk: Buffer) => {
    if (!to.write(chunk, written) || brake.engaged) from.pause();
  });
  resume();
}
