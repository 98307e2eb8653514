/**
 * Hashids: short texts for whole numbers, which can be turned back with the same salt (the public algorithm of hashids.org, version 1.0). No
 * secrecy, only ids that do not count up.
 */
export class Hashids {
  readonly #alphabet: string;
  readonly #separators: string;
  readonly #guards: string;

  /** @param minLength how many letters a text has at least */
  constructor(
    private readonly salt: string,
    private readonly minLength = 0,
  ) {
    let separators = shuffle(separatorLetters, salt);
    let alphabet = Array.from(letters)
      .filter((letter) => !separatorLetters.includes(letter))
      .join('');
    const wanted = Math.max(2, Math.ceil(alphabet.length / 3.5));
    const missing = wanted - separators.length;
    if (missing > 0) {
      separators += alphabet.slice(0, missing);
      alphabet = alphabet.slice(missing);
    } else {
      separators = separators.slice(0, wanted);
    }
    alphabet = shuffle(alphabet, salt);
    const guards = Math.ceil(alphabet.length / 12);
    this.#guards = alphabet.slice(0, guards);
    this.#alphabet = alphabet.slice(guards);
    this.#separators = separators;
  }

  /** @param numbers whole and not negative; none gives an empty text */
  encode(...numbers: number[]): string {
    if (numbers.length === 0 || numbers.some((number) => !Number.isSafeInteger(number) || number < 0))
      return '';
    const sum = numbers.reduce((total, number, at) => total + (number % (at + 100)), 0);
    let alphabet = this.#alphabet;
    const lottery = letter(alphabet, sum);
    let text = lottery;
    for (const [at, number] of numbers.entries()) {
      alphabet = shuffle(alphabet, (lottery + this.salt + alphabet).slice(0, alphabet.length));
      const last = inAlphabet(number, alphabet);
      text += last;
      if (at + 1 < numbers.length) {
        text += letter(this.#separators, number % (last.charCodeAt(0) + at));
      }
    }
    return this.#lengthened(text, sum, alphabet);
  }

  /** The numbers of a text; undefined where it was not made with this salt and length. */
  decode(text: string): number[] | undefined {
    const parts = splitAtAny(text, this.#guards);
    const content = parts[parts.length === 2 || parts.length === 3 ? 1 : 0] ?? '';
    const lottery = content.charAt(0);
    let alphabet = this.#alphabet;
    const numbers: number[] = [];
    for (const part of splitAtAny(content.slice(1), this.#separators)) {
      alphabet = shuffle(alphabet, (lottery + this.salt + alphabet).slice(0, alphabet.length));
      const number = outOfAlphabet(part, alphabet);
      if (number === undefined) return undefined;
      numbers.push(number);
    }
    return text !== '' && this.encode(...numbers) === text ? numbers : undefined;
  }

  #lengthened(short: string, sum: number, usedAlphabet: string): string {
    let text = short;
    if (text.length < this.minLength) text = letter(this.#guards, sum + text.charCodeAt(0)) + text;
    if (text.length < this.minLength) text += letter(this.#guards, sum + text.charCodeAt(2));
    let alphabet = usedAlphabet;
    const half = Math.floor(alphabet.length / 2);
    while (text.length < this.minLength) {
      alphabet = shuffle(alphabet, alphabet);
      text = alphabet.slice(half) + text + alphabet.slice(0, half);
      const excess = text.length - this.minLength;
      if (excess > 0) text = text.slice(excess >> 1, (excess >> 1) + this.minLength);
    }
    return text;
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890';
const separatorLetters = 'cfhistuCFHISTU';

function letter(alphabet: string, at: number): string {
  return alphabet.charAt(at % alphabet.length);
}

function shuffle(alphabet: string, salt: string): string {
  if (salt === '') return alphabet;
  const shuffled = Array.from(alphabet);
  let sum = 0;
  for (let at = shuffled.length - 1, turn = 0; at > 0; at--, turn++) {
    turn %= salt.length;
    const code = salt.charCodeAt(turn);
    sum += code;
    const other = (code + turn + sum) % at;
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? '', shuffled[at] ?? ''];
  }
  return shuffled.join('');
}

function inAlphabet(number: number, alphabet: string): string {
  let text = '';
  let left = number;
  do {
    text = letter(alphabet, left) + text;
    left = Math.floor(left / alphabet.length);
  } while (left > 0);
  return text;
}

function outOfAlphabet(text: string, alphabet: string): number | undefined {
  let number = 0;
  for (const one of text) {
    const at = alphabet.indexOf(one);
    if (at < 0) return undefined;
    number = number * alphabet.length + at;
  }
  return text === '' ? undefined : number;
}

function splitAtAny(text: string, separators: string): string[] {
  const parts = [''];
  for (const one of text) {
    if (separators.includes(one)) parts.push('');
    else parts.push((parts.pop() ?? '') + one);
  }
  return parts;
}
