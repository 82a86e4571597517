import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Brake } from '../relay/brake.js';

/** Copies body bytes with backpressure, and stops while the brake is on. The end, trailers and failures are the caller's. */
export function pumpBody(from: IncomingMessage, to: ClientRequest | ServerResponse, brake: Brake): void {
  const resume = () => from.resume();
  from.on('data', (chunk: Buffer) => {
    if (!to.write(chunk)) from.pause();
    else if (brake.engaged) {
      from.pause();
      brake.onRelease(resume);
    }
  });
  to.on('drain', () => {
    if (brake.engaged) brake.onRelease(resume);
    else from.resume();
  });
  from.resume();
}
