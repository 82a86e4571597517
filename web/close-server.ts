import type { Server } from 'node:http';

/** Stops listening, lets answers under way finish for `graceMs`, then cuts what is left. Closing twice is fine. */
export function closeServer(server: Server, graceMs = 2_000): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    // The callback's error only says that it was closed already.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
