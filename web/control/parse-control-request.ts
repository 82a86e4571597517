import { type InjectedFault, Sensitive } from '../../model/index.js';
import type { FaultRequest, PlantRequest, StepRequest } from './control-handlers.js';

export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'malformed'; readonly message: string };

/** Longest time that ending a step may wait, in milliseconds. */
export const maxSettleMs = 60_000;
const maxNameLength = 200;
const maxValueLength = 16_384;
const faults: readonly InjectedFault[] = ['refuse', 'reset', 'timeout', 'tls'];

/** Reads the body of `POST /v1/steps`: `{action: "begin" | "end", name, settleMs?}`. Keys that would be ignored are errors. */
export function parseStepRequest(body: unknown): Parsed<StepRequest> {
  const object = objectWithKeys(body, ['action', 'name', 'settleMs']);
  if (object.kind === 'malformed') return object;
  const { action, name, settleMs } = object.value;
  if (action !== 'begin' && action !== 'end') return malformed('"action" must be "begin" or "end"');
  if (!isName(name)) return malformed(`"name" must be a text of 1 to ${maxNameLength} characters on one line`);
  if (settleMs === undefined) return { kind: 'parsed', value: { action, name } };
  if (typeof settleMs !== 'number' || !(settleMs >= 0 && settleMs <= maxSettleMs)) {
    return malformed(`"settleMs" must be a number of milliseconds from 0 to ${maxSettleMs}`);
  }
  return { kind: 'parsed', value: { action, name, settleMs } };
}

/** Reads the body of `POST /v1/plant`: `{field, value}`. The value is sensitive from here on. */
export function parsePlantRequest(body: unknown): Parsed<PlantRequest> {
  const object = objectWithKeys(body, ['field', 'value']);
  if (object.kind === 'malformed') return object;
  const { field, value } = object.value;
  if (!isName(field)) return malformed(`"field" must be a text of 1 to ${maxNameLength} characters on one line`);
  if (typeof value !== 'string' || value === '' || value.length > maxValueLength) {
    return malformed(`"value" must be a text of 1 to ${maxValueLength} characters; write numbers as text`);
  }
  return { kind: 'parsed', value: { field, value: new Sensitive(value) } };
}

/** Reads the body of `POST /v1/faults`: `{action: "add" | "remove" | "clear", pattern?, fault?}`. What a pattern may be is the run's to say. */
export function parseFaultRequest(body: unknown): Parsed<FaultRequest> {
  const object = objectWithKeys(body, ['action', 'pattern', 'fault']);
  if (object.kind === 'malformed') return object;
  const { action, pattern, fault } = object.value;
  if (action !== 'add' && action !== 'remove' && action !== 'clear') return malformed('"action" must be "add", "remove" or "clear"');
  if (fault !== undefined && action !== 'add') return malformed('"fault" is for the action "add" only');
  if (action === 'clear') {
    return pattern === undefined
      ? { kind: 'parsed', value: { action } }
      : malformed('"pattern" is not for the action "clear", which takes all away');
  }
  if (!isName(pattern)) return malformed(`"pattern" must be a host pattern of 1 to ${maxNameLength} characters, such as "*.a.example"`);
  if (action === 'remove') return { kind: 'parsed', value: { action, pattern } };
  if (fault === undefined) return { kind: 'parsed', value: { action, pattern } };
  const known = faults.find((name) => name === fault);
  if (known === undefined) return malformed(`"fault" must be ${faults.map((name) => JSON.stringify(name)).join(', ')}, or left out`);
  return { kind: 'parsed', value: { action, pattern, fault: known } };
}

/** A request without parameters: no body, or an empty object. */
export function parseEmptyRequest(body: unknown): Parsed<null> {
  if (body === undefined) return { kind: 'parsed', value: null };
  const object = objectWithKeys(body, []);
  return object.kind === 'malformed' ? object : { kind: 'parsed', value: null };
}

function objectWithKeys(body: unknown, keys: readonly string[]): Parsed<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return malformed('the body must be a JSON object');
  const unknown = Object.keys(body).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const known = keys.length === 0 ? 'none is' : `known are ${keys.join(', ')}`;
    return malformed(`${JSON.stringify(unknown.slice(0, 80))} is not known here; ${known}`);
  }
  return { kind: 'parsed', value: { ...body } };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxNameLength && !/\p{Cc}/u.test(value);
}

function malformed(message: string): { readonly kind: 'malformed'; readonly message: string } {
  return { kind: 'malformed', message };
}
