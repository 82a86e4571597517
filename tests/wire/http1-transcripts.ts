import type { ObserverLimits } from '../../proxy/protocols/index.js';
import { client, clientEnds, close, server, serverEnds, type Transcript, tick } from './feed.js';

export interface Http1Case {
  readonly name: string;
  readonly transcript: Transcript;
  readonly limits?: Partial<ObserverLimits>;
  readonly told: readonly string[];
}

const get = 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n';
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const afterGet = ['c7-x1-q GET /a'];
const okTold = ['c7-x1-r 200 "ok"', 'exchange c7-x1 200'];

/** What ordinary clients and servers say, and how connections end. */
export const plainCases: readonly Http1Case[] = [
  { name: 'a GET and its answer', transcript: [client(get), server(ok), close()], told: [...afterGet, ...okTold] },
  {
    name: 'empty lines before a request line',
    transcript: [client('\r\n\r\n', get), server(ok), client('\r\n'), close()],
    told: [...afterGet, ...okTold],
  },
  {
    name: 'headers with odd but sure values',
    transcript: [
      client('GET /\xe9?a=\xff HTTP/1.1\r\nA:\r\nB: \t x y\t \r\nC:z\r\nHost: h\r\nHost: i\r\n\r\n'),
      server('HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n'),
      close(),
    ],
    told: ['c7-x1-q GET /\xe9?a=\xff', 'c7-x1-r 200', 'exchange c7-x1 200'],
  },
  {
    name: 'a POST with a length',
    transcript: [client('POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello'), server(ok), close()],
    told: ['c7-x1-q POST /p "hello"', ...okTold],
  },
  {
    name: 'Content-Length repeated with the same value, and 0',
    transcript: [
      client('POST /p HTTP/1.1\r\nContent-Length: 2, 2\r\ncontent-length: 2\r\n\r\nhi'),
      server('HTTP/1.1 200 OK\r\nCONTENT-LENGTH: 0\r\n\r\n'),
      close(),
    ],
    told: ['c7-x1-q POST /p "hi"', 'c7-x1-r 200', 'exchange c7-x1 200'],
  },
  {
    name: 'chunked both ways, with extensions and trailers',
    transcript: [
      client(
        'POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=1 ; b="x"\r\nabc\r\n00A \t;c\r\n0123456789\r\n0\r\nX-T: 1\r\nX-U:2\r\n\r\n',
      ),
      server('HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0;last\r\n\r\n'),
      close(),
    ],
    told: [
      'c7-x1-q POST /p "abc0123456789" trailers=[X-T,1,X-U,2]',
      'c7-x1-q-e ";a=1 ; b=\\"x\\";c"',
      'c7-x1-r 200 "ok"',
      'c7-x1-r-e ";last"',
      'exchange c7-x1 200',
    ],
  },
  {
    name: 'an empty chunked body, keep-alive',
    transcript: [
      client(get),
      server('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
      client('GET /b HTTP/1.1\r\n\r\n'),
      server(ok),
      close(),
    ],
    told: [...afterGet, 'c7-x1-r 200', 'exchange c7-x1 200', 'c7-x2-q GET /b', 'c7-x2-r 200 "ok"', 'exchange c7-x2 200'],
  },
  {
    name: 'pipelining, HEAD, 204 and 304 with a length but no body',
    transcript: [
      client('HEAD /h HTTP/1.1\r\n\r\nGET /n HTTP/1.1\r\n\r\nGET /m HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n\r\n'),
      server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'),
      server('HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n', ok),
      close(),
    ],
    told: [
      'c7-x1-q HEAD /h',
      'c7-x2-q GET /n',
      'c7-x3-q GET /m',
      'c7-x4-q GET /a',
      'c7-x1-r 200',
      'exchange c7-x1 200',
      'c7-x2-r 204',
      'exchange c7-x2 204',
      'c7-x3-r 304',
      'exchange c7-x3 304',
      'c7-x4-r 200 "ok"',
      'exchange c7-x4 200',
    ],
  },
  {
    name: 'a body up to the close',
    transcript: [client(get), server('HTTP/1.0 200 OK\r\n\r\nto the end'), serverEnds, close()],
    told: [...afterGet, 'c7-x1-r 200 "to the end"', 'exchange c7-x1 200'],
  },
  {
    name: 'a body up to the close, of which only the close is told',
    transcript: [client(get), server('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end'), close()],
    told: [...afterGet, 'c7-x1-r 200 "to the end"', 'exchange c7-x1 200'],
  },
  {
    name: 'HTTP/1.0 that stays open',
    transcript: [
      client('GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'),
      server('HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok'),
      client('GET /b HTTP/1.0\r\n\r\n'),
      server('HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nno'),
      close(),
    ],
    told: [...afterGet, ...okTold, 'c7-x2-q GET /b', 'c7-x2-r 200 "no"', 'exchange c7-x2 200'],
  },
  {
    name: 'Expect: 100-continue, and 103 before the answer',
    transcript: [
      client('PUT /p HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n'),
      server('HTTP/1.1 100 Continue\r\n\r\n'),
      client('body'),
      server('HTTP/1.1 103 Early Hints\r\nLink: </s>\r\n\r\n', ok),
      close(),
    ],
    told: ['c7-x1-i1 100', 'c7-x1-q PUT /p "body"', 'c7-x1-i2 103', ...okTold],
  },
  {
    name: 'an answer before the request has ended',
    transcript: [client('POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo'), server(ok), client('dy', get), server(ok), close()],
    told: ['c7-x1-r 200 "ok"', 'c7-x1-q POST /p "body"', 'exchange c7-x1 200', 'c7-x2-q GET /a', 'c7-x2-r 200 "ok"', 'exchange c7-x2 200'],
  },
  {
    name: 'an answer to nothing',
    transcript: [server('HTTP/1.1 408 Request Timeout\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx'), close()],
    told: ['c7-r1 408 "x"'],
  },
  {
    name: 'absolute-form and asterisk-form',
    transcript: [client('GET http://h:80/a?b HTTP/1.1\r\n\r\n'), server(ok), client('OPTIONS * HTTP/1.1\r\n\r\n'), server(ok), close()],
    told: ['c7-x1-q GET http://h:80/a?b', ...okTold, 'c7-x2-q OPTIONS *', 'c7-x2-r 200 "ok"', 'exchange c7-x2 200'],
  },
  {
    name: 'a body under a transfer coding',
    transcript: [
      client('POST /p HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nzz\r\n0\r\n\r\n'),
      server('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nzzz'),
      close(),
    ],
    told: [
      'gap undecodable c7-x1-q body a transfer coding other than chunked lies over the body',
      'c7-x1-q POST /p "zz"',
      'gap undecodable c7-x1-r body a transfer coding other than chunked lies over the body',
      'c7-x1-r 200 "zzz"',
      'exchange c7-x1 200',
    ],
  },
];

/** How connections end too early. */
export const endCases: readonly Http1Case[] = [
  { name: 'no answer', transcript: [client(get), close('reset')], told: [...afterGet, 'exchange c7-x1 - incomplete'] },
  { name: 'no answer when the run ends', transcript: [client(get), close('run-over')], told: [...afterGet, 'exchange c7-x1 - incomplete'] },
  { name: 'nothing at all', transcript: [close()], told: [] },
  {
    name: 'bodies cancelled by either end are no gap',
    transcript: [
      client('POST /p HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf'),
      server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart'),
      serverEnds,
      close('reset'),
    ],
    told: ['c7-x1-r 200 "part" cancelled', 'c7-x1-q POST /p "half" cancelled', 'exchange c7-x1 200 incomplete'],
  },
  {
    name: 'a body up to the close is incomplete after a reset',
    transcript: [client(get), server('HTTP/1.1 200 OK\r\n\r\npart'), close('reset')],
    told: [...afterGet, 'c7-x1-r 200 "part" cancelled', 'exchange c7-x1 200 incomplete'],
  },
  {
    name: 'the run ends inside messages',
    transcript: [
      client('POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf'),
      server('HTTP/1.1 200 OK\r\n\r\npart'),
      close('run-over'),
    ],
    told: [
      'c7-x1-q POST /p "half" truncated',
      'gap truncated c7-x1-q body the run ended before the message did',
      'c7-x1-r 200 "part" truncated',
      'gap truncated c7-x1-r body the run ended before the message did',
      'exchange c7-x1 200 incomplete',
    ],
  },
  {
    name: 'the run ends inside a stream of events, each of which was judged: no gap',
    transcript: [
      client('GET /e HTTP/1.1\r\n\r\n'),
      server('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\nda'),
      close('run-over'),
    ],
    told: ['c7-x1-q GET /e', 'c7-x1-r 200 "data: 1\\n\\nda" cancelled', 'exchange c7-x1 200 incomplete'],
  },
  {
    name: 'half a head is judged as bytes',
    transcript: [client('GET /secret?id=1 HT'), server('HTTP/1.1 20'), clientEnds, close()],
    told: ['c7-s-out "GET /secret?id=1 HT" cancelled', 'c7-s-in "HTTP/1.1 20" cancelled'],
  },
  {
    name: 'half a head when the run ends',
    transcript: [client('GET /secret?id=1 HT'), close('run-over')],
    told: ['c7-s-out "GET /secret?id=1 HT" truncated', 'gap truncated c7-s-out the run ended before the message did'],
  },
  {
    name: 'half a trailer section',
    transcript: [client('POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-T: 1\r\n'), close('reset')],
    told: ['c7-x1-q POST /p "hi" cancelled', 'c7-s-out "X-T: 1\\r\\n" cancelled', 'exchange c7-x1 - incomplete'],
  },
];

const upgrade = 'GET /w HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
const connect = 'CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n';
const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** CONNECT and Upgrade, granted and refused. */
export const switchCases: readonly Http1Case[] = [
  {
    name: 'WebSocket messages of both directions, behind the 101 and held before it',
    transcript: [
      client(upgrade),
      server('HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n\r\n\x81\x02hi'),
      client('\x81\x82\x01\x02\x03\x04hi'),
      tick(),
      close('run-over'),
    ],
    told: ['c7-x1-q GET /w', 'c7-x1-r 101', 'exchange c7-x1 101', 'c7-x1-wr1 "hi"', 'c7-x1-wq1 "ik"'],
  },
  {
    name: 'WebSocket known only from the request',
    transcript: [client(upgrade), server('HTTP/1.1 101 Switching Protocols\r\n\r\n'), server('\x81\x01x'), close()],
    told: ['c7-x1-q GET /w', 'c7-x1-r 101', 'exchange c7-x1 101', 'c7-x1-wr1 "x"'],
  },
  {
    name: 'another upgrade is scanned, with what was held',
    transcript: [
      client('GET /w HTTP/1.1\r\nUpgrade: chat/2\r\n\r\nearly '),
      client('bird '),
      server('HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat/2\r\n\r\nwelcome'),
      client('later'),
      close(),
    ],
    told: ['c7-x1-q GET /w', 'c7-x1-r 101', 'exchange c7-x1 101', 'c7-x1-s-in "welcome"', 'c7-x1-s-out "early bird later"'],
  },
  {
    name: 'an upgrade that is refused: what was held is HTTP',
    transcript: [
      client('POST /w HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nhi', get, upgrade, get),
      server(ok, ok),
      server('HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno', ok),
      close(),
    ],
    told: [
      'c7-x1-q POST /w "hi"',
      'c7-x2-q GET /a',
      'c7-x3-q GET /w',
      'c7-x1-r 200 "ok"',
      'exchange c7-x1 200',
      'c7-x2-r 200 "ok"',
      'exchange c7-x2 200',
      'c7-x4-q GET /a',
      'c7-x3-r 426 "no"',
      'exchange c7-x3 426',
      'c7-x4-r 200 "ok"',
      'exchange c7-x4 200',
    ],
  },
  {
    name: 'an upgrade that was answered before its request had ended is refused',
    transcript: [client('POST /w HTTP/1.1\r\nUpgrade: x\r\nContent-Length: 2\r\n\r\nh'), server(ok), client('i', get), server(ok), close()],
    told: ['c7-x1-r 200 "ok"', 'c7-x1-q POST /w "hi"', 'exchange c7-x1 200', 'c7-x2-q GET /a', 'c7-x2-r 200 "ok"', 'exchange c7-x2 200'],
  },
  {
    name: 'an upgrade to HTTP/2 whose answer is not: the exchange has not had its response',
    transcript: [
      client('GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n'),
      server('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nno frames'),
      close(),
    ],
    told: [
      'c7-x1-q GET /',
      'c7-x1-i1 101',
      'exchange c7-x1 - incomplete',
      'gap ambiguous-framing server: the first frame is not SETTINGS',
      'c7-x1-s-in "no frames"',
    ],
  },
  {
    name: 'held until the connection is gone',
    transcript: [client(upgrade, 'unjudged'), clientEnds, close('ended')],
    told: ['c7-x1-q GET /w', 'c7-s-out "unjudged" cancelled', 'exchange c7-x1 - incomplete'],
  },
  {
    name: 'CONNECT inside, with HTTP/1 in it',
    transcript: [client(connect), server(established), client(get), server(ok), close()],
    told: [
      'c7-x1-q CONNECT h:443',
      'c7-x1-r 200',
      'exchange c7-x1 200',
      'c7-x1-x1-q GET /a',
      'c7-x1-x1-r 200 "ok"',
      'exchange c7-x1-x1 200',
    ],
  },
  {
    name: 'CONNECT inside, client too eager, TLS in it',
    transcript: [client(connect, '\x16\x03\x01'), server(established, '\x16\x03\x03'), client('secret'), close()],
    told: [
      'c7-x1-q CONNECT h:443',
      'c7-x1-r 200',
      'exchange c7-x1 200',
      'gap unsupported-protocol TLS in a tunnel inside a connection is not decrypted',
      'c7-x1-s-out "\x16\x03\x01secret"'.replace('\x16\x03\x01', '\\u0016\\u0003\\u0001'),
      'c7-x1-s-in "\\u0016\\u0003\\u0003"',
    ],
  },
  {
    name: 'CONNECT inside, the server speaks first',
    transcript: [client(connect), server(established, '220 mail\r\n'), client('EHLO x\r\n'), close()],
    told: ['c7-x1-q CONNECT h:443', 'c7-x1-r 200', 'exchange c7-x1 200', 'c7-x1-s-out "EHLO x\\r\\n"', 'c7-x1-s-in "220 mail\\r\\n"'],
  },
  {
    name: 'CONNECT inside, refused with a body',
    transcript: [client(connect, get), server('HTTP/1.1 407 No\r\nContent-Length: 2\r\n\r\nno', ok), close()],
    told: ['c7-x1-q CONNECT h:443', 'c7-x2-q GET /a', 'c7-x1-r 407 "no"', 'exchange c7-x1 407', 'c7-x2-r 200 "ok"', 'exchange c7-x2 200'],
  },
  {
    name: 'CONNECT inside, closed before a word',
    transcript: [client(connect), server(established), client('GE'), close('reset')],
    told: ['c7-x1-q CONNECT h:443', 'c7-x1-r 200', 'exchange c7-x1 200', 'c7-x1-s-out "GE" cancelled'],
  },
  {
    name: 'CONNECT in CONNECT, deeper than is read',
    transcript: [...[1, 2, 3, 4, 5].flatMap(() => [client(connect), server(established)]), close()],
    told: [
      ...['c7', 'c7-x1', 'c7-x1-x1', 'c7-x1-x1-x1'].flatMap((at) => [
        `${at}-x1-q CONNECT h:443`,
        `${at}-x1-r 200`,
        `exchange ${at}-x1 200`,
      ]),
      'gap budget-exhausted too many tunnels inside each other',
      'c7-x1-x1-x1-x1-s-out '.concat(JSON.stringify(connect)),
      'c7-x1-x1-x1-x1-s-in '.concat(JSON.stringify(established)),
    ],
  },
  {
    name: '101 out of the blue',
    transcript: [client(get), server('HTTP/1.1 101 Switching Protocols\r\n\r\nxx'), close()],
    told: [
      ...afterGet,
      'exchange c7-x1 - incomplete',
      'gap ambiguous-framing response: a 101 response to a request that did not ask for it',
      'c7-s-in "HTTP/1.1 101 Switching Protocols\\r\\n\\r\\nxx"',
    ],
  },
  {
    name: 'more held than the limit',
    limits: { held: 4 },
    transcript: [client(upgrade, 'abcdefg'), server('x'), close()],
    told: [
      'c7-x1-q GET /w',
      'exchange c7-x1 - incomplete',
      'gap budget-exhausted request: more bytes than the limit while a CONNECT or Upgrade was undecided',
      'c7-s-in "x"',
      'c7-s-out "abcdefg"',
    ],
  },
  {
    name: 'more requests waiting than the limit',
    limits: { pipelined: 2 },
    transcript: [client(get, get, 'GET /3 HTTP/1.1\r\n\r\n'), server(ok), close()],
    told: [
      'c7-x1-q GET /a',
      'c7-x2-q GET /a',
      'exchange c7-x1 - incomplete',
      'exchange c7-x2 - incomplete',
      'gap budget-exhausted request: more requests wait for a response than the limit',
      'c7-s-in "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"',
      'c7-s-out "GET /3 HTTP/1.1\\r\\n\\r\\n"',
    ],
  },
];

/** Heads of requests that cannot be framed beyond doubt, with what is said of them. */
export const ambiguousRequests: readonly (readonly [head: string, detail: string])[] = [
  ['GET / HTTP/1.1\nHost: h\n\n', 'a line ends with a bare LF'],
  ['GET / HTTP/1.1\r\nHost: h\n\r\n', 'a line ends with a bare LF'],
  ['GET / HTTP/1.1\r\nHost: h\r\n\nX: y\r\n\r\n', 'a line ends with a bare LF'],
  ['GET / HTTP/1.1\r\nA: b\rc\r\n\r\n', 'a line contains a bare CR'],
  ['GET / HTTP/1.1\r\nA: b\r\r\n\r\n', 'a line contains a bare CR'],
  ['GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n', 'a header line is folded (obs-fold)'],
  ['GET / HTTP/1.1\r\n A: b\r\n\r\n', 'a header line is folded (obs-fold)'],
  ['GET / HTTP/1.1\r\nA : b\r\n\r\n', 'white space in a header name or before its colon'],
  ['GET / HTTP/1.1\r\nContent-Length\t: 4\r\n\r\n', 'white space in a header name or before its colon'],
  ['GET / HTTP/1.1\r\nA: b\0c\r\n\r\n', 'a control character in the head'],
  ['GET / HTTP/1.1\r\nA\x01: b\r\n\r\n', 'a control character in the head'],
  ['GET / HTTP/1.1\r\nA: b\x7f\r\n\r\n', 'a control character in the head'],
  ['GET / HTTP/1.1\r\nTransfer-Encoding: \x0bchunked\r\n\r\n', 'a control character in the head'],
  ['GET / HTTP/1.1\r\nno colon\r\n\r\n', 'white space in a header name or before its colon'],
  ['GET / HTTP/1.1\r\nnocolon\r\n\r\n', 'a header line without a colon'],
  ['GET / HTTP/1.1\r\n: b\r\n\r\n', 'a header line without a name'],
  ['GET / HTTP/1.1\r\nA(): b\r\n\r\n', 'a character that is not allowed in a header name'],
  ['GET / HTTP/2.0\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['GET / HTTP/1.2\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['GET / http/1.1\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['GET / HTTP/1.1 \r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['GET / HTTP/1.10\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['GET /\r\n\r\n', 'the start line is not one of HTTP/1'],
  ['GET\r\n\r\n', 'the start line is not one of HTTP/1'],
  [' GET / HTTP/1.1\r\n\r\n', 'the start line is not one of HTTP/1'],
  ['\x16\x03\x01\x02\n', 'the start line is not one of HTTP/1'],
  ['GET  / HTTP/1.1\r\n\r\n', 'the request target contains white space'],
  ['GET /a b HTTP/1.1\r\n\r\n', 'the request target contains white space'],
  ['GET /a\tb HTTP/1.1\r\n\r\n', 'the request target contains white space'],
  ['POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n', 'both Content-Length and Transfer-Encoding'],
  ['POST / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n', 'several Content-Length values that differ'],
  ['POST / HTTP/1.1\r\nContent-Length: 4, 5\r\n\r\n', 'several Content-Length values that differ'],
  ['POST / HTTP/1.1\r\nContent-Length: 4,\r\n\r\n', 'several Content-Length values that differ'],
  ['POST / HTTP/1.1\r\nContent-Length: +4\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['POST / HTTP/1.1\r\nContent-Length: 0x4\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['POST / HTTP/1.1\r\nContent-Length: 4 4\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['POST / HTTP/1.1\r\nContent-Length:\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['POST / HTTP/1.1\r\nContent-Length: 9007199254740993\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n', 'the last transfer coding is not chunked'],
  ['POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n', 'the last transfer coding is not chunked'],
  ['POST / HTTP/1.1\r\nTransfer-Encoding: chunked;q=1\r\n\r\n', 'the last transfer coding is not chunked'],
  [
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n',
    'Transfer-Encoding is empty, names chunked twice or not last, or cannot be parsed',
  ],
  [
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n',
    'Transfer-Encoding is empty, names chunked twice or not last, or cannot be parsed',
  ],
  [
    'POST / HTTP/1.1\r\nTransfer-Encoding: identity, chunked\r\n\r\n',
    'Transfer-Encoding is empty, names chunked twice or not last, or cannot be parsed',
  ],
  ['POST / HTTP/1.1\r\nTransfer-Encoding:\r\n\r\n', 'Transfer-Encoding is empty, names chunked twice or not last, or cannot be parsed'],
  ['POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n', 'Transfer-Encoding in an HTTP/1.0 message'],
  ['CONNECT h:1 HTTP/1.1\r\nContent-Length: 4\r\n\r\n', 'a CONNECT request with content'],
];

/** Heads of responses that cannot be framed beyond doubt. */
export const ambiguousResponses: readonly (readonly [head: string, detail: string])[] = [
  ['HTTP/1.1 20 OK\r\n\r\n', 'the status code is not three digits'],
  ['HTTP/1.1 2000 OK\r\n\r\n', 'the status code is not three digits'],
  ['HTTP/1.1 099 OK\r\n\r\n', 'the status code is not three digits'],
  ['HTTP/1.1  200 OK\r\n\r\n', 'the status code is not three digits'],
  ['HTTP/1.1\r\n\r\n', 'the start line is not one of HTTP/1'],
  ['HTTP/2 200 OK\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['HTTP/3.1 200 OK\r\n\r\n', 'the HTTP version is neither 1.0 nor 1.1'],
  ['ICY 200 OK\r\n\r\n', 'the start line is not one of HTTP/1'],
  ['\r\nHTTP/1.1 200 OK\r\n\r\n', 'the start line is not one of HTTP/1'],
  ['<html>\r\nold\r\n', 'the start line is not one of HTTP/1'],
  ['HTTP/1.1 200 O\0K\r\n\r\n', 'a control character in the head'],
  ['HTTP/1.1 200 OK\n\n', 'a line ends with a bare LF'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 'both Content-Length and Transfer-Encoding'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n', 'the last transfer coding is not chunked'],
  ['HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', 'Transfer-Encoding in an HTTP/1.0 message'],
  ['HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', 'Content-Length is not a number, or too large for one'],
  ['HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n', 'a header line is folded (obs-fold)'],
];

const chunkedPost = 'POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n';

/** What comes behind a sound chunk and is not one: the bytes from the fault on are scanned. */
export const ambiguousChunks: readonly (readonly [bytes: string, scanned: string, detail: string])[] = [
  ['\r\n', '\r\n', 'a chunk size is missing or not hexadecimal'],
  ['g\r\n', 'g\r\n', 'a chunk size is missing or not hexadecimal'],
  ['-1\r\n', '-1\r\n', 'a chunk size is missing or not hexadecimal'],
  ['0x1\r\n', 'x1\r\n', 'a chunk size is missing or not hexadecimal'],
  ['1 \r\nx', '\r\nx', 'a chunk size is missing or not hexadecimal'],
  [' 1\r\nx', ' 1\r\nx', 'a chunk size is missing or not hexadecimal'],
  [';a\r\n', ';a\r\n', 'a chunk size is missing or not hexadecimal'],
  ['1\nx', '\nx', 'a line ends with a bare LF'],
  ['1;a\nx', '\nx', 'a line ends with a bare LF'],
  ['1\rx', 'x', 'a line contains a bare CR'],
  ['1;a\0\r\n', '\0\r\n', 'a control character in the head'],
  ['20000000000000\r\n', '0\r\n', 'a chunk size is too large for a number'],
  [`${'0'.repeat(40)}1\r\n`, '000000001\r\n', 'a chunk size is too large for a number'],
  ['1\r\nxy\r\n', 'y\r\n', 'chunk data is not followed by CR LF'],
  ['1\r\nx\n', '\n', 'chunk data is not followed by CR LF'],
  ['1\r\nx\rz', 'z', 'chunk data is not followed by CR LF'],
  ['0\r\nA b: c\r\n\r\n', 'A b: c\r\n\r\n', 'white space in a header name or before its colon'],
  ['0\r\nA: c\n\r\n', 'A: c\n\r\n', 'a line ends with a bare LF'],
];

/** The three tables above as cases: a gap, and the bytes scanned from the fault on, in both directions. */
export const ambiguousCases: readonly Http1Case[] = [
  ...ambiguousRequests.map(
    ([head, detail]): Http1Case => ({
      name: `request ${JSON.stringify(head)}`,
      transcript: [client(head, 'SECRET'), server('ANSWER'), close()],
      told: [`gap ambiguous-framing request: ${detail}`, 'c7-s-out '.concat(JSON.stringify(`${head}SECRET`)), 'c7-s-in "ANSWER"'],
    }),
  ),
  ...ambiguousResponses.map(
    ([head, detail]): Http1Case => ({
      name: `response ${JSON.stringify(head)}`,
      transcript: [client(get), server(head, 'SECRET'), client('MORE'), close()],
      told: [
        ...afterGet,
        'exchange c7-x1 - incomplete',
        `gap ambiguous-framing response: ${detail}`,
        'c7-s-out "MORE"',
        'c7-s-in '.concat(JSON.stringify(`${head}SECRET`)),
      ],
    }),
  ),
  ...ambiguousChunks.map(([bytes, scanned, detail]): Http1Case => {
    const extension = /^1;a/.test(bytes) ? ['c7-x1-q-e ";a"'] : [];
    const data = bytes.startsWith('1\r\nx') ? 'hix' : 'hi';
    return {
      name: `chunk ${JSON.stringify(bytes)}`,
      transcript: [client(chunkedPost, bytes, 'SECRET'), close()],
      told: [
        `c7-x1-q POST /p "${data}" truncated`,
        ...extension,
        'exchange c7-x1 - incomplete',
        `gap ambiguous-framing request: ${detail}`,
        'c7-s-out '.concat(JSON.stringify(`${scanned}SECRET`)),
      ],
    };
  }),
  {
    name: 'bytes after a response that closes',
    transcript: [client(get), server('HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok', ok), close()],
    told: [
      ...afterGet,
      ...okTold,
      'gap ambiguous-framing response: bytes after a response that closes the connection',
      'c7-s-in '.concat(JSON.stringify(ok)),
    ],
  },
  {
    name: 'a fault in one direction ends the reading of the other, inside its body and inside its head',
    transcript: [client('POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo'), server('HTTP/1.1 OK\r\n\r\n'), client('dy', 'GET /'), close()],
    told: [
      'c7-x1-q POST /p "bo" truncated',
      'exchange c7-x1 - incomplete',
      'gap ambiguous-framing response: the status code is not three digits',
      'c7-s-out "dyGET /"',
      'c7-s-in "HTTP/1.1 OK\\r\\n\\r\\n"',
    ],
  },
  {
    name: 'half a head of the other direction is scanned with it',
    transcript: [client('GET /half'), server('HTTP/9\r\n'), client(' HTTP/1.1\r\n\r\n'), close('run-over')],
    told: [
      'gap ambiguous-framing response: the HTTP version is neither 1.0 nor 1.1',
      'c7-s-out "GET /half HTTP/1.1\\r\\n\\r\\n"',
      'c7-s-in "HTTP/9\\r\\n"',
    ],
  },
  {
    name: 'a fault in what was held behind a refused CONNECT',
    transcript: [client(connect, 'GET / HTTP/1.1\r\nbad\r\n\r\n'), server('HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno'), close()],
    told: [
      'c7-x1-q CONNECT h:443',
      'c7-x1-r 403 truncated',
      'exchange c7-x1 403 incomplete',
      'gap ambiguous-framing request: a header line without a colon',
      'c7-s-out "GET / HTTP/1.1\\r\\nbad\\r\\n\\r\\n"',
      'c7-s-in "no"',
    ],
  },
  {
    name: 'a head over the limit',
    limits: { head: 40 },
    transcript: [client(`GET /${'a'.repeat(20)} HTTP/1.1\r\nB: c\r\n\r\n`), server(ok), close()],
    told: [
      'gap ambiguous-framing request: the head is larger than the limit',
      `c7-s-out "GET /${'a'.repeat(20)} HTTP/1.1\\r\\nB: c\\r\\n\\r\\n"`,
      'c7-s-in '.concat(JSON.stringify(ok)),
    ],
  },
  {
    name: 'a head exactly at the limit',
    limits: { head: 40 },
    transcript: [client('\r\n', `GET /${'a'.repeat(16)} HTTP/1.1\r\nB: \r\n\r\n`), close()],
    told: [`c7-x1-q GET /${'a'.repeat(16)}`, 'exchange c7-x1 - incomplete'],
  },
];
