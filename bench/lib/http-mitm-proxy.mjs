// http-mitm-proxy by itself, with keep-alive on both sides, which is its fastest setting.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveMeasurements } from './report-cpu.mjs';

const { Proxy: HttpMitmProxy } = createRequire(import.meta.url)('http-mitm-proxy');
const folder = mkdtempSync(join(tmpdir(), 'plainsight-bench-hmp-'));
const proxy = new HttpMitmProxy();
proxy.onError(() => undefined);
// It resolves names itself; the origin's name must lead to loopback.
const lookup = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
proxy.listen(
  {
    host: '127.0.0.1',
    port: 0,
    sslCaDir: folder,
    keepAlive: true,
    httpAgent: new http.Agent({ keepAlive: true, lookup }),
    httpsAgent: new https.Agent({ keepAlive: true, lookup, ca: readFileSync(process.env.ORIGIN_CA) }),
  },
  () => {
    const ca = join(folder, 'certs', 'ca.pem');
    const wait = setInterval(() => {
      if (!existsSync(ca)) return;
      clearInterval(wait);
      serveMeasurements({ port: proxy.httpPort, ca });
    }, 20);
  },
);
