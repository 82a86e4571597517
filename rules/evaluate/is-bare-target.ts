/**
 * Whether a request-target can hold no parameter by name: no query, nothing escaped, and no path segment that may be an encoding of one
 * (base64 has upper case and eight characters, hex ten with letters and digits). Cheap; false is a maybe.
 */
export function isBareTarget(target: string): boolean {
  let segment = 0;
  let upper = false;
  let run = 0;
  let letters = false;
  for (let index = 0; index < target.length; index += 1) {
    const code = target.charCodeAt(index);
    if (code === 47) {
      segment = 0;
      upper = false;
      run = 0;
      letters = false;
      continue;
    }
    segment += 1;
    if (code >= 48 && code <= 57) run += 1;
    else if (code >= 97 && code <= 122) {
      run += 1;
      letters = true;
    } else if (code >= 65 && code <= 90) {
      run += 1;
      letters = true;
      upper = true;
    } else if (code === 45 || code === 46 || code === 95 || code === 126 || code === 44 || code === 58) {
      run = 0;
      letters = false;
    } else return false;
    if ((upper && segment >= 8) || (letters && run >= 10)) return false;
  }
  return true;
}
