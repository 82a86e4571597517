import type { Format } from '../format.js';
import { dns } from './dns.js';
import { eventStream } from './event-stream.js';
import { form } from './form.js';
import { json } from './json.js';
import { multipart } from './multipart.js';
import { url } from './url.js';

/** Every format, in the order in which they are tried. */
export const formats: readonly Format[] = [json, form, url, multipart, eventStream, dns];
