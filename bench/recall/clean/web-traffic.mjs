import { deflateSync, gzipSync } from 'node:zlib';
import { request, response } from '../carriers.mjs';

const names = 'abcdefghijklmnopqrstuvwxyz';

function expression(w, depth = 0) {
  const name = () => w.pick(names) + (w.chance(0.3) ? w.pick(names) : '');
  const leaf = () =>
    w.pick([
      name,
      () => `${name()}.${w.camel()}`,
      () => String(w.int(999)),
      () => `"${w.word()}"`,
      () => `0x${w.hex(w.between(2, 8))}`,
      () => `${name()}[${w.int(20)}]`,
      () => `!${w.int(2)}`,
      () => `1e${w.int(9)}`,
    ])();
  if (depth > 2 || w.chance(0.4)) return leaf();
  const inner = () => expression(w, depth + 1);
  return w.pick([
    () => `${inner()}${w.pick(['+', '-', '*', '/', '%', '&&', '||', '===', '>>>', '<<', '^', '|', '&', ','])}${inner()}`,
    () => `${name()}(${inner()},${inner()})`,
    () => `(${inner()}?${inner()}:${inner()})`,
    () => `function(${name()},${name()}){return ${inner()}}`,
    () => `{${w.word()}:${inner()},${w.camel()}:${inner()}}`,
    () => `/^[${w.pick(['a-z', '\\\\d', '^\\\\s'])}]+\\\\.${w.word()}$/i.test(${name()})`,
  ])();
}

/** As a minifier leaves scripts: short names, operators, tables of numbers and hashes of chunks. */
const script = (w) => {
  const lines = w.list(w.between(20, 60), () =>
    w.pick([
      () => `var ${w.pick(names)}=${expression(w)};`,
      () => `${w.pick(names)}.${w.camel()}=${expression(w)};`,
      () => `t.d(n,"${w.pick(names)}",function(){return ${w.pick(names)}});`,
      () => `${w.between(100, 9999)}:"${w.hex(20)}",`,
      () => `"\\u${w.hex(4)}\\x${w.hex(2)}",`,
    ])(),
  );
  return response(
    ['Content-Type', 'application/javascript', 'ETag', `W/"${w.hex(8)}-${w.hex(11)}"`],
    Buffer.from(`!function(e,t){${lines.join('')}}(window);\n//# sourceMappingURL=${w.word()}.${w.hex(8)}.js.map`),
  );
};

const style = (w) => {
  const rules = w.list(
    w.between(8, 25),
    () =>
      `.${w.word()}__${w.word()}--${w.hex(5)}{color:#${w.hex(6)};margin:${w.int(40)}px ${w.next().toFixed(3)}em;transform:translate(${(w.next() * 90).toFixed(4)}%,${(w.next() * 90).toFixed(4)}%)}`,
  );
  return response(['Content-Type', 'text/css'], Buffer.from(rules.join('')));
};

const page = (w) => {
  const body = w.list(
    w.between(4, 10),
    () =>
      `<li class="${w.word()}" data-id="${w.digits(7)}"><a href="/${w.word()}/${w.digits(6)}?ref=${w.word()}&amp;p=${w.int(90)}">${w.phrase(5)} &ndash; ${w.price()}&nbsp;&euro;</a></li>`,
  );
  const head = `<script nonce="${w.base64(16)}" integrity="sha384-${w.base64(48)}" src="/${w.hex(8)}.js"></script><meta name="csrf" content="${w.base64url(32)}">`;
  return response(
    [
      'Content-Type',
      'text/html; charset=utf-8',
      'Content-Security-Policy',
      `script-src 'self' 'nonce-${w.base64(16)}' 'sha256-${w.base64(32)}'`,
    ],
    Buffer.from(`<!doctype html><html><head>${head}</head><body><ul>${body.join('')}</ul></body></html>`),
  );
};

const drawing = (w) => {
  const paths = w.list(
    w.between(2, 6),
    () =>
      `<path d="M${w.list(w.between(6, 20), () => `${(w.next() * 180).toFixed(w.between(1, 5))},${(w.next() * 90).toFixed(w.between(1, 5))}`).join('L')}Z" fill="#${w.hex(6)}"/>`,
  );
  return response(
    ['Content-Type', 'image/svg+xml'],
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w.int(900)} ${w.int(900)}">${paths.join('')}</svg>`),
  );
};

const jpegHead = Buffer.from(
  'ffd8ffe000104a46494600010100004800480000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f14',
  'hex',
);
const pngHead = Buffer.from('89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866', 'hex');

const image = (w) => {
  const kind = w.pick(['jpeg', 'png', 'webp', 'woff2']);
  const noise = w.bytes(w.between(500, 4000));
  const url = `/images/${w.hex(12)}.${kind}`;
  if (kind === 'jpeg') return response(['Content-Type', 'image/jpeg'], Buffer.concat([jpegHead, noise]), url);
  if (kind === 'woff2')
    return response(['Content-Type', 'font/woff2'], Buffer.concat([Buffer.from('wOF2\0\x01\0\0', 'latin1'), noise]), url);
  if (kind === 'webp')
    return response(['Content-Type', 'image/webp'], Buffer.concat([Buffer.from(`RIFF\x10\x0f\0\0WEBPVP8 `, 'latin1'), noise]), url);
  const data = deflateSync(w.chance(0.5) ? noise : Buffer.alloc(30_000, w.int(255)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return response(
    ['Content-Type', 'image/png'],
    Buffer.concat([pngHead, length, Buffer.from('IDAT'), data, Buffer.from('0000000049454e44ae426082', 'hex')]),
    url,
  );
};

const upload = (w) => {
  const boundary = `----WebKitFormBoundary${w.text('ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789', 16)}`;
  const part = (head, content) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ];
  const body = Buffer.concat([
    ...part('name="caption"', Buffer.from(w.phrase(5))),
    ...part(
      `name="file"; filename="${w.word()}.jpg"\r\nContent-Type: image/jpeg`,
      Buffer.concat([jpegHead, w.bytes(w.between(300, 1500))]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return request('POST', '/upload', ['Content-Type', `multipart/form-data; boundary=${boundary}`], body);
};

const compressedLog = (w) => {
  const lines = w.list(
    w.between(5, 25),
    () =>
      `${w.iso()} ${w.pick(['INFO', 'WARN', 'DEBUG'])} [worker-${w.int(16)}] ${w.camel()} took ${w.int(900)}ms rows=${w.int(9e5)} trace=${w.hex(16)}`,
  );
  return request('POST', '/logs', ['Content-Type', 'text/plain', 'Content-Encoding', 'gzip'], gzipSync(lines.join('\n')));
};

export const webTraffic = { script, style, page, drawing, image, upload, 'compressed log': compressedLog };
