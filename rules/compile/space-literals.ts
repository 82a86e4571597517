/** A text as forms write its spaces: each as it is, as `+`, or (few of them) any mixture. Beyond four spaces, of the longest stretch with four. */
export function spaceLiterals(text: string): readonly string[] {
  const words = text.split(' ');
  if (words.length === 1) return [text];
  const most = 5;
  let best = words.slice(0, most);
  for (let first = 1; first + most <= words.length; first += 1) {
    const stretch = words.slice(first, first + most);
    if (stretch.join(' ').length > best.join(' ').length) best = stretch;
  }
  let forms = [best[0]!];
  for (const word of best.slice(1)) forms = forms.flatMap((form) => [`${form} ${word}`, `${form}+${word}`]);
  return forms;
}
