// Closed loop over WebSocket: each connection sends a masked message of 1 KiB, and the next when its echo is there.
import { readFileSync } from 'node:fs';
import { openThrough } from './connect.mjs';
import { openEcho } from './echo-frames.mjs';
import { serveLoad } from './serve-load.mjs';

serveLoad({
  open: ({ proxyPort, originPort, ca, connections }) =>
    Promise.all(
      Array.from({ length: connections }, async () => {
        const echo = await openEcho(await openThrough(proxyPort, originPort, readFileSync(ca)), originPort);
        return () => echo(1);
      }),
    ),
});
