import type { ErrorObject } from 'ajv';
import { didYouMean } from './nearest-name.js';

/** What one of ajv's errors says to people. `key` is set when it is about a key of the map at the error's instance path. Nothing for errors that only repeat another. */
export function describeSchemaError(error: ErrorObject): { readonly message: string; readonly key?: string } | undefined {
  const params: Record<string, unknown> = error.params;
  const schema = asRecord(error.parentSchema);
  switch (error.keyword) {
    case 'if':
    case 'propertyNames':
      return undefined;
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(asRecord(schema['properties']));
      // `{ reason: one, two }` is a map of `reason` and `two`.
      if (key.includes(' ') && asRecord(error.data)[key] === null) {
        return { key, message: `unknown key \`${key}\`: if it belongs to the text before the comma, put that text in quotes` };
      }
      const nearest = didYouMean(key, known);
      return { key, message: `unknown key \`${key}\`${nearest || `; known here: ${known.map((name) => `\`${name}\``).join(', ')}`}` };
    }
    case 'required':
      return { message: `\`${String(params['missingProperty'])}\` is missing here` };
    case 'minItems':
      return { message: 'this list must not be empty' };
    case 'minProperties':
      return { message: 'this map must not be empty' };
    case 'maxProperties':
      return { message: `expected one key only, found ${Object.keys(asRecord(error.data)).length}` };
    default: {
      if (error.propertyName !== undefined) {
        return { key: error.propertyName, message: `expected ${expected(schema)}, found \`${error.propertyName}\`` };
      }
      const near = typeof error.data === 'string' ? didYouMean(error.data, choices(schema)) : '';
      return { message: `expected ${expected(schema)}, found ${found(error.data)}${near}` };
    }
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function choices(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const values = schema['enum'];
  return Array.isArray(values) ? values.map(String) : [];
}

function expected(schema: Readonly<Record<string, unknown>>): string {
  const values = choices(schema);
  const title = schema['title'];
  if (values.length > 1) return `${typeof title === 'string' ? `${title}: ` : ''}${values.map((value) => `\`${value}\``).join(', ')}`;
  if (typeof title === 'string') return title;
  switch (schema['type']) {
    case 'array':
      return 'a list';
    case 'object':
      return 'a map';
    case 'integer':
      return 'a whole number';
    default:
      return 'text';
  }
}

function found(data: unknown): string {
  if (data === null) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a map';
  const text = String(data);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
