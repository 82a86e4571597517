import { assertNever } from '../../../model/index.js';
import { readCredentials, type SocksCredentials } from './read-credentials.js';
import { readGreeting } from './read-greeting.js';
import { readRequest, type SocksRequest } from './read-request.js';
import { encodeReply, type ReplyCode, replyCodes } from './reply.js';

/**
 * What is to be done after some bytes: `answer` (which may be empty) is to be written, then
 * - `reading`: more bytes are needed
 * - `refused`: the connection is to be closed
 * - `requested`: the client's request stands, unanswered. `rest` is what it sent behind it
 */
export type Progress =
  | { readonly kind: 'reading'; readonly answer: Buffer }
  | { readonly kind: 'refused'; readonly answer: Buffer }
  | { readonly kind: 'requested'; readonly answer: Buffer; readonly request: SocksRequest; readonly rest: Buffer };

type Stage = 'greeting' | 'credentials' | 'request';

const version = 0x05;
const credentialsVersion = 0x01;
const methods = { none: 0x00, credentials: 0x02, unacceptable: 0xff } as const;

/**
 * The server's side of a SOCKS5 conversation up to the client's request (RFC 1928, sections 3 and 4; RFC 1929), sans-IO. With `check` only
 * clients whose credentials it accepts get through; without it none are asked for, and any are taken from clients that offer nothing else.
 * Keeps at most one unfinished message: 513 bytes. Nothing may be fed after `refused` or `requested`.
 */
export class Negotiation {
  readonly #check: ((given: SocksCredentials) => boolean) | undefined;
  #stage: Stage = 'greeting';
  #bytes: Buffer = Buffer.alloc(0);
  #answers: Buffer[] = [];

  constructor(check?: (given: SocksCredentials) => boolean) {
    this.#check = check;
  }

  feed(bytes: Buffer): Progress {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const progress = this.#step();
      if (progress !== undefined) return progress;
    }
  }

  /** Reads one message; `undefined` when there was a whole one and the next may be read. */
  #step(): Progress | undefined {
    switch (this.#stage) {
      case 'greeting':
        return this.#greeting();
      case 'credentials':
        return this.#credentials();
      case 'request':
        return this.#request();
      default:
        return assertNever(this.#stage);
    }
  }

  #greeting(): Progress | undefined {
    const reading = readGreeting(this.#bytes);
    if (reading.kind === 'incomplete') return this.#more();
    const method = reading.kind === 'read' ? this.#choose(reading.value) : methods.unacceptable;
    if (reading.kind === 'malformed' || method === methods.unacceptable) return this.#refuse(Buffer.of(version, methods.unacceptable));
    return this.#next(method === methods.credentials ? 'credentials' : 'request', reading.end, Buffer.of(version, method));
  }

  #choose(offered: Buffer): number {
    if (this.#check === undefined && offered.includes(methods.none)) return methods.none;
    return offered.includes(methods.credentials) ? methods.credentials : methods.unacceptable;
  }

  #credentials(): Progress | undefined {
    const reading = readCredentials(this.#bytes);
    if (reading.kind === 'incomplete') return this.#more();
    if (reading.kind === 'malformed' || this.#check?.(reading.value) === false) return this.#refuse(Buffer.of(credentialsVersion, 0x01));
    return this.#next('request', reading.end, Buffer.of(credentialsVersion, 0x00));
  }

  #request(): Progress {
    const reading = readRequest(this.#bytes);
    switch (reading.kind) {
      case 'incomplete':
        return this.#more();
      case 'malformed':
        return this.#refuseRequest(replyCodes.generalFailure);
      case 'unknown-command':
        return this.#refuseRequest(replyCodes.commandNotSupported);
      case 'unknown-address-type':
        return this.#refuseRequest(replyCodes.addressTypeNotSupported);
      case 'read':
        return { kind: 'requested', answer: this.#take(), request: reading.value, rest: this.#bytes.subarray(reading.end) };
      default:
        return assertNever(reading);
    }
  }

  #next(stage: Stage, end: number, answer: Buffer): undefined {
    this.#stage = stage;
    this.#bytes = this.#bytes.subarray(end);
    this.#answers.push(answer);
  }

  #more(): Progress {
    return { kind: 'reading', answer: this.#take() };
  }

  #refuseRequest(code: ReplyCode): Progress {
    return this.#refuse(encodeReply(code));
  }

  #refuse(answer: Buffer): Progress {
    this.#answers.push(answer);
    return { kind: 'refused', answer: this.#take() };
  }

  #take(): Buffer {
    const answer = Buffer.concat(this.#answers);
    this.#answers = [];
    return answer;
  }
}
