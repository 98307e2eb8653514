import { probeLabels, type DiagnosisStep, type ProbeProgress } from '../model/diagnosis';
import { stepLine } from './printDiagnosis';
import type { LiveOutput } from './terminal';
import { printable, shortened } from './text';

/** How often the running check's seconds are written again, in milliseconds. */
const everyMs = 200;

/** Shows a diagnosis as it runs: a line for each check that is done, and the one that runs with its seconds. */
export class Progress {
  readonly #output: LiveOutput;
  readonly #timer: NodeJS.Timeout;
  #running: (ProbeProgress & { since: number }) | undefined;

  constructor(output: LiveOutput) {
    this.#output = output;
    this.#timer = setInterval(() => this.#draw(), everyMs);
    this.#timer.unref();
  }

  step(step: DiagnosisStep): void {
    this.#running = undefined;
    this.#clear();
    this.#output.write(`  ${stepLine(step)}\n`);
  }

  asking(progress: ProbeProgress): void {
    this.#running = { ...progress, since: performance.now() };
    this.#draw();
  }

  /** Nothing is written after this; the line that was being written is taken away, and the result stands apart. */
  end(): void {
    clearInterval(this.#timer);
    this.#running = undefined;
    this.#clear();
    this.#output.write('\n');
  }

  #draw(): void {
    if (!this.#running) return;
    const { probe, asking, limitMs, since } = this.#running;
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    const time = `${seconds} s of at most ${Math.round(limitMs / 100) / 10}`;
    const room = Math.max(20, this.#output.columns() - 1);
    const line = shortened(`  ${probeLabels[probe]}: ${time}, asking ${printable(asking)}`, room);
    this.#clear();
    this.#output.write(line);
  }

  #clear(): void {
    // Back to the line's beginning, and nothing left of it.
    this.#output.write('\r\u001b[2K');
  }
}
