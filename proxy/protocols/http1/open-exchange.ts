import type { RequestHead } from '../../../model/index.js';

/** One request that waits for its response, as the observer keeps it. Not a message: bodies are elsewhere. */
export interface OpenExchange {
  readonly id: string;
  readonly request: RequestHead;
  readonly startedDateTime: number;
  /** Bytes of the request's head: what waiting for the response costs. */
  readonly headSize: number;
  /** CONNECT or Upgrade: the answer decides what the bytes behind it are. */
  readonly maySwitch: boolean;
  /** What the request asked to upgrade to. */
  readonly upgrade: string | undefined;
  requestEnded: boolean;
  /** A final response's head has been read. */
  answered: boolean;
  responseEnded: boolean;
  /** One of its messages was broken off. */
  broken: boolean;
  status: number | undefined;
  /** Interim responses so far. */
  interim: number;
}
