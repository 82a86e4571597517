const leg = { protocolVersion: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' };

/** An intercepted HTTPS connection, as the proxy makes one. The address is reserved, so no region is known. */
export const connection = {
  id: 'c1',
  capture: 'connect',
  client: { address: '192.168.1.7', port: 50_000 },
  startedDateTime: 1_790_000_000_000,
  server: { address: '192.0.2.1', port: 443, host: 'api.example' },
  attempts: [],
  connectTarget: { host: 'api.example', port: 443 },
  tls: { serverName: 'api.example', origin: leg, device: leg },
  wire: 'tls',
  interception: 'intercepted',
  internal: false,
  bytesFromClient: 100,
  bytesFromServer: 100,
};

/** A ruleset in which one rule forbids each of the fields anywhere, however sure the match. JSON, which a ruleset may be. */
function rulesetOf(fields) {
  const rule = { id: 'recall', description: 'What the bench looks for', failFrom: 'name', fields: Object.keys(fields), never: 'anywhere' };
  return JSON.stringify({ plainsight: 1, fields, rules: [rule] });
}

function load({ loadRuleset, defaultContext, matchers }, fields) {
  const text = rulesetOf(fields);
  return loadRuleset(['recall.json'], defaultContext({ env: {}, matchers, readFile: () => text }));
}

/** A decoder that keeps the fields of the last message, for judges who take turns at it. */
function createReader({ createDecoder }) {
  const decoder = createDecoder();
  let last;
  return (message) => {
    if (last?.message !== message) last = { message, decoded: decoder.decode(message) };
    return last.decoded;
  };
}

/**
 * Loads a ruleset with such of the fields as it takes, and makes of it the way that a live message goes (`inspect` in session.ts): first what
 * it needs, and only if that is its fields, decoding and judging. `rooms` are the public functions of `rules` and `decode`, built or as sources.
 * `refused` says why fields were left out: a kind that is not known, say. `beside`: another inspector, with whom it shares what is decoded.
 */
export function createInspector(rooms, fields, beside) {
  const taken = {};
  const refused = new Map();
  for (const [name, field] of Object.entries(fields)) {
    try {
      load(rooms, { [name]: field });
      taken[name] = field;
    } catch (error) {
      if (!(error instanceof rooms.RulesetError)) throw error;
      refused.set(name, error.message.split('\n')[0]);
    }
  }
  const judge = rooms.createJudge(load(rooms, taken), { now: () => connection.startedDateTime, matchers: rooms.matchers });
  const read = beside?.read ?? createReader(rooms);
  return {
    refused,
    read,
    /** Judgements, or nothing where the message was proven clean unread. */
    inspect(message) {
      if (judge.need(connection, message) === 'nothing') return undefined;
      const { fields: found, gaps } = read(message);
      return { judgements: judge.message(connection, message, found, gaps), gaps };
    },
  };
}

/** Fields of a ruleset that hold planted values. */
export function plantedFields(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, { as, value, salts, hmacKeys }]) => [
      slug(name),
      { as, values: [value], ...(salts ? { salts } : {}), ...(hmacKeys ? { hmacKeys } : {}) },
    ]),
  );
}

export const slug = (name) => name.replaceAll(' ', '-');
