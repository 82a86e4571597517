// Holds connections open; a run asks once on each.
import { readFileSync } from 'node:fs';
import { openThrough } from './connect.mjs';
import { serveLoad } from './serve-load.mjs';

const held = [];
serveLoad({
  async open({ proxyPort, originPort, ca, connections }) {
    const pem = readFileSync(ca);
    for (let index = 0; index < connections; index += 50) {
      held.push(
        ...(await Promise.all(Array.from({ length: Math.min(50, connections - index) }, () => openThrough(proxyPort, originPort, pem)))),
      );
    }
    return held.map((socket) => {
      let asked = false;
      return () => {
        if (asked) return new Promise((resolve) => setTimeout(resolve, 5));
        asked = true;
        return new Promise((resolve, reject) => {
          socket.once('data', resolve).once('error', reject);
          socket.write('GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n');
        });
      };
    });
  },
});
