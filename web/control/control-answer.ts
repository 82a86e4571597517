/** What the control endpoint answers: a status, and a body that becomes JSON. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `{"error": {"message"}}` under that status. The message is for people, and never quotes what was sent. */
export function failureAnswer(status: number, message: string): ControlAnswer {
  return { status, body: { error: { message } } };
}
