import type { Connection, Direction, Message, Wire } from '../../model/index.js';
import { hostHeader } from './message-hosts.js';
import type { RunClock } from './step-clock.js';

/** What a judgement is about. */
export interface Subject {
  readonly connection: Connection;
  readonly message?: Message;
  /** What `hostHeader` gave of the message's request. */
  readonly header: string;
  readonly direction?: Direction;
  readonly wire?: Wire;
  readonly step?: string;
  readonly startedDateTime: number;
}

export function messageSubject(connection: Connection, message: Message, clock: RunClock): Subject {
  const { direction, wire, startedDateTime, request } = message;
  return { connection, message, header: hostHeader(request), direction, wire, startedDateTime, ...stepOf(clock, startedDateTime) };
}

export function connectionSubject(connection: Connection, clock: RunClock): Subject {
  const { wire, startedDateTime } = connection;
  return { connection, header: '', ...(wire === undefined ? {} : { wire }), startedDateTime, ...stepOf(clock, startedDateTime) };
}

export function stepOf(clock: RunClock, moment: number): { readonly step?: string } {
  const step = clock.stepAt(moment);
  return step === undefined ? {} : { step };
}
