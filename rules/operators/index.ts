export { builtInOperatorGroups, builtInOperators } from './built-in-operators.js';
export type { OperatorEntry, OperatorKind } from './operator-entry.js';
