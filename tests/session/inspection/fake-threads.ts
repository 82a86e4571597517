import type { InspectionThread, StartThread, ThreadEvents } from '../../../session/inspection/start-thread.js';
import type { ToThread } from '../../../session/inspection/thread-messages.js';

/** A thread that does what the test says. */
export interface FakeThread extends InspectionThread {
  readonly events: ThreadEvents;
  readonly sent: ToThread[];
  /** IDs of the messages it was given. */
  readonly given: string[];
  readonly isBusy: boolean;
  readonly terminated: boolean;
  ready(): void;
  /** Says that it is done with the first message that it has not answered yet, and hands back its buffer. */
  clean(buffer?: ArrayBuffer): void;
}

export function fakeThreads(): { readonly threads: FakeThread[]; readonly start: StartThread } {
  const threads: FakeThread[] = [];
  return {
    threads,
    start: (events) => {
      const thread = {
        events,
        sent: [] as ToThread[],
        given: [] as string[],
        isBusy: false,
        terminated: false,
        send: (message: ToThread) => {
          thread.sent.push(message);
          if (message.kind === 'inspect') thread.given.push(message.message.id);
        },
        busy: (busy: boolean) => {
          thread.isBusy = busy;
        },
        terminate: async () => {
          thread.terminated = true;
        },
        ready: () => events.message({ kind: 'ready' }),
        clean: (buffer?: ArrayBuffer) =>
          events.message({ kind: 'done', inspected: { kind: 'clean' }, ...(buffer === undefined ? {} : { buffer }) }),
      };
      threads.push(thread);
      return thread;
    },
  };
}
