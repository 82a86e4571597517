import { Agent, request } from 'node:http';
import type { Verdict } from '../../model/index.js';
import { readBody } from '../read-body.js';
import { ControlClientError } from './control-client-error.js';
import type { ControlStatus, FaultList, FaultRequest, StepRequest } from './control-handlers.js';

export interface ControlClientOptions {
  /** As {@link ControlServer} gives it: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly token: string;
  /** Longest wait for an answer, in milliseconds; 15 minutes for `stop` and 90 seconds for the rest when absent. */
  readonly timeoutMs?: number;
}

/** Steers a run that another process started. Every method rejects with a {@link ControlClientError} and with nothing else. */
export interface ControlClient {
  step(step: StepRequest): Promise<void>;
  /** The raw value goes to loopback only, and is not kept here. */
  plant(planted: { readonly field: string; readonly value: string }): Promise<void>;
  stop(): Promise<Verdict>;
  status(): Promise<ControlStatus>;
  faults(): Promise<FaultList>;
  changeFaults(request: FaultRequest): Promise<FaultList>;
}

/** Most bytes of an answer: a verdict lists one finding a fingerprint. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** A client for {@link createControlServer}. Nothing is sent before a method is called. It never goes through a proxy. */
export function createControlClient({ url, token, timeoutMs }: ControlClientOptions): ControlClient {
  const call = (method: 'GET' | 'POST', path: string, body?: object, longest = timeoutMs ?? 90_000): Promise<unknown> =>
    callControl({ url, token, method, path, timeoutMs: longest, ...(body === undefined ? {} : { body }) });
  return {
    step: async (step) => void (await call('POST', '/v1/steps', step)),
    plant: async (planted) => void (await call('POST', '/v1/plant', planted)),
    stop: async () => (await call('POST', '/v1/stop', {}, timeoutMs ?? 900_000)) as Verdict,
    status: async () => (await call('GET', '/v1/status')) as ControlStatus,
    faults: async () => (await call('GET', '/v1/faults')) as FaultList,
    changeFaults: async (request) => (await call('POST', '/v1/faults', request)) as FaultList,
  };
}

interface Call {
  readonly url: string;
  readonly token: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly timeoutMs: number;
}

function callControl({ url, token, method, path, body, timeoutMs }: Call): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const target = loopbackTarget(url);
    if (target === undefined) {
      reject(new ControlClientError('bad-address', `The control address ${JSON.stringify(url)} is not of the form http://127.0.0.1:PORT.`));
      return;
    }
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': bytes.length };
    // An agent of its own: the global one follows proxy variables in newer Node, and `run` sets them for the process that calls us.
    const outgoing = request({ ...target, method, path, headers, agent: new Agent({ keepAlive: false }) });
    const timer = setTimeout(() => {
      reject(new ControlClientError('timeout', `Plainsight at ${url} did not answer within ${Math.round(timeoutMs / 1000)} seconds.`));
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      reject(notReached(error, url));
    });
    outgoing.on('response', (response) => {
      readBody(response, maxAnswerBytes).then((read) => {
        clearTimeout(timer);
        outgoing.destroy();
        const answer = read.kind === 'read' ? parseAnswer(read.bytes) : undefined;
        settle({ status: response.statusCode ?? 0, answer, url }, resolve, reject);
      }, reject);
    });
    outgoing.end(bytes);
  });
}

function settle(
  { status, answer, url }: { status: number; answer: object | undefined; url: string },
  resolve: (value: unknown) => void,
  reject: (error: ControlClientError) => void,
): void {
  if (answer === undefined) reject(new ControlClientError('bad-answer', `What answers at ${url} is not Plainsight's control endpoint.`));
  else if (status === 200) resolve(answer);
  else if (status === 401)
    reject(new ControlClientError('unauthorised', `Plainsight at ${url} does not accept this token: is it of an earlier run?`));
  else reject(new ControlClientError('refused', messageOf(answer) ?? `Plainsight at ${url} answered ${status}.`));
}

function notReached(error: NodeJS.ErrnoException, url: string): ControlClientError {
  if (error.code === 'ECONNREFUSED') {
    return new ControlClientError(
      'not-listening',
      `Nothing listens at ${url}: no run is going on there. Start one with "plainsight start".`,
    );
  }
  return new ControlClientError('connection-lost', `The connection to Plainsight at ${url} failed (${error.code ?? error.message}).`);
}

function loopbackTarget(url: string): { host: string; port: number } | undefined {
  const port = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/?$/.exec(url)?.[1];
  return port === undefined || Number(port) < 1 || Number(port) > 65_535 ? undefined : { host: '127.0.0.1', port: Number(port) };
}

function parseAnswer(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function messageOf(answer: object): string | undefined {
  const error: unknown = 'error' in answer ? answer.error : undefined;
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return typeof error.message === 'string' ? error.message : undefined;
}
