import type { Message } from '../../model/index.js';
import type { Inspected, Task } from './thread-messages.js';

/** Why a message was not inspected although it was given to a thread. */
export type LossCause = 'crashed' | 'out-of-memory' | 'stuck' | 'earlier-part' | 'run-over';

/** `returned`: no thread can be had, and the message is as it was. */
export type Outcome = Inspected | { readonly kind: 'lost'; readonly cause: LossCause } | { readonly kind: 'returned' };

/** One message for a thread. Its bytes are its own, and gone once a thread has it. */
export interface InspectionJob {
  readonly message: Message;
  readonly task: Task;
  /** Where the windows of this message go; absent for one that comes whole. */
  readonly route?: Route;
  /** Once, never within `submit`'s own turn of a thread's messages before those submitted earlier to the same thread. */
  readonly done: (outcome: Outcome) => void;
}

/** Which thread has the state of a message that comes in windows. Made by whoever submits them, kept by the pool. */
export interface Route {
  lane?: { readonly dead: boolean };
  /** A window of it was begun: the thread knows what goes on in the next. */
  started: boolean;
  lost: boolean;
}
