import { createDecoder, openSchemas } from '../decode/index.js';
import { createBodyTypes, type ExampleResult, type Ruleset, runExamples } from '../rules/index.js';

/** Runs each rule's examples: builds their messages, decodes and judges them as live traffic would be. */
export function testExamples(ruleset: Ruleset): readonly ExampleResult[] {
  const bodyTypes = createBodyTypes(ruleset);
  const decoder = createDecoder({}, undefined, ruleset.protobuf && openSchemas(ruleset.protobuf));
  return runExamples(ruleset, {
    decode: (message, connection) => {
      const bodyType = bodyTypes?.(connection, message);
      return decoder.decode(bodyType === undefined ? message : { ...message, bodyType });
    },
  });
}
