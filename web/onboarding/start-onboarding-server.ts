import { createServer } from 'node:http';
import { closeServer } from '../close-server.js';
import { listenOnLoopback } from '../listen-on-loopback.js';
import { createOnboardingServer } from './create-onboarding-server.js';
import type { OnboardingOptions } from './onboarding-options.js';

export interface OnboardingServer {
  /** On 127.0.0.1: where the proxy sends what devices ask of {@link onboardingHost}. */
  readonly port: number;
  /** Lets answers under way finish for up to two seconds, then closes. */
  close(): Promise<void>;
}

/** Serves {@link createOnboardingServer} on 127.0.0.1 and a free port, in cleartext: the proxy adds the TLS. Rejects only when the port cannot be opened. */
export async function startOnboardingServer(options: OnboardingOptions): Promise<OnboardingServer> {
  const limits = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 };
  const server = createServer(limits, createOnboardingServer(options));
  server.maxConnections = 256;
  const port = await listenOnLoopback(server, options.onFault);
  return { port, close: () => closeServer(server) };
}
