/** The public API: run a session from a test runner of your own, and read what was recorded. */
export * from './model/index.js';
export {
  type ConnectionRecord,
  decideVerdict,
  type FinishOptions,
  listRuns,
  readRun,
  type Session,
  type SessionEvents,
  type SessionOptions,
  type SessionResult,
  startSession,
} from './session.js';
