// One short run of the joined program, in the folder that is given; what V8 compiled in its course is written down beside the joined files.
import { join } from 'node:path';
import { load, scripts, writeCode } from '../dist/joined/load.js';

const [, , folder] = process.argv;
const visit = `const server = require('node:http').createServer((request, response) => response.end('{}'));
server.listen(0, '127.0.0.1', async () => {
  await (await fetch('http://127.0.0.1:' + server.address().port + '/')).text();
  server.close();
});`;
process.argv.splice(2, 1, 'run', '--data', join(folder, 'data'), '--rules', 'plainsight:baseline', '--', process.execPath, '-e', visit);
process.once('exit', () => {
  for (const [file, script] of scripts) writeCode(file, script);
});
load('main.cjs');
