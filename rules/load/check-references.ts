import { unknownRegion } from './flatten-groups.js';
import type { Reference } from './layer.js';
import type { LoadContext } from './load-context.js';
import { didYouMean } from './nearest-name.js';
import type { Problems } from './problems.js';

/** Every name that the merged files define. */
export interface KnownNames {
  readonly fields: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly operators: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Reports each name that nothing defines, with the nearest that something does. */
export function checkReferences(references: readonly Reference[], known: KnownNames, context: LoadContext, problems: Problems): void {
  const groups = [...known.groups, ...context.groups.keys()];
  const operators = new Set([...known.operators, ...(context.operators?.keys() ?? []), ...(context.operatorGroups?.keys() ?? [])]);
  for (const { kind, name, place } of references) {
    switch (kind) {
      case 'field': {
        if (known.fields.has(name)) break;
        const matcher = context.matchers.get(name);
        if (matcher) {
          const needed = Object.entries(matcher.options).find(([, { required }]) => required);
          if (needed) {
            problems.add(
              place,
              `the matcher \`${name}\` needs the option \`${needed[0]}\`: declare a field with \`matchers: [{ ${name}: { ${needed[0]}: … } }]\``,
            );
          }
          break;
        }
        const near = didYouMean(name, [...known.fields, ...context.matchers.keys()]);
        problems.add(place, `unknown field \`${name}\`: no entry of \`fields\` and no matcher has that name${near}`);
        break;
      }
      case 'host-list': {
        if (known.hosts.has(name)) break;
        const near = didYouMean(name, known.hosts);
        problems.add(place, `unknown host list \`${name}\`${near || `; a host without a dot is written \`${name}.\``}`);
        break;
      }
      case 'operator':
        if (!operators.has(name)) {
          const near = didYouMean(name, operators);
          const all = operators.size === 0 ? '; nothing stands under `operators`' : '';
          problems.add(place, `unknown operator \`${name}\`${near || all}`);
        }
        break;
      case 'region':
        if (!context.countryCodes.has(name) && !groups.includes(name))
          problems.add(place, unknownRegion(name, groups, context.countryCodes));
        break;
      case 'rule':
        if (!known.rules.has(name)) problems.add(place, `unknown rule \`${name}\`${didYouMean(name, known.rules)}`);
        break;
    }
  }
}
