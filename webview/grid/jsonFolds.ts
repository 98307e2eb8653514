/** A part of a text that is folded into its first line. */
export interface Fold {
  first: number;
  /** The line that closes it, folded away as well. */
  last: number;
}

/** Which lines of a text are shown, as folds lie over it: apart from each other and in their order. */
export class Folds {
  constructor(readonly all: readonly Fold[] = []) {}

  /** How many lines are folded away. */
  get hidden(): number {
    return this.all.reduce((sum, { first, last }) => sum + last - first, 0);
  }

  isFolded(line: number): boolean {
    return this.all.some(({ first }) => first === line);
  }

  /** The line that is shown at a place, both from 0. */
  lineAt(place: number): number {
    let line = place;
    for (const { first, last } of this.all) {
      if (first >= line) break;
      line += last - first;
    }
    return line;
  }

  /** Where a line is shown; one that is folded away is where its fold is. */
  placeOf(line: number): number {
    let before = 0;
    for (const { first, last } of this.all) {
      if (first >= line) break;
      if (line <= last) return first - before;
      before += last - first;
    }
    return line - before;
  }

  /** Folds within the new one are part of it then. */
  with({ first, last }: Fold): Folds {
    if (last <= first) return this;
    const others = this.all.filter((each) => each.last < first || each.first > last);
    return new Folds([...others, { first, last }].sort((one, other) => one.first - other.first));
  }

  without(line: number): Folds {
    return new Folds(this.all.filter(({ first }) => first !== line));
  }

  /** Unfolds what hides a line. */
  showing(line: number): Folds {
    return new Folds(this.all.filter(({ first, last }) => line <= first || line > last));
  }
}
