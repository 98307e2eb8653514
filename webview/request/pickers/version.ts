/** 19 of "19.0", 18 of "saas~18.2+e"; undefined where the server's version is not known. */
export function majorVersion(version: string | undefined): number | undefined {
  const major = /^(?:saas[~-])?(\d+)/.exec(version ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** Whether a server is this version or a later one; one that did not say its version counts as new. */
export function isAtLeast(version: string | undefined, major: number): boolean {
  return (majorVersion(version) ?? major) >= major;
}
