export { barsOf } from './judge-results.mjs';
export { runAlarms } from './run-alarms.mjs';
export { runChains } from './run-chains.mjs';
export { runMatrix } from './run-matrix.mjs';
