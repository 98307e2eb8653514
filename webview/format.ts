const counts = new Intl.NumberFormat('en-US');

/** "4,213" */
export function count(value: number): string {
  return counts.format(value);
}

/** "143 ms", "2.4 s", "3 min 5 s" */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : elapsed(ms);
}

/** A time that is still running: "0.4 s", "3 min 5 s" */
export function elapsed(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** "512 bytes", "62 KB", "1.4 MB" */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
