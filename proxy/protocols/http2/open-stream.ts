import type { RequestHead } from '../../../model/index.js';
import type { BodySink } from '../http/body-sink.js';
import type { StreamTunnel } from './stream-tunnel.js';

/** One stream (RFC 9113, section 5.1), and the exchange on it, as the observer keeps it while one of its ends is open. */
export interface OpenStream {
  readonly number: number;
  /** Id of the exchange. */
  readonly id: string;
  readonly request: RequestHead;
  readonly startedDateTime: number;
  /** What keeping the request's head costs, as field lists are counted. */
  readonly headSize: number;
  /** Whose request is still coming, and whose response. Absent before its head and when it has ended. */
  requestBody: BodySink | undefined;
  responseBody: BodySink | undefined;
  requestEnded: boolean;
  responseEnded: boolean;
  /** A final response's head has been read. */
  answered: boolean;
  /** One of its messages was broken off. */
  broken: boolean;
  status: number | undefined;
  /** Interim responses so far. */
  interim: number;
  /** What goes through a CONNECT. */
  tunnel: StreamTunnel | undefined;
  /** The sink knows of the exchange: a tunnel outlives it. */
  told: boolean;
  /** A body got bytes of the chunk that is being read. */
  touched: boolean;
}
