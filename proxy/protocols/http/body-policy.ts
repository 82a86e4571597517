/** What separates the events of a stream: a line end, an empty line (SSE), or the boundary of multipart/x-mixed-replace. */
export type EventDelimiter = 'line' | 'empty-line' | { readonly boundary: Buffer };

/**
 * How a body that does not come at once is judged.
 * - `whole`: when it has ended, or in windows when it is over the cap
 * - `stream`: its length is unknown and it may never end, so what has come is also judged at a tick
 * - `events`: in windows of whole events, as they come
 * - `raw`: an event stream under a content coding: its bytes as they come
 */
export type BodyPolicy =
  | { readonly kind: 'whole' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'events'; readonly delimiter: EventDelimiter }
  | { readonly kind: 'raw' };

const lineTypes = new Set(['application/x-ndjson', 'application/jsonl', 'application/stream+json']);
const wholeTypes = new Set([
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/xml',
  'text/xml',
  'application/javascript',
  'text/javascript',
  'text/html',
  'application/zip',
  'application/pdf',
]);

export interface BodyFacts {
  readonly response: boolean;
  /** Payload bytes as announced; undefined for a body that is chunked or runs to the close. */
  readonly length: number | undefined;
  readonly contentType: string | undefined;
  /** Whether a content coding other than identity lies over the payload. */
  readonly encoded: boolean;
}

export function bodyPolicy({ response, length, contentType, encoded }: BodyFacts): BodyPolicy {
  const type = essence(contentType);
  const delimiter = response ? eventDelimiter(type, contentType) : undefined;
  if (delimiter !== undefined) return encoded ? { kind: 'raw' } : { kind: 'events', delimiter };
  return length !== undefined || isWholeDocument(type) ? { kind: 'whole' } : { kind: 'stream' };
}

function essence(contentType: string | undefined): string {
  if (contentType === undefined) return '';
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

function eventDelimiter(type: string, contentType: string | undefined): EventDelimiter | undefined {
  if (type === 'text/event-stream') return 'empty-line';
  if (lineTypes.has(type)) return 'line';
  if (type !== 'multipart/x-mixed-replace') return undefined;
  const boundary = boundaryOf(contentType ?? '');
  return boundary === '' ? undefined : { boundary: Buffer.from(`--${boundary}`, 'latin1') };
}

/** RFC 2046, section 5.1.1, and as cameras write it: with the leading dashes already in the parameter. */
function boundaryOf(contentType: string): string {
  const start = contentType.toLowerCase().indexOf('boundary=');
  if (start === -1) return '';
  const rest = contentType.slice(start + 'boundary='.length);
  const value = rest.startsWith('"') ? rest.slice(1).split('"', 1)[0] : rest.split(';', 1)[0]?.trim();
  const boundary = (value ?? '').slice(0, 256);
  return boundary.startsWith('--') ? boundary.slice(2) : boundary;
}

function isWholeDocument(type: string): boolean {
  if (wholeTypes.has(type) || type.endsWith('+json') || type.endsWith('+xml')) return true;
  const slash = type.indexOf('/');
  const family = slash === -1 ? '' : type.slice(0, slash);
  return family === 'image' || family === 'audio' || family === 'video' || family === 'font';
}
