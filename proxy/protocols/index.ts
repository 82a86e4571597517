export { type Classification, classify, longestUndecided } from './classify.js';
export { createHttp1Observer } from './http1/create-http1-observer.js';
export type { Observer, ObserverContext, ObserverLimits, ObserverSink } from './observer.js';
export { defaultObserverLimits } from './observer.js';
export { createOpaqueObserver, type OpaqueOptions } from './opaque/create-opaque-observer.js';
