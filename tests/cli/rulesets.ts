/** A value that only the test has. */
export const planted = 'u-7d41c9e2-harbour';

/** The planted value must not travel in cleartext. */
export const cleartextRule = `plainsight: 1
fields:
  user-id: { values: [${planted}] }
  late: { values: ["\${env:NEVER_SET?}"], names: [late_id] }
rules:
  - id: user-id-never-in-cleartext
    description: The user's ID must not cross the network unencrypted
    fields: [user-id, late]
    never: { wire: cleartext }
    examples:
      - violates: { request: "GET http://api.example/me?id=${planted}" }
      - complies: { request: "GET https://api.example/me?id=${planted}" }
`;

/** The same, as a warning. */
export const warningRule = cleartextRule.replace('    fields: [user-id', '    level: warning\n    fields: [user-id');
