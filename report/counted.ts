/** `1 message`, `38 messages`, `1 entry`, `2 entries`: a count with its noun. Give `plural` where adding an s is wrong. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
