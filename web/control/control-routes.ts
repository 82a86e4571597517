import { type ControlAnswer, failureAnswer } from './control-answer.js';
import type { ControlHandlers, ControlReply } from './control-handlers.js';
import { type Parsed, parseEmptyRequest, parseFaultRequest, parsePlantRequest, parseStepRequest } from './parse-control-request.js';

type Route = (body: unknown) => Promise<ControlAnswer>;

/** By path, then by method. */
export type ControlRoutes = ReadonlyMap<string, ReadonlyMap<string, Route>>;

/**
 * What each path does. Stopping goes to its handler once: all who ask share its answer, and it can be asked for again only when it was
 * refused or failed. A handler that takes longer than `timeoutMs` is answered with 504 and runs on.
 */
export function controlRoutes(handlers: ControlHandlers, onFault: (error: unknown) => void, timeoutMs = 600_000): ControlRoutes {
  let stopping: ReturnType<ControlHandlers['stop']> | undefined;
  const stopOnce = (): ReturnType<ControlHandlers['stop']> => {
    stopping ??= stopUnlessRefused();
    return stopping;
  };
  const stopUnlessRefused = async (): ReturnType<ControlHandlers['stop']> => {
    let stopped = false;
    try {
      // In a turn of its own, so that even a handler that throws at once does so after `stopping` was set.
      const reply = await Promise.resolve().then(() => handlers.stop());
      stopped = reply.kind === 'done';
      return reply;
    } finally {
      if (!stopped) stopping = undefined;
    }
  };
  const route = <T, R>(parse: (body: unknown) => Parsed<T>, handle: (value: T) => Promise<ControlReply<R>>): Route => {
    return async (body) => {
      const parsed = parse(body);
      if (parsed.kind === 'malformed') return failureAnswer(400, parsed.message);
      const handling = handle(parsed.value);
      const reply = await withTimeout(handling, timeoutMs);
      if (reply === 'timeout') {
        handling.catch(onFault);
        return failureAnswer(504, `it took longer than ${timeoutMs} ms; ask GET /v1/status what became of it`);
      }
      return reply.kind === 'refused' ? failureAnswer(400, reply.message) : { status: 200, body: reply.value ?? { done: true } };
    };
  };
  return new Map([
    ['/v1/steps', new Map([['POST', route(parseStepRequest, (request) => handlers.step(request))]])],
    ['/v1/plant', new Map([['POST', route(parsePlantRequest, (request) => handlers.plant(request))]])],
    ['/v1/stop', new Map([['POST', route(parseEmptyRequest, stopOnce)]])],
    ['/v1/status', new Map([['GET', route(parseEmptyRequest, () => handlers.status())]])],
    [
      '/v1/faults',
      new Map([
        ['GET', route(parseEmptyRequest, () => handlers.faults())],
        ['POST', route(parseFaultRequest, (request) => handlers.changeFaults(request))],
      ]),
    ],
  ]);
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), ms);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
