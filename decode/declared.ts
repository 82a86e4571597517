import type { MessageType } from './protobuf/message-type.js';

/** What the headers of a message or part, or the user's schemas, say about its body. */
export interface Declared {
  /** Lower-case, without parameters; absent when none was declared. */
  readonly mediaType?: string;
  /** Lower-case. */
  readonly charset?: string;
  readonly boundary?: string;
  /** Codings in the order in which they were applied, lower-case, without `identity` and `chunked`. */
  readonly codings: readonly string[];
  /** Of a protobuf message, where a schema gives it. */
  readonly messageType?: MessageType;
  /** Nobody said so outside: when it is something else, nothing is broken. */
  readonly assumed?: true;
}

const nothing: Declared = { codings: [] };

/** Reads Content-Type (RFC 9110, section 8.3), Content-Encoding and Transfer-Encoding from a flat list of headers. Parts may have Content-Transfer-Encoding (RFC 7578 4.7, RFC 2045 6). */
export function declaredBy(headers: readonly string[]): Declared {
  let type: string | undefined;
  let content = '';
  let transfer = '';
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    const value = headers[index + 1]!;
    // The length first: most headers are none of these.
    if (name.length === 12 && name.toLowerCase() === 'content-type') type ??= value;
    else if (name.length === 16 && name.toLowerCase() === 'content-encoding') content += `${value},`;
    else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') transfer += `${value},`;
    else if (name.length === 25 && name.toLowerCase() === 'content-transfer-encoding') transfer += `${value},`;
  }
  if (type === undefined && content === '' && transfer === '') return nothing;
  const codings = content === '' && transfer === '' ? nothing.codings : [...codingsOf(content), ...codingsOf(transfer)];
  return type === undefined ? { codings } : { ...mediaTypeOf(type), codings };
}

const notCodings = new Set(['', 'identity', 'chunked', 'none', '7bit', '8bit', 'binary', 'utf-8', 'aws-chunked']);

function codingsOf(list: string): string[] {
  return list
    .split(',')
    .map((coding) => coding.split(';', 1)[0]!.trim().toLowerCase())
    .filter((coding) => !notCodings.has(coding));
}

function mediaTypeOf(value: string): Omit<Declared, 'codings'> {
  const semicolon = value.indexOf(';');
  const mediaType = (semicolon < 0 ? value : value.slice(0, semicolon)).trim().toLowerCase();
  if (semicolon < 0) return { mediaType };
  const charset = headerParameter(value, 'charset')?.toLowerCase();
  const boundary = headerParameter(value, 'boundary');
  return { mediaType, ...(charset ? { charset } : {}), ...(boundary ? { boundary } : {}) };
}

/** A parameter `; name=value` or `; name="value"` of a header's value, unquoted; undefined when absent. */
export function headerParameter(value: string, name: string): string | undefined {
  let index = value.indexOf(';');
  while (index >= 0) {
    let start = index + 1;
    while (value[start] === ' ' || value[start] === '\t') start += 1;
    const equals = value.indexOf('=', start);
    if (equals < 0) return undefined;
    const next = value.indexOf(';', start);
    if (next >= 0 && next < equals) {
      index = next;
      continue;
    }
    const found = value.slice(start, equals).trim().toLowerCase() === name;
    let end: number;
    let content: string;
    if (value[equals + 1] === '"') {
      end = equals + 2;
      while (end < value.length && value[end] !== '"') end += value[end] === '\\' ? 2 : 1;
      // Browsers write a quote as %22 and leave backslashes alone: only a quote and a backslash are unescaped.
      content = value.slice(equals + 2, end).replace(/\\(["\\])/g, '$1');
    } else {
      const semicolon = value.indexOf(';', equals);
      end = semicolon < 0 ? value.length : semicolon;
      content = value.slice(equals + 1, end).trim();
    }
    if (found) return content;
    index = value.indexOf(';', end);
  }
  return undefined;
}
