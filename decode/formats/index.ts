import type { Format } from '../format.js';
import { bplist } from './bplist.js';
import { cbor } from './cbor.js';
import { dns } from './dns.js';
import { eventStream } from './event-stream.js';
import { form } from './form.js';
import { graphql } from './graphql.js';
import { grpcFrames } from './grpc-frames.js';
import { html } from './html.js';
import { httpMessage } from './http-message.js';
import { json } from './json.js';
import { jwt } from './jwt.js';
import { mailMessage } from './mail-message.js';
import { msgpack } from './msgpack.js';
import { multipart } from './multipart.js';
import { protobuf } from './protobuf.js';
import { url } from './url.js';
import { xml } from './xml.js';

/** Every format, in the order in which they are tried. */
export const formats: readonly Format[] = [
  json,
  jwt,
  form,
  url,
  html,
  xml,
  graphql,
  multipart,
  eventStream,
  httpMessage,
  mailMessage,
  dns,
  bplist,
  grpcFrames,
  protobuf,
  msgpack,
  cbor,
];
