import type { Enum, Field, MapField, NamespaceBase, Root, Service, Type } from 'protobufjs';
import { anyName, type FieldType, type FieldValue, type MessageType, type ScalarType, type SingleValue } from './message-type.js';
import type { MethodTypes, ProtobufTypes } from './protobuf-types.js';

const scalars: ReadonlySet<string> = new Set<ScalarType>([
  'double',
  'float',
  'int32',
  'uint32',
  'sint32',
  'fixed32',
  'sfixed32',
  'int64',
  'uint64',
  'sint64',
  'fixed64',
  'sfixed64',
  'bool',
  'string',
  'bytes',
]);

/** The types of resolved protobufjs roots, in our own form. Each is made when first asked for. Of a name in several roots the first counts. */
export function typesOfRoots(roots: readonly Root[], library: typeof import('protobufjs')): ProtobufTypes {
  const made = new Map<Type, MessageType>();

  function messageOf(fullName: string): MessageType | undefined {
    const wanted = fullName.startsWith('.') ? fullName : `.${fullName}`;
    for (const root of roots) {
      const found = root.lookup(wanted, library.Type);
      // It also finds what ends like the name.
      if (found instanceof library.Type && found.fullName === wanted) return typeOf(found);
    }
    return undefined;
  }

  function typeOf(type: Type): MessageType {
    const known = made.get(type);
    if (known !== undefined) return known;
    const fullName = type.fullName.replace(/^\./, '');
    let fields: ReadonlyMap<number, FieldType> | undefined;
    const message: MessageType = {
      fullName,
      get fields() {
        fields ??= new Map(type.fieldsArray.map((field) => [field.id, { name: nameOf(field), value: fieldValueOf(field, fullName) }]));
        return fields;
      },
    };
    made.set(type, message);
    return message;
  }

  function fieldValueOf(field: Field, owner: string): FieldValue {
    if (owner === anyName && field.id === 2) return { kind: 'any', typeOf: messageOf };
    const value = singleOf(field);
    if (!field.map) return value;
    const { keyType } = field as Field & MapField;
    return { kind: 'map', key: isScalar(keyType) ? keyType : 'bytes', value };
  }

  function singleOf({ type, resolvedType }: Field): SingleValue {
    if (resolvedType instanceof library.Type) return { kind: 'message', type: typeOf(resolvedType) };
    if (resolvedType instanceof library.Enum) return { kind: 'enum', names: (resolvedType as Enum).valuesById };
    return { kind: 'scalar', scalar: isScalar(type) ? type : 'bytes' };
  }

  function methodOf(path: string): MethodTypes | undefined {
    const [, service, name] = /(?:^|\/)([^/?#]{1,512})\/([^/?#]{1,512})(?:[?#]|$)/.exec(path) ?? [];
    if (service === undefined || name === undefined) return undefined;
    for (const root of roots) {
      const found = root.lookup(`.${service}`, library.Service);
      const method = found instanceof library.Service && found.fullName === `.${service}` ? (found as Service).methods[name] : undefined;
      if (method?.resolvedRequestType && method.resolvedResponseType) {
        return { request: typeOf(method.resolvedRequestType), response: typeOf(method.resolvedResponseType) };
      }
    }
    return undefined;
  }

  function messageNames(): readonly string[] {
    const names = new Set<string>();
    const open: NamespaceBase[] = [...roots];
    for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
      for (const nested of scope.nestedArray) {
        if (nested instanceof library.Type) names.add(nested.fullName.replace(/^\./, ''));
        if (nested instanceof library.Namespace) open.push(nested);
      }
    }
    return [...names].sort();
  }

  return { messageOf, methodOf, messageNames };
}

function isScalar(type: string): type is ScalarType {
  return scalars.has(type);
}

/** As the schema writes it; extensions by the last part of theirs. */
function nameOf({ name }: Field): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
