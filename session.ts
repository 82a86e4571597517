export {
  type CertificateAuthority,
  exportAuthority,
  exportFormats,
  homeFolder,
  openAuthority,
  rootFilesOf,
  rotateAuthority,
  writeBundle,
  writeTrustStore,
} from './certs/index.js';
export { bundledRoots, parseNameServer } from './proxy/index.js';
export { type ConnectionRecord, createFolder, listRuns, readRun } from './record/index.js';
export {
  type AccountComparison,
  accountComparisonJson,
  type ComparedRun,
  type Comparison,
  compareAccounts,
  compareRuns,
  comparisonJson,
  decideVerdict,
  formatAccountComparison,
  formatComparison,
  formatDifferences,
  formatLiveViolation,
  makeBaseline,
  parseReportOptions,
  printable,
  type ReportOption,
} from './report/index.js';
export {
  builtInOperators,
  explainRule,
  findRuleset,
  installDatabase,
  lintRuleset,
  loadRuleset,
  openPlaces,
  removeDatabase,
} from './rules/index.js';
export { checkSetup } from './session/doctor/check-setup.js';
export type { SetupCheck } from './session/doctor/setup-check.js';
export { explainWhere, type WhereAddress, type WhereResult } from './session/explain-where.js';
export { type ListedDatabase, listDatabases } from './session/list-databases.js';
export { readComparedRun } from './session/read-compared-run.js';
export { rulesetContext as defaultContext } from './session/ruleset-context.js';
export type { FinishOptions, Session, SessionEvents, SessionOptions, SessionResult } from './session/session-types.js';
export { startSession } from './session/start-session.js';
export { StepError } from './session/step-error.js';
export { testExamples } from './session/test-examples.js';
export { createControlClient } from './web/index.js';

/** The demo is loaded only where it is asked for. */
export function loadDemo(): Promise<typeof import('./demo/index.js')> {
  return import('./demo/index.js');
}
