import { afterAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { workplace } from '../harness/command-line.js';
import { makeFolder } from '../harness/temporary-folder.js';

/** A program that names no proxy: `http`, `https` and `fetch` as they come, and the control endpoint both ways. */
const program = `
import http from 'node:http';
import https from 'node:https';
const { PLAINSIGHT_CONTROL_URL: control, PLAINSIGHT_TOKEN: token } = process.env;
const headers = { authorization: 'Bearer ' + token };
const get = (module, url, options = {}) =>
  new Promise((resolve) => module.get(url, options, (answer) => { answer.resume(); answer.on('end', () => resolve(answer.statusCode)); }).on('error', (error) => resolve(error.message)));
console.log(JSON.stringify({
  http: await get(http, 'http://plainsight.test/trusted'),
  https: await get(https, 'https://plainsight.test/trusted'),
  fetch: (await fetch('https://plainsight.test/trusted')).status,
  controlByHttp: await get(http, control + '/v1/status', { headers }),
  controlByFetch: (await fetch(control + '/v1/status', { headers })).status,
}));
process.exit();
`;

describe('Node programs under run', () => {
  const folder = makeFolder();
  afterAll(() => folder.remove());

  it('come through the proxy by http, https and fetch, and reach the control endpoint beside it', async () => {
    const place = workplace(folder.path);
    openAuthority({ home: place.home });
    const { out, err } = await place.run(['run', '--data', place.data, '--', process.execPath, '--input-type=module', '-e', program]);
    // Nobody but the proxy knows plainsight.test: an answer proves the way.
    expect(JSON.parse(out)).toEqual({ http: 200, https: 200, fetch: 200, controlByHttp: 200, controlByFetch: 200 });
    expect(err).not.toMatch(/Warning/);
  });
});
