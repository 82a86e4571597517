export { runScenario, type ScenarioFolders } from './run-scenario.js';
export type { Build, Scenario } from './scenario.js';
export { scenarios } from './scenarios/index.js';
