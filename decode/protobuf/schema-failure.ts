/**
 * Why protobuf schemas cannot be used; `file` as the user named it. Details come from the user's own files, never from traffic.
 * `syntax`: not a .proto text, with the line where it is known. `not-a-descriptor-set`: neither text nor a FileDescriptorSet.
 * `missing-import`: neither given nor one of the well-known files. `unresolved-type`: a name that nothing defines. `duplicate-name`: two
 * definitions of one name. `invalid`: what protobufjs refuses for another reason.
 */
export type SchemaFailure =
  | { readonly kind: 'no-files' }
  | { readonly kind: 'syntax'; readonly file: string; readonly line: number | undefined; readonly detail: string }
  | { readonly kind: 'not-a-descriptor-set'; readonly file: string }
  | { readonly kind: 'missing-import'; readonly file: string; readonly imported: string }
  | { readonly kind: 'unresolved-type'; readonly name: string }
  | { readonly kind: 'duplicate-name'; readonly file: string; readonly name: string }
  | { readonly kind: 'invalid'; readonly file: string | undefined; readonly detail: string };
