/** A field of an example, read with the plainest of means: enough for the examples of packs, which are not about decoding. */
export interface ExampleField {
  readonly location: 'url' | 'query' | 'header' | 'cookie' | 'body';
  readonly name: string;
  readonly value: string;
}

export interface ExampleMessage {
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status?: number;
}

function leaves(name: string, value: unknown): readonly ExampleField[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => leaves(key, inner));
  return [{ location: 'body', name, value: String(value) }];
}

function bodyFields(type: string, body: string): readonly ExampleField[] {
  if (type.includes('json')) return leaves('', JSON.parse(body));
  if (type.includes('urlencoded')) return [...new URLSearchParams(body)].map(([name, value]) => ({ location: 'body', name, value }));
  return [{ location: 'body', name: '', value: body }];
}

function headerFields(name: string, value: string): readonly ExampleField[] {
  if (name !== 'cookie') return [{ location: 'header', name, value }];
  return value.split(/;\s*/).map((pair) => {
    const [key = '', ...rest] = pair.split('=');
    return { location: 'cookie', name: key, value: decodeURIComponent(rest.join('=')) };
  });
}

/** The fields of the example's message: of the response when it has a status, else of the request with its URL. */
export function exampleFields({ request, headers = {}, body = '', status }: ExampleMessage): readonly ExampleField[] {
  const url = new URL(request.slice(request.indexOf(' ') + 1));
  const inUrl: readonly ExampleField[] = [
    { location: 'url', name: '', value: decodeURIComponent(url.pathname) },
    ...[...url.searchParams].map(([name, value]): ExampleField => ({ location: 'query', name, value })),
  ];
  return [
    ...(status === undefined ? inUrl : []),
    ...Object.entries(headers).flatMap(([name, value]) => headerFields(name, value)),
    ...bodyFields(headers['content-type'] ?? '', body),
  ].filter(({ value }) => value !== '');
}
