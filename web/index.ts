export { type ControlClient, type ControlClientOptions, createControlClient } from './control/control-client.js';
export { type ControlClientCause, ControlClientError } from './control/control-client-error.js';
export type {
  ControlHandlers,
  ControlReply,
  ControlStatus,
  FaultList,
  FaultRequest,
  PlantRequest,
  StepRequest,
} from './control/control-handlers.js';
export { type ControlServer, type ControlServerOptions, createControlServer } from './control/create-control-server.js';
export { createOnboardingServer } from './onboarding/create-onboarding-server.js';
export {
  type OnboardingExport,
  type OnboardingExportFormat,
  type OnboardingOptions,
  onboardingHost,
} from './onboarding/onboarding-options.js';
export { type OnboardingServer, startOnboardingServer } from './onboarding/start-onboarding-server.js';
